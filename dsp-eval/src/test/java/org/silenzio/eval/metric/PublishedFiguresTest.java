package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.eval.SharedData;
import org.silenzio.testing.Recordings;

/** What pystoi, pysepm and the ITU-T's speech voltmeter say of the same recordings. */
class PublishedFiguresTest {

  @ParameterizedTest
  @CsvSource({
    "ludlows_bab0, 0.6739, 0.3904,  0.104",
    "ulunas_0119,  0.8494, 0.6342,  7.485",
    "vb_p287_001,  0.8458, 0.6180, 12.752",
    "vb_p287_003,  0.7725, 0.5132,  4.236",
    "vb_p287_005,  0.9354, 0.7797, 14.546",
  })
  void intelligibilityAndSiSdr(String name, double stoi, double estoi, double siSdrDb)
      throws IOException {
    float[] clean = SharedData.samples("audio/noisy16/" + name + "_clean.wav");
    float[] noisy = SharedData.samples("audio/noisy16/" + name + "_noisy.wav");
    assertEquals(stoi, Stoi.classic(clean, noisy, 16_000), 1e-4);
    assertEquals(estoi, Stoi.extended(clean, noisy, 16_000), 1e-4);
    assertEquals(siSdrDb, SiSdr.db(clean, noisy), 0.001);
  }

  @ParameterizedTest
  @CsvSource({
    "ludlows_bab0, -4.0387,  3.3554, 0.95926, 0.96075, 52.6579",
    "ulunas_0119,   4.0890,  6.6422, 1.55193, 2.47115, 39.4777",
    "vb_p287_001,   1.9587,  6.5570, 0.82617, 0.87354, 48.2248",
    "vb_p287_003,  -0.8395,  5.2108, 0.90711, 0.92955, 59.9994",
    "vb_p287_005,   6.7356, 12.2303, 0.59109, 0.59109, 34.3215",
  })
  void measuresByHuAndLoizou(
      String name, double segmentalDb, double weightedDb, double llr, double llrFree, double slope)
      throws IOException {
    float[] clean = SharedData.samples("audio/noisy16/" + name + "_clean.wav");
    float[] noisy = SharedData.samples("audio/noisy16/" + name + "_noisy.wav");
    assertEquals(segmentalDb, SegmentalSnr.db(clean, noisy, 16_000), 1e-3);
    assertEquals(weightedDb, FrequencyWeightedSegmentalSnr.db(clean, noisy, 16_000), 1e-3);
    assertEquals(llr, LogLikelihoodRatio.limited(clean, noisy, 16_000), 1e-3);
    assertEquals(llrFree, LogLikelihoodRatio.unlimited(clean, noisy, 16_000), 1e-3);
    assertEquals(slope, WeightedSpectralSlope.distance(clean, noisy, 16_000), 1e-3);
  }

  @Test
  void allOfThemAtFullBand() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    assertEquals(0.80248, Stoi.classic(clean, noisy, 48_000), 1e-4);
    assertEquals(0.48964, Stoi.extended(clean, noisy, 48_000), 1e-4);
    assertEquals(-5.4626, SegmentalSnr.db(clean, noisy, 48_000), 1e-3);
    assertEquals(-1.6906, FrequencyWeightedSegmentalSnr.db(clean, noisy, 48_000), 1e-3);
    // pysepm without the frames that are digital silence
    assertEquals(1.77590, LogLikelihoodRatio.limited(clean, noisy, 48_000), 1e-3);
    assertEquals(2.81849, LogLikelihoodRatio.unlimited(clean, noisy, 48_000), 1e-3);
    assertEquals(38.0349, WeightedSpectralSlope.distance(clean, noisy, 48_000), 1e-3);
  }

  /** Figures of the program of G.191 with its search carried on by bisection. */
  @Test
  void activeSpeechLevel() {
    ActiveSpeechLevel clean = ActiveSpeechLevel.of(Recordings.load(Recordings.CLEAN_48K), 48_000);
    assertEquals(-24.015, clean.levelDbfs(), 0.001);
    assertEquals(0.5623, clean.activity(), 0.0001);
    assertEquals(-26.515, clean.longTermDbfs(), 0.001);
  }

  @ParameterizedTest
  @CsvSource({
    "ludlows_bab0_clean, -26.733, 0.8958",
    "ludlows_bab0_noisy, -24.101, 0.9901",
    "ulunas_0119_clean,  -26.590, 0.9287",
    "ulunas_0119_noisy,  -26.178, 0.9964",
    "vb_p287_001_clean,  -20.171, 0.5949",
    "vb_p287_001_noisy,  -21.262, 0.7991",
  })
  void activeSpeechLevels(String name, double levelDbfs, double activity) throws IOException {
    ActiveSpeechLevel level =
        ActiveSpeechLevel.of(SharedData.samples("audio/noisy16/" + name + ".wav"), 16_000);
    assertEquals(levelDbfs, level.levelDbfs(), 0.001);
    assertEquals(activity, level.activity(), 0.0001);
  }
}
