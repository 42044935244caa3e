package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

class SideTest {

  private static final int RATE_HZ = 16_000;

  @ParameterizedTest
  @CsvSource({
    "BEST, 1, MAGNITUDE",
    "BEST, 2, DIFFERENCE",
    "STANDARD, 1, MAGNITUDE",
    "STANDARD, 2, MAGNITUDE",
    "LOW_POWER, 1, MAGNITUDE",
    "LOW_POWER, 2, MAGNITUDE"
  })
  void dependsOnPresetAndChannels(EchoPreset preset, int channels, Side side) {
    EchoCancellerConfig config =
        EchoCancellerConfig.defaults(StreamFormat.of10Ms(RATE_HZ, 1))
            .withPreset(preset)
            .withRenderChannels(channels);
    assertEquals(side, Side.of(config));
    assertTrue(side.taps(preset) > 0);
  }

  @Test
  void isReadFromTheChannelsOrTheirMean() {
    AudioFrame frame = new AudioFrame(StreamFormat.of10Ms(RATE_HZ, 3));
    float[] mean = new float[RATE_HZ / 100];
    float[] difference = new float[mean.length];
    float[] magnitude = new float[mean.length];
    for (int n = 0; n < mean.length; n++) {
      frame.channel(1)[n] = 0.25f * (n % 7 - 3);
      frame.channel(2)[n] = 0.25f * (n % 5 - 2);
      mean[n] = 0.125f * (n % 7 - 3 + n % 5 - 2);
      difference[n] = 0.125f * (n % 7 - 3 - (n % 5 - 2));
      magnitude[n] = mean[n] < 0 ? -mean[n] : mean[n];
    }
    float[] side = new float[mean.length];
    Side.DIFFERENCE.read(frame, mean, side);
    assertArrayEquals(difference, side);
    Side.MAGNITUDE.read(frame, mean, side);
    assertArrayEquals(magnitude, side);
  }

  @Test
  void theMagnitudeIsAveragedDownTo16Khz() {
    float[] mean = new float[3 * Steps.HOP_SAMPLES];
    for (int n = 0; n < mean.length; n++) {
      mean[n] = 0.01f * (n % 11 - 5);
    }
    assertEquals(1, Side.MAGNITUDE.multiple(3));
    assertEquals(3, Side.DIFFERENCE.multiple(3));
    float[] side = new float[Steps.HOP_SAMPLES];
    Side.MAGNITUDE.read(new AudioFrame(StreamFormat.of10Ms(48_000, 2)), mean, side);
    for (int n = 0; n < side.length; n++) {
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += Math.abs(mean[3 * n + i]);
      }
      assertEquals(sum / 3, side[n], 1e-7);
    }
  }

  /** The magnitude of a tone has sound where the tone has none. */
  @Test
  void onlyADifferenceTellsWhereThereIsSound() {
    Spectrum silence = new Spectrum(16);
    Spectrum sound = new Spectrum(16);
    sound.re[3] = 1f;
    for (Side side : new Side[] {Side.DIFFERENCE, Side.MAGNITUDE}) {
      FarSpectra far = new FarSpectra(16, 4, 2, 2, 16, side.isSound());
      far.push(silence, sound);
      far.refresh();
      assertEquals(side.isSound(), far.isActive(3));
      assertFalse(far.isActive(4));
      assertTrue(far.side().isActive(3));
    }
  }
}
