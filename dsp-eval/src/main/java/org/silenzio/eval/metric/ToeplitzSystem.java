package org.silenzio.eval.metric;

/**
 * Normal equations of least-squares filters: a symmetric positive definite Toeplitz matrix.
 *
 * <p>N. Levinson, "The Wiener RMS error criterion in filter design and prediction", J. Math. Phys.
 * 25, 1946.
 */
final class ToeplitzSystem {

  private ToeplitzSystem() {}

  /**
   * Solves Σ row[|i − j|] · x[j] = right[i].
   *
   * @param row the matrix' first row, row[0] above 0
   * @param right as many right sides as the row has entries
   */
  static double[] solve(double[] row, double[] right) {
    int n = right.length;
    double[] x = new double[n];
    double[] prediction = new double[n]; // forward predictor, prediction[0] = 1
    double[] previous = new double[n];
    prediction[0] = 1;
    double error = row[0];
    x[0] = right[0] / error;
    for (int m = 1; m < n; m++) {
      double mismatch = 0;
      for (int i = 0; i < m; i++) {
        mismatch += prediction[i] * row[m - i];
      }
      double reflection = -mismatch / error;
      System.arraycopy(prediction, 0, previous, 0, m);
      for (int i = 1; i <= m; i++) {
        prediction[i] = (i < m ? previous[i] : 0) + reflection * previous[m - i];
      }
      error *= 1 - reflection * reflection;
      double missing = right[m];
      for (int i = 0; i < m; i++) {
        missing -= x[i] * row[m - i];
      }
      double step = missing / error;
      for (int i = 0; i <= m; i++) {
        x[i] += step * prediction[m - i];
      }
    }
    return x;
  }
}
