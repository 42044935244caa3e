package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TakeTest {

  private static final Path FILE = Path.of("a.wav");

  @Test
  void rejectsNoSamples() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> new Take("Before", FILE, new float[0]));
    assertEquals("samples is empty, allowed: 1 sample or more", e.getMessage());
  }

  @Test
  void namesTheSampleThatCannotBeDrawn() {
    float[] samples = {0f, 0.5f, Float.NaN};
    var e = assertThrows(IllegalArgumentException.class, () -> new Take("Before", FILE, samples));
    assertEquals("samples[2] is NaN, allowed: finite numbers", e.getMessage());
  }

  @Test
  void rejectsInfinity() {
    float[] samples = {Float.NEGATIVE_INFINITY};
    assertThrows(IllegalArgumentException.class, () -> new Take("Before", FILE, samples));
  }
}
