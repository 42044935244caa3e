package org.silenzio.eval.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundWriter;

class SoundsTest {

  private static final int RATE_HZ = 16_000;

  @TempDir Path folder;

  private SoundSource.Recorded recorded(double[] samples) throws IOException {
    Path file = folder.resolve("a.wav");
    SoundWriter.write(
        file,
        SampleEncoding.FLOAT_32,
        new Recording(RATE_HZ, new float[][] {Levels.floats(samples)}).source());
    return new SoundSource.Recorded(file);
  }

  /** Power per octave: white doubles, pink stays. */
  @Test
  void whiteAndPinkNoiseHaveTheirSlopes() {
    double[] white = octavePowersDb(RandomNoise.white(1 << 17, 4));
    double[] pink = octavePowersDb(RandomNoise.pink(1 << 17, 4));
    for (int octave = 1; octave < white.length; octave++) {
      assertEquals(3.01, white[octave] - white[octave - 1], 0.5);
      assertEquals(0, pink[octave] - pink[octave - 1], 0.7);
    }
  }

  private static double[] octavePowersDb(double[] noise) {
    int samples = noise.length;
    double[] spectrum = noise.clone();
    new DoubleFFT_1D(samples).realForward(spectrum);
    double[] powers = new double[6];
    for (int octave = 0; octave < powers.length; octave++) {
      double fromHz = 62.5 * (1 << octave);
      for (int k = (int) (fromHz * samples / RATE_HZ); k < 2 * fromHz * samples / RATE_HZ; k++) {
        powers[octave] += Math.pow(Math.hypot(spectrum[2 * k], spectrum[2 * k + 1]), 2);
      }
      powers[octave] = 10 * Math.log10(powers[octave]);
    }
    return powers;
  }

  @Test
  void whiteNoiseIsGaussianOfPowerOne() {
    double[] noise = RandomNoise.white(200_000, 9);
    double square = 0;
    double fourth = 0;
    for (double x : noise) {
      square += x * x / noise.length;
      fourth += x * x * x * x / noise.length;
    }
    assertEquals(1, square, 0.02);
    assertEquals(3, fourth / (square * square), 0.1);
    assertNotEquals(noise[0], RandomNoise.white(1, 10)[0]);
  }

  @Test
  void aRecordingSoundsInItsStretchesAndGoesOnFromOneToTheNext() throws IOException {
    double[] ramp = new double[RATE_HZ];
    Arrays.setAll(ramp, n -> 0.25 + 0.5 * n / RATE_HZ);
    double[] out =
        Sounds.during(
            List.of(new Stretch(0.5, 0.9), new Stretch(1.1, 2.9)),
            recorded(ramp),
            3 * RATE_HZ,
            RATE_HZ,
            1);
    assertArrayEquals(new double[8_000], Arrays.copyOf(out, 8_000));
    assertEquals(ramp[3_000], out[8_000 + 3_000], 1e-6);
    assertArrayEquals(new double[3_200], Arrays.copyOfRange(out, 14_400, 17_600));
    assertEquals(ramp[6_400 + 1_000], out[17_600 + 1_000], 1e-6);
    // at its end a pause of 0.4 s, then its beginning again
    int end = 17_600 + 16_000 - 6_400;
    assertEquals(ramp[15_999], out[end - 1], 1e-6);
    assertArrayEquals(new double[6_400], Arrays.copyOfRange(out, end, end + 6_400));
    assertEquals(ramp[500], out[end + 6_400 + 500], 1e-6);
  }

  @Test
  void silenceAtARecordingsEndsIsLeftOut() throws IOException {
    double[] late = new double[RATE_HZ];
    Arrays.fill(late, 8_000, 12_000, 0.5);
    double[] out = Sounds.during(List.of(new Stretch(0, 1)), recorded(late), RATE_HZ, RATE_HZ, 1);
    int first = 0;
    while (out[first] == 0) {
      first++;
    }
    assertTrue(first <= 0.06 * RATE_HZ, "starts at " + first);
  }

  @Test
  void loopedNoiseKeepsItsPowerAcrossTheSeam() throws IOException {
    double[] noise = RandomNoise.white(RATE_HZ, 2);
    Levels.scale(noise, 0.1);
    double[] out = Sounds.throughout(recorded(noise), 4 * RATE_HZ, RATE_HZ, 1);
    for (int from = 0; from + 800 <= out.length; from += 800) {
      double power = 0;
      for (int n = from; n < from + 800; n++) {
        power += out[n] * out[n] / 800;
      }
      assertEquals(0, 10 * Math.log10(power / 0.01), 1);
    }
  }

  @Test
  void conversionKeepsATonesPlaceAndHeightAndRejectsAliases() {
    for (int toHz : new int[] {8_000, 44_100, 48_000}) {
      double[] out =
          RateConversion.convert(TestScenarios.sine(3_000, 0.5, RATE_HZ, RATE_HZ), RATE_HZ, toHz);
      assertEquals(toHz, out.length);
      for (int n = toHz / 10; n < toHz * 9 / 10; n++) {
        assertEquals(0.5 * Math.sin(2 * Math.PI * 3_000 * n / toHz), out[n], 1e-4);
      }
    }
    double[] beyond =
        RateConversion.convert(TestScenarios.sine(9_000, 1, 48_000, 48_000), 48_000, 16_000);
    for (int n = 1_600; n < 14_400; n++) {
      assertEquals(0, beyond[n], 5e-5);
    }
  }

  /** The first chord's bass is C2, its arpeggio's first note E5: equal temperament, A4 = 440 Hz. */
  @Test
  void musicHasTheTonesOfItsChordAtEveryRate() {
    for (int rateHz : new int[] {16_000, 48_000}) {
      double[] music = Music.play(2 * rateHz, rateHz);
      double bass = tone(music, 65.406, rateHz);
      assertTrue(bass > 20 * tone(music, 72.0, rateHz), "bass " + bass);
      assertTrue(tone(music, 659.26, rateHz) > 10 * tone(music, 622.25, rateHz));
    }
    assertArrayEquals(Music.play(32_000, RATE_HZ), Music.play(32_000, RATE_HZ));
  }

  /** Under a window without side lobes to speak of. */
  private static double tone(double[] samples, double frequencyHz, int rateHz) {
    double[] windowed = new double[samples.length];
    for (int n = 0; n < windowed.length; n++) {
      windowed[n] = samples[n] * (1 - Math.cos(2 * Math.PI * n / windowed.length));
    }
    return TestScenarios.amplitude(windowed, 0, windowed.length, frequencyHz, rateHz);
  }
}
