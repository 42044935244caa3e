package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrogramTest {

  @ParameterizedTest
  @CsvSource({
    "8000, 256",
    "16000, 512",
    "24000, 512",
    "44100, 1024",
    "48000, 1024",
    "96000, 2048",
    "192000, 4096"
  })
  void windowsLastAtLeast21Ms(int rateHz, int samples) {
    assertEquals(samples, Spectrogram.windowSamples(rateHz));
  }

  /** Each of these lies in the middle of a bin: frequency · window / rate is whole. */
  @ParameterizedTest
  @CsvSource({"16000, 1000, 32", "48000, 1125, 24", "48000, 12000, 256", "8000, 1000, 32"})
  void aFullScaleSineReadsZeroInItsBin(int rateHz, double frequencyHz, int bin) {
    float[][] levels = Spectrogram.levelsDbfs(sine(rateHz, frequencyHz, 1.0), rateHz);
    for (int c = 40; c < levels.length - 40; c++) { // the ends see the sine begin and stop
      assertEquals(0.0, levels[c][bin], 0.2, "column " + c);
      for (int k = 0; k < levels[c].length; k++) {
        if (Math.abs(k - bin) > 4) {
          assertTrue(levels[c][k] < -80f, "column " + c + ", bin " + k + ": " + levels[c][k]);
        }
      }
    }
  }

  @Test
  void halfTheAmplitudeIsSixDecibelsLess() {
    float[][] levels = Spectrogram.levelsDbfs(sine(16_000, 1_000.0, 0.5), 16_000);
    assertEquals(-6.02, levels[levels.length / 2][32], 0.05);
  }

  /** A third of a bin off, the Hann window loses sinc(1/3) / (1 - 1/9), which is 0.63 dB. */
  @Test
  void aSineBetweenBinsReadsWhatTheHannWindowLeaves() {
    float[][] levels = Spectrogram.levelsDbfs(sine(48_000, 1_000.0, 1.0), 48_000);
    double third = Math.PI / 3.0;
    double left = Math.sin(third) / third / (1.0 - 1.0 / 9.0);
    assertEquals(20.0 * Math.log10(left), levels[levels.length / 2][21], 0.05);
  }

  @Test
  void hasABinMoreThanHalfTheWindow() {
    assertEquals(513, Spectrogram.levelsDbfs(new float[5_000], 48_000)[0].length);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "16, 1", "1600, 100", "16000, 800", "960000, 800"})
  void columnsAreManyButNoMoreThanASoundHolds(int samples, int columns) {
    assertEquals(columns, Spectrogram.levelsDbfs(new float[samples], 16_000).length);
  }

  @Test
  void silenceReadsTheFloor() {
    for (float[] column : Spectrogram.levelsDbfs(new float[20_000], 16_000)) {
      for (float level : column) {
        assertEquals(Spectrogram.FLOOR_DBFS, level);
      }
    }
  }

  /** A minute has columns of 1,200 samples: more than a window, and yet no click gets lost. */
  @Test
  void aClickShowsWhereverItFalls() {
    int samples = 60 * 16_000;
    for (int at = 480_000; at < 481_200; at += 75) {
      float[] sound = new float[samples];
      sound[at] = 1f;
      float[][] levels = Spectrogram.levelsDbfs(sound, 16_000);
      int column = (int) ((long) at * levels.length / samples);
      assertTrue(levels[column][100] > -75f, "sample " + at + ": " + levels[column][100]);
      assertEquals(Spectrogram.FLOOR_DBFS, levels[column - 2][100]);
      assertEquals(Spectrogram.FLOOR_DBFS, levels[column + 2][100]);
    }
  }

  @Test
  void columnsSpanTheSoundExactly() {
    float[] sound = new float[16_000];
    System.arraycopy(sine(16_000, 1_000.0, 1.0), 0, sound, 0, 8_000);
    float[][] levels = Spectrogram.levelsDbfs(sound, 16_000);
    // half of the window sees the sine where it stops: half the amplitude
    assertEquals(-6.0, 0.5 * (levels[399][32] + levels[400][32]), 0.2);
  }

  private static float[] sine(int rateHz, double frequencyHz, double amplitude) {
    float[] samples = new float[rateHz];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2.0 * Math.PI * frequencyHz * i / rateHz));
    }
    return samples;
  }

  @Test
  void coarseCellsHoldTheMeanPowerOfFineOnes() {
    float[][] fine = {{-10, -20, -200, -200}, {-10, -10, -30, -30}};
    float[][] coarse = Spectrogram.pooled(fine, 2, 2);
    assertEquals(1, coarse.length);
    // (0.1 + 0.01 + 0.1 + 0.1) / 4 and (0 + 0 + 0.001 + 0.001) / 4
    assertEquals(10 * Math.log10(0.0775), coarse[0][0], 1e-4);
    assertEquals(10 * Math.log10(0.0005), coarse[0][1], 1e-4);
  }

  @Test
  void aToneStandsInTheCoarseRowOfItsFrequency() {
    for (int rateHz : new int[] {8_000, 16_000, 44_100, 48_000}) {
      float[] tone = new float[rateHz];
      for (int i = 0; i < tone.length; i++) {
        tone[i] = (float) Math.sin(2 * Math.PI * 0.3 * i); // 0.6 of half the rate
      }
      float[][] levels = Spectrogram.coarseDbfs(tone, rateHz, 100, 128);
      assertEquals(100, levels.length);
      assertEquals(128, levels[50].length);
      int loudest = 0;
      for (int r = 0; r < 128; r++) {
        loudest = levels[50][r] > levels[50][loudest] ? r : loudest;
      }
      assertEquals(0.6 * 128, loudest + 0.5, 1.01);
    }
  }
}
