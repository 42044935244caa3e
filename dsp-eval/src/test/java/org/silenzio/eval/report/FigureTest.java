package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void needsNameAndValue() {
    assertThrows(NullPointerException.class, () -> new Figure(null, "1"));
    assertThrows(NullPointerException.class, () -> new Figure("n", null));
  }
}
