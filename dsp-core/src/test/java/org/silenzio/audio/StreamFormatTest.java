package org.silenzio.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamFormatTest {

  @Test
  void tenMillisecondsAt44100HzAre441Samples() {
    StreamFormat format = StreamFormat.of10Ms(44_100, 2);
    assertEquals(441, format.frameSamples());
    assertEquals(10.0, format.frameMs(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "7999, 1, 480, sampleRateHz is 7999",
    "192001, 1, 480, sampleRateHz is 192001",
    "48000, 0, 480, channels is 0",
    "48000, 9, 480, channels is 9",
    "48000, 1, 0, frameSamples is 0",
    "48000, 1, 23041, frameSamples is 23041",
  })
  void outOfRangeIsNamedWithItsValue(int rate, int channels, int samples, String expected) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new StreamFormat(rate, channels, samples))
            .getMessage();
    assertTrue(message.startsWith(expected) && message.contains("allowed: "), message);
  }

  @Test
  void ratesWithoutWholeTenMillisecondsAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> StreamFormat.of10Ms(11_025, 1))
            .getMessage();
    assertTrue(message.contains("sampleRateHz is 11025"), message);
  }
}
