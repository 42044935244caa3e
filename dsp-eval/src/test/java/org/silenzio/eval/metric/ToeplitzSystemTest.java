package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ToeplitzSystemTest {

  @Test
  void theSolutionSolves() {
    double[] row = {5, -2, 1.5, 0.5, -0.25};
    double[] right = {1, -2, 3, 0.5, 7};
    double[] x = ToeplitzSystem.solve(row, right);
    for (int i = 0; i < row.length; i++) {
      double sum = 0;
      for (int j = 0; j < row.length; j++) {
        sum += row[Math.abs(i - j)] * x[j];
      }
      assertEquals(right[i], sum, 1e-12);
    }
  }
}
