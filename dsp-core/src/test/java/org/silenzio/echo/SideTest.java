package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

class SideTest {

  private static final int RATE_HZ = 16_000;
  private static final int BINS = 321;

  @ParameterizedTest
  @CsvSource({
    "BEST, 1, MAGNITUDE",
    "BEST, 2, DIFFERENCE",
    "STANDARD, 1, HALFWAY MAGNITUDE",
    "STANDARD, 2, HALFWAY MAGNITUDE",
    "LOW_POWER, 1, HALFWAY MAGNITUDE",
    "LOW_POWER, 2, HALFWAY MAGNITUDE"
  })
  void dependOnPresetAndChannels(EchoPreset preset, int channels, String names) {
    EchoCancellerConfig config =
        EchoCancellerConfig.defaults(StreamFormat.of10Ms(RATE_HZ, 1))
            .withPreset(preset)
            .withRenderChannels(channels);
    List<Side> sides = Arrays.stream(names.split(" ")).map(Side::valueOf).toList();
    assertEquals(sides, Side.of(config));
    for (Side side : sides) {
      SideShape shape = side.shape(preset, BINS);
      assertTrue(shape.taps() > 0 && shape.taps() <= preset.taps());
      boolean all =
          side == Side.DIFFERENCE || (side == Side.HALFWAY && preset == EchoPreset.LOW_POWER);
      assertEquals(all ? BINS : Math.min(160, preset.fullBins()), shape.bins());
      assertEquals(side == Side.DIFFERENCE, shape.sounds());
      int window = preset.windows(side.hop(3 * Steps.HOP_SAMPLES)).analysis().length;
      assertTrue(shape.bins() <= window / 2 + 1, shape.bins() + " bins of " + window + " samples");
    }
  }

  @Test
  void areReadFromTheChannelsOrTheirMean() {
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
    Side.HALFWAY.read(frame, mean, side);
    assertArrayEquals(mean, side);
    Side.DIFFERENCE.read(frame, mean, side);
    assertArrayEquals(difference, side);
    Side.MAGNITUDE.read(frame, mean, side);
    assertArrayEquals(magnitude, side);
  }

  @Test
  void whatDoesNotSoundIsAveragedDownToALowerRate() {
    AudioFrame frame = new AudioFrame(StreamFormat.of10Ms(48_000, 2));
    float[] mean = new float[3 * Steps.HOP_SAMPLES];
    for (int n = 0; n < mean.length; n++) {
      mean[n] = 0.01f * (n % 11 - 5);
    }
    assertEquals(160, Side.HALFWAY.hop(480));
    assertEquals(80, Side.MAGNITUDE.hop(480));
    assertEquals(480, Side.DIFFERENCE.hop(480));
    float[] halfway = new float[Steps.HOP_SAMPLES];
    float[] magnitude = new float[80];
    Side.HALFWAY.read(frame, mean, halfway);
    Side.MAGNITUDE.read(frame, mean, magnitude);
    for (int n = 0; n < halfway.length; n++) {
      assertEquals((mean[3 * n] + mean[3 * n + 1] + mean[3 * n + 2]) / 3, halfway[n], 1e-7);
    }
    for (int n = 0; n < magnitude.length; n++) {
      double sum = 0;
      for (int i = 0; i < 6; i++) {
        sum += Math.abs(mean[6 * n + i]);
      }
      assertEquals(sum / 6, magnitude[n], 1e-7);
    }
  }

  /** The magnitude of a tone has sound where the tone has none. */
  @Test
  void onlyADifferenceTellsWhereThereIsSound() {
    Spectrum silence = new Spectrum(BINS);
    Spectrum sound = new Spectrum(BINS);
    sound.re[3] = 1f;
    for (Side side : Side.values()) {
      EchoPreset preset = side == Side.DIFFERENCE ? EchoPreset.BEST : EchoPreset.STANDARD;
      SideShape shape = side.shape(preset, BINS);
      FarSpectra far = new FarSpectra(BINS, preset.taps(), 2, List.of(shape));
      far.push(silence, new Spectrum[] {sound});
      far.refresh();
      assertEquals(side == Side.DIFFERENCE, far.isActive(3));
      assertFalse(far.isActive(4));
      assertTrue(far.side(0).isActive(3));
    }
  }
}
