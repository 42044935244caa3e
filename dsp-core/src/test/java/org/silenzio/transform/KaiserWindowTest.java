package org.silenzio.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class KaiserWindowTest {

  /** Abramowitz and Stegun, "Handbook of Mathematical Functions", table 9.8. */
  @Test
  void besselFunctionAgreesWithTheTables() {
    assertEquals(1.0, KaiserWindow.besselI0(0), 0);
    assertEquals(1.2660658778, KaiserWindow.besselI0(1), 1e-10);
    assertEquals(27.2398718236, KaiserWindow.besselI0(5), 1e-9);
    assertEquals(2815.716628, KaiserWindow.besselI0(10), 1e-5);
  }

  @Test
  void isOneInTheMiddleAndSymmetric() {
    assertEquals(1.0, KaiserWindow.value(0, 9), 0);
    assertEquals(KaiserWindow.value(-0.3, 9), KaiserWindow.value(0.3, 9), 0);
    assertEquals(1 / KaiserWindow.besselI0(9), KaiserWindow.value(1, 9), 1e-15);
  }
}
