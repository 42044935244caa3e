package org.silenzio.eval.metric.pesq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.eval.SharedData;

class PesqTest {

  private static final int RATE_HZ = 16_000;
  private static final int DELAY_SAMPLES = 592; // 37 ms
  private static final double AGREEMENT_MOS = 0.001;

  private static float[] clean;
  private static float[] noisy;

  @BeforeAll
  static void loadSpeech() throws IOException {
    clean = Speech.sample("austen16_clean.wav");
    noisy = Speech.sample("austen16_vinyl_snr10_noisy.wav");
  }

  /**
   * Figures of the P.862 reference code. One is with its window for the search of cuts kept apart:
   * the code overwrites it while it cuts utterances of more than 3 s (6 s at 16 kHz), and so comes
   * to 1.5687 for vb_p287_003 at 8 kHz.
   */
  @ParameterizedTest
  @CsvSource({
    "ludlows_bab0, 1.0832, 1.6072, 1.3253",
    "ulunas_0119, 1.0463, 1.5954, 1.2021",
    "vb_p287_001, 1.7623, 2.4711, 2.2664",
    "vb_p287_003, 1.1676, 1.5782, 1.6053",
    "vb_p287_005, 1.5964, 2.3011, 2.1569",
  })
  void agreesWithTheReferenceCode(
      String name, double wideBand, double narrowBand, double narrowBandTakenAs8Khz)
      throws IOException {
    float[] reference = SharedData.samples("audio/noisy16/" + name + "_clean.wav");
    float[] degraded = SharedData.samples("audio/noisy16/" + name + "_noisy.wav");
    assertEquals(wideBand, Pesq.wideBand(reference, degraded), AGREEMENT_MOS);
    assertEquals(narrowBand, Pesq.narrowBand(reference, degraded, RATE_HZ), AGREEMENT_MOS);
    assertEquals(narrowBandTakenAs8Khz, Pesq.narrowBand(reference, degraded, 8000), AGREEMENT_MOS);
  }

  /** The same on the recordings that come with the project. */
  @ParameterizedTest
  @CsvSource({
    "austen16_printer_snr5_noisy.wav, 1.0769, 1.5135, 1.3597",
    "austen16_vinyl_snr10_noisy.wav, 1.1559, 1.5773, 1.5174",
  })
  void agreesWithTheReferenceCodeOnTheSamples(
      String name, double wideBand, double narrowBand, double narrowBandTakenAs8Khz)
      throws IOException {
    float[] degraded = Speech.sample(name);
    assertEquals(wideBand, Pesq.wideBand(clean, degraded), AGREEMENT_MOS);
    assertEquals(narrowBand, Pesq.narrowBand(clean, degraded, RATE_HZ), AGREEMENT_MOS);
    assertEquals(narrowBandTakenAs8Khz, Pesq.narrowBand(clean, degraded, 8000), AGREEMENT_MOS);
  }

  @Test
  void identicalSignalsScoreTheMaximum() {
    assertEquals(4.644, Pesq.wideBand(clean, clean), 5e-4);
    assertEquals(4.549, Pesq.narrowBand(clean, clean, RATE_HZ), 5e-4);
    assertEquals(4.549, Pesq.narrowBand(clean, clean, 8000), 5e-4);
  }

  @Test
  void delayAndLevelMakeNoDifference() {
    float[] late = Speech.scaled(Speech.delayed(clean, DELAY_SAMPLES), 0.3f);
    assertEquals(4.644, Pesq.wideBand(clean, late), 0.01);
    assertEquals(4.549, Pesq.narrowBand(clean, late, RATE_HZ), 0.01);
    float[] lateNoisy = Speech.scaled(Speech.delayed(noisy, DELAY_SAMPLES), 0.3f);
    assertEquals(Pesq.wideBand(clean, noisy), Pesq.wideBand(clean, lateNoisy), 0.01);
    assertEquals(
        Pesq.narrowBand(clean, noisy, RATE_HZ), Pesq.narrowBand(clean, lateNoisy, RATE_HZ), 0.01);
  }

  @Test
  void anEarlySignalIsAlignedToo() {
    float[] late = Speech.delayed(clean, DELAY_SAMPLES);
    assertEquals(4.644, Pesq.wideBand(late, clean), 0.01);
  }

  @Test
  void moreNoiseScoresLower() {
    double wideBefore = Pesq.wideBand(clean, clean);
    double narrowBefore = Pesq.narrowBand(clean, clean, RATE_HZ);
    for (double snrDb : new double[] {40, 30, 20, 10, 0}) {
      float[] degraded = withNoise(snrDb);
      double wide = Pesq.wideBand(clean, degraded);
      double narrow = Pesq.narrowBand(clean, degraded, RATE_HZ);
      assertTrue(wide < wideBefore, "wide band at " + snrDb + " dB: " + wide);
      assertTrue(narrow < narrowBefore, "narrow band at " + snrDb + " dB: " + narrow);
      wideBefore = wide;
      narrowBefore = narrow;
    }
  }

  private static float[] withNoise(double snrDb) {
    double power = 0;
    for (float sample : clean) {
      power += (double) sample * sample / clean.length;
    }
    double deviation = Math.sqrt(power / Math.pow(10, snrDb / 10));
    Random random = new Random(862);
    float[] degraded = clean.clone();
    for (int i = 0; i < degraded.length; i++) {
      degraded[i] += (float) (deviation * random.nextGaussian());
    }
    return degraded;
  }

  @Test
  void theCallersSignalsStayAsTheyAre() {
    float[] reference = clean.clone();
    float[] degraded = noisy.clone();
    double first = Pesq.wideBand(reference, degraded);
    assertEquals(first, Pesq.wideBand(reference, degraded));
    assertArrayEquals(clean, reference);
    assertArrayEquals(noisy, degraded);
  }

  @Test
  void whereThereIsNothingToRateTheScoreIsNan() {
    float[] silence = new float[clean.length];
    assertEquals(Double.NaN, Pesq.wideBand(silence, clean));
    assertEquals(Double.NaN, Pesq.wideBand(clean, silence));
    assertEquals(Double.NaN, Pesq.narrowBand(silence, silence, RATE_HZ));
    assertEquals(Double.NaN, Pesq.wideBand(Speech.beeps(10), clean));
  }

  @Test
  void theShortestSignalIsAQuarterOfASecond() {
    float[] least = Arrays.copyOfRange(clean, 2 * RATE_HZ, 2 * RATE_HZ + 4000);
    assertTrue(Pesq.wideBand(least, least) > 4.6);
    float[] tooShort = Arrays.copyOf(least, 3999);
    assertMessage(
        "reference has 3999 samples, allowed: at least 4000 (1/4 s)",
        () -> Pesq.wideBand(tooShort, least));
    assertMessage(
        "degraded has 3999 samples, allowed: at least 4000 (1/4 s)",
        () -> Pesq.narrowBand(least, tooShort, RATE_HZ));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11_025, 44_100, 48_000})
  void otherRatesAreRefused(int rateHz) {
    assertMessage(
        "sampleRateHz is " + rateHz + ", allowed: 8000 or 16000",
        () -> Pesq.narrowBand(clean, clean, rateHz));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void samplesThatAreNotFiniteAreRefused(float sample) {
    float[] damaged = clean.clone();
    damaged[77] = sample;
    assertMessage(
        "reference[77] is " + sample + ", allowed: finite samples",
        () -> Pesq.wideBand(damaged, clean));
    assertMessage(
        "degraded[77] is " + sample + ", allowed: finite samples",
        () -> Pesq.wideBand(clean, damaged));
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
