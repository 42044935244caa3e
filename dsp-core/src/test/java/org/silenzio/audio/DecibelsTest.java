package org.silenzio.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DecibelsTest {

  @Test
  void knownLevels() {
    assertEquals(2.0, Decibels.toAmplitude(6.020599913279624), 1e-12);
    assertEquals(0.0, Decibels.toAmplitude(Double.NEGATIVE_INFINITY));
    assertEquals(-20.0, Decibels.fromAmplitude(0.1), 1e-12);
    assertEquals(-3.010299956639812, Decibels.fromPower(0.5), 1e-12);
    assertEquals(Double.NEGATIVE_INFINITY, Decibels.fromPower(0));
  }
}
