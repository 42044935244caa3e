package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureKindsTest {

  @ParameterizedTest
  @CsvSource({
    "OVRL, HIGHER_IS_BETTER",
    "PESQ wb, HIGHER_IS_BETTER",
    "ERLE 10s dB, HIGHER_IS_BETTER",
    "SI-SDR dB, HIGHER_IS_BETTER",
    "LSD dB, LOWER_IS_BETTER",
    "convergence s, LOWER_IS_BETTER",
    "residual dBFS, LOWER_IS_BETTER",
    "near-end att dB, LOWER_IS_BETTER",
    "us p99, LOWER_IS_BETTER",
    "speech dBFS, NEITHER",
    "LUFS, NEITHER",
    "ERL dB, NEITHER",
  })
  void knowsWhichWayAFigureGetsBetter(String name, FigureDirection direction) {
    assertEquals(direction, FigureKinds.of(name).direction());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SIG",
        "BAK",
        "OVRL",
        "P808",
        "AECMOS echo",
        "AECMOS degr",
        "AECMOS echo ideal",
        "AECMOS degr ideal",
        "ERLE dB",
        "ERLE 1s dB",
        "ERLE 3s dB",
        "ERLE 10s dB",
        "ERL dB",
        "convergence s",
        "residual dBFS",
        "PESQ wb",
        "PESQ nb",
        "STOI",
        "ESTOI",
        "SI-SDR dB",
        "FT-SDR dB",
        "segSNR dB",
        "fwSNR dB",
        "LSD dB",
        "CSIG",
        "CBAK",
        "COVL",
        "pauses dBFS",
        "near-end att dB",
        "speech dBFS",
        "LUFS",
        "clipped %",
        "DC dBFS",
        "PLCMOS",
        "us/frame",
        "us p99"
      })
  void everyFigureOfTheEvaluationIsExplained(String name) {
    FigureKind kind = FigureKinds.of(name);
    assertEquals(name, kind.name());
    assertFalse(kind.explanation().isEmpty());
    assertTrue(kind.noiseMargin() > 0);
    for (String unit : new String[] {"dBFS", "LUFS", "%"}) {
      assertEquals(name.endsWith(unit), kind.unit().equals(unit), unit);
    }
  }

  @Test
  void unknownFiguresHaveNoBetterWay() {
    FigureKind kind = FigureKinds.of("warmth");
    assertEquals("warmth", kind.name());
    assertEquals(FigureDirection.NEITHER, kind.direction());
    assertEquals(0, kind.noiseMargin());
  }

  @Test
  void theGainIsPositiveTheBetterWay() {
    assertEquals(2, FigureDirection.HIGHER_IS_BETTER.gain(1, 3));
    assertEquals(-2, FigureDirection.LOWER_IS_BETTER.gain(1, 3));
    assertEquals(0, FigureDirection.NEITHER.gain(1, 3));
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(0, FigureDirection.LOWER_IS_BETTER.gain(infinity, infinity));
    assertEquals(-infinity, FigureDirection.LOWER_IS_BETTER.gain(3, infinity));
    for (FigureDirection direction : FigureDirection.values()) {
      assertTrue(Double.isNaN(direction.gain(Double.NaN, 1)));
    }
  }

  @Test
  void refusesUnfitMargins() {
    for (double margin : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> FigureKinds.of("STOI").withNoiseMargin(margin))
              .getMessage();
      assertEquals("noiseMargin is " + margin + ", allowed: 0 or more, finite", message);
    }
  }
}
