package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Tones;
import org.silenzio.transform.RealFft;
import org.silenzio.transform.WindowPair;

class DelayFinderTest {

  private static final int RATE = Steps.SAMPLE_RATE_HZ;
  private static final int HOP = Steps.HOP_SAMPLES;
  private static final int WINDOW = 640;
  private static final int LARGEST = 50;

  private final WindowPair windows = new WindowPair(WINDOW, WINDOW, HOP, 1);
  private final StftAnalysis farAnalysis =
      new StftAnalysis(windows.analysis(), RealFft.ofLength(640));
  private final StftAnalysis captureAnalysis =
      new StftAnalysis(windows.analysis(), RealFft.ofLength(640));
  private final Spectrum far = new Spectrum(WINDOW / 2 + 1);
  private final Spectrum capture = new Spectrum(WINDOW / 2 + 1);
  private final float[] farHop = new float[HOP];
  private final float[] captureHop = new float[HOP];
  private int changes;

  /** Noise in syllables of a fifth of a second, of any loudness. */
  private static float[] syllables(double seconds, long seed) {
    Random random = new Random(seed);
    float[] result = new float[(int) (seconds * RATE)];
    double loudness = 0;
    for (int n = 0; n < result.length; n++) {
      if (n % (RATE / 10) == 0) {
        loudness = n / (RATE / 10) % 3 == 2 ? 0 : 0.3 * Math.pow(random.nextDouble(), 2);
      }
      result[n] = (float) (loudness * random.nextGaussian());
    }
    return result;
  }

  private static float[] delayed(float[] signal, int samples, double gain) {
    float[] result = new float[signal.length];
    for (int n = samples; n < result.length; n++) {
      result[n] = (float) (gain * signal[n - samples]);
    }
    return result;
  }

  private static float[] sum(float[] a, float[] b) {
    float[] result = a.clone();
    for (int n = 0; n < result.length; n++) {
      result[n] += b[n];
    }
    return result;
  }

  private void run(DelayFinder finder, float[] played, float[] heard, double from, double to) {
    for (int at = (int) (from * RATE); at < (int) (to * RATE); at += HOP) {
      System.arraycopy(played, at, farHop, 0, HOP);
      System.arraycopy(heard, at, captureHop, 0, HOP);
      farAnalysis.process(farHop, far);
      captureAnalysis.process(captureHop, capture);
      finder.push(far);
      changes += finder.compare(capture) ? 1 : 0;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 37, 160, 1_000, 1_680, 4_801, 7_990})
  void aDelayIsFoundWithinASecondToAFractionOfAFrame(int samples) {
    float[] played = syllables(3, 1);
    float[] heard = delayed(played, samples, 0.2);
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    assertEquals(DelayFinder.UNKNOWN, finder.found());
    run(finder, played, heard, 0, 1);
    assertEquals((double) samples / HOP, finder.found(), 1.01); // never behind the direct path
    assertTrue(finder.found() <= (samples + HOP / 2) / HOP);
    run(finder, played, heard, 1, 3);
    assertEquals(samples, finder.delaySamples(), 8); // half a millisecond
    assertEquals(1, changes);
    assertTrue(finder.confidence() > 0.5);
  }

  @Test
  void aSecondIsWithinReachIfWanted() {
    float[] played = syllables(2.5, 1);
    DelayFinder finder = new DelayFinder(100, WINDOW);
    run(finder, played, delayed(played, 15_900, 0.2), 0, 2);
    assertEquals(99, finder.found(), 1);
  }

  @Test
  void aStrongReflectionIsNotTakenForTheDirectPath() {
    float[] played = syllables(3, 2);
    float[] heard = sum(delayed(played, 3_200, 0.27), delayed(played, 3_760, 0.3));
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    run(finder, played, heard, 0, 3);
    assertTrue(finder.found() <= 20, "" + finder.found());
    assertTrue(finder.found() >= 18, "" + finder.found());
  }

  @ParameterizedTest
  @CsvSource({"3200, 4480", "3200, 1920", "3200, 3680", "3200, 2720", "480, 7200"})
  void aJumpIsFoundOnceAndSoon(int before, int after) {
    float[] played = syllables(6, 3);
    float[] heard = delayed(played, before, 0.2);
    System.arraycopy(delayed(played, after, 0.2), 3 * RATE, heard, 3 * RATE, 3 * RATE);
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    run(finder, played, heard, 0, 3);
    assertEquals(1, changes);
    assertEquals(0, finder.suspectedJump());
    run(finder, played, heard, 3, 4.3);
    assertEquals((double) after / HOP, finder.found(), 1.01);
    run(finder, played, heard, 4.3, 6);
    assertEquals(after, finder.delaySamples(), 8);
    assertTrue(changes <= 3, "" + changes); // on the way it may see half of it
  }

  @Test
  void aSuspicionCanBeConfirmedBeforeItIsCertain() {
    float[] played = syllables(6, 3);
    float[] heard = delayed(played, 3_200, 0.2);
    System.arraycopy(delayed(played, 4_480, 0.2), 3 * RATE, heard, 3 * RATE, 3 * RATE);
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    run(finder, played, heard, 0, 3);
    double second = 3;
    while (finder.suspectedJump() == 0) {
      assertTrue(second < 4.3);
      run(finder, played, heard, second, second + 0.01);
      second += 0.01;
    }
    assertEquals(8, finder.suspectedJump(), 1);
    assertEquals(20, finder.found());
    finder.confirmJump();
    assertEquals(28, finder.found(), 1);
    assertEquals(0, finder.suspectedJump());
  }

  @Test
  void doubleTalkDoesNotMoveIt() {
    float[] played = syllables(10, 4);
    float[] near = delayed(syllables(10, 5), 0, 1); // 14 dB above the echo
    Arrays.fill(near, 0, 2 * RATE, 0f);
    float[] heard = sum(delayed(played, 3_200, 0.2), near);
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    run(finder, played, heard, 0, 10);
    assertEquals(20, finder.found(), 1);
    assertEquals(1, changes);
  }

  @Test
  void whatHasNothingToDoWithTheFarEndIsNotFound() {
    float[] played = syllables(20, 6);
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    run(finder, played, syllables(20, 7), 0, 20);
    assertEquals(DelayFinder.UNKNOWN, finder.found());
    assertEquals(0, changes);
    assertEquals(0, finder.delaySamples());
    assertEquals(0, finder.confidence());
  }

  @Test
  void silenceDecidesAndForgetsNothing() {
    float[] played = syllables(3, 8);
    float[] silence = new float[20 * RATE];
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    run(finder, silence, syllables(20, 9), 0, 20);
    assertEquals(DelayFinder.UNKNOWN, finder.found());
    run(finder, played, delayed(played, 3_200, 0.2), 0, 3);
    float confidence = finder.confidence();
    run(finder, silence, syllables(20, 9), 0, 20);
    assertEquals(20, finder.found(), 1);
    assertEquals(confidence, finder.confidence(), 0.2);
    assertEquals(1, changes);
  }

  @Test
  void tonesDoNotSayWhenTheyWerePlayed() {
    float[] played =
        sum(Tones.sine(440, 0.2, RATE, 6 * RATE), Tones.sine(1_320, 0.1, RATE, 6 * RATE));
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    run(finder, played, delayed(played, 3_200, 0.3), 0, 6);
    assertEquals(DelayFinder.UNKNOWN, finder.found());
    float[] speech = syllables(3, 10);
    run(finder, speech, delayed(speech, 3_200, 0.3), 0, 3);
    assertEquals(20, finder.found(), 1);
    changes = 0;
    run(finder, played, delayed(played, 3_200, 0.3), 0, 6);
    run(finder, played, delayed(played, 1_200, 0.3), 0, 6);
    assertEquals(0, changes);
    assertEquals(20, finder.found(), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void aSlipOfTheFarEndMovesWhatWasFound(int frames) {
    float[] played = syllables(4, 11);
    float[] heard = delayed(played, 3_200, 0.2);
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    run(finder, played, heard, 0, 2);
    int found = finder.found();
    double delay = finder.delaySamples();
    finder.slip(frames);
    assertEquals(found + frames, finder.found());
    assertEquals(delay + frames * HOP, finder.delaySamples(), 1e-3);
    run(finder, played, delayed(played, 3_200 + frames * HOP, 0.2), 2, 4);
    assertEquals(1, changes);
    assertEquals(3_200 + frames * HOP, finder.delaySamples(), 8);
  }

  @Test
  void resetIsTheStateOfTheBeginning() {
    float[] played = syllables(2, 12);
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    run(finder, played, delayed(played, 3_200, 0.2), 0, 2);
    assertEquals(20, finder.found(), 1);
    finder.reset();
    assertEquals(DelayFinder.UNKNOWN, finder.found());
    run(finder, played, new float[played.length], 0, 2);
    assertEquals(DelayFinder.UNKNOWN, finder.found());
  }

  @Test
  void doesNotAllocate() {
    float[] played = syllables(3, 14);
    float[] heard = delayed(played, 3_200, 0.2);
    DelayFinder finder = new DelayFinder(LARGEST, WINDOW);
    long bytes = Allocation.bytes(10, 10, () -> run(finder, played, heard, 0, 3));
    assertEquals(0, bytes);
  }
}
