package org.silenzio.noise;

import java.util.Arrays;
import org.silenzio.audio.Decibels;
import org.silenzio.transform.RealFft;

/**
 * Fills up what a suppressor took out with steady noise of the background's shape, so that pauses
 * do not sound as if the line were dead. The background's power is learnt in bands, on the
 * untouched sound, while nobody speaks; where the suppressed sound is weaker than so many dB below
 * it, noise is added up to there. Speech, which is stronger, is left as it is.
 *
 * <p>One channel. [audio] {@link #hear} and {@link #fill} in turn, once a frame each. Adds no
 * delay.
 */
final class ComfortNoise {

  /** More likely speech than this teaches nothing. */
  private static final float SPEECH_PROBABILITY = 0.3f;

  /** Frames whose plain mean is the first guess: half a second. */
  private static final int FIRST_LESSONS = 50;

  /** What the background keeps over a frame from then on. */
  private static final float KEEP = 1f - 1f / FIRST_LESSONS;

  /** A frame counts up to so many times the background, for clicks and words' ends are none. */
  private static final float LARGEST_LESSON = 2f;

  /**
   * The background's least power as a mean square: −120 dBFS, from where it can rise again; counts
   * as silence.
   */
  private static final double LEAST_BACKGROUND = 1e-12;

  private static final int PHASES = 256;
  private static final int PHASE_SHIFT = 24;
  private static final int MULTIPLIER = 1_664_525; // Numerical Recipes' generator
  private static final int INCREMENT = 1_013_904_223;

  private final int frameSamples;
  private final float share;
  private final int seed;
  private final RealFft fft;
  private final NoiseBands bands;
  private final float[] window;
  private final float[] before;
  private final float[] after;
  private final float[] time;
  private final float[] re;
  private final float[] im;
  private final float[] heard;
  private final float[] left;
  private final float[] background;
  private final float[] overlap;
  private final float[] cosine = new float[PHASES];
  private final float[] sine = new float[PHASES];
  private final float least;
  private int lessons;
  private int random;

  /**
   * Makes one that knows no background yet.
   *
   * @param belowDb how far the noise lies below the background, in dB, 0 or more
   * @param sampleRateHz samples per second
   * @param frameSamples samples per frame; twice as many are a length of {@link RealFft}
   * @param seed what the noise begins with; another one for each channel
   */
  ComfortNoise(double belowDb, int sampleRateHz, int frameSamples, int seed) {
    this.frameSamples = frameSamples;
    this.seed = seed;
    share = (float) Math.pow(Decibels.toAmplitude(-belowDb), 2);
    int length = 2 * frameSamples;
    fft = RealFft.ofLength(length);
    bands = new NoiseBands(sampleRateHz, length);
    window = new float[length];
    for (int n = 0; n < length; n++) {
      window[n] =
          (float) Math.sin(Math.PI * (n + 0.5) / length); // its overlapping squares add to 1
    }
    least = (float) LEAST_BACKGROUND * frameSamples;
    before = new float[length];
    after = new float[length];
    time = new float[length];
    re = new float[fft.bins()];
    im = new float[fft.bins()];
    heard = new float[bands.count()];
    left = new float[bands.count()];
    background = new float[bands.count()];
    overlap = new float[frameSamples];
    for (int i = 0; i < PHASES; i++) {
      // white noise of unit mean square has a power of frameSamples in each windowed bin
      double amplitude = Math.sqrt(2);
      cosine[i] = (float) (amplitude * Math.cos(2 * Math.PI * i / PHASES));
      sine[i] = (float) (amplitude * Math.sin(2 * Math.PI * i / PHASES));
    }
    reset();
  }

  /**
   * Takes a frame in before it is suppressed.
   *
   * @param samples the untouched frame, all finite
   */
  void hear(float[] samples) {
    analyze(samples, before, heard);
  }

  /**
   * Fills a suppressed frame up.
   *
   * @param samples the frame, all finite, changed in place
   * @param speechProbability how likely the frame that was heard held speech, 0 to 1
   */
  void fill(float[] samples, float speechProbability) {
    if (speechProbability < SPEECH_PROBABILITY) {
      learn();
    }
    analyze(samples, after, left);
    Arrays.fill(re, 0f);
    Arrays.fill(im, 0f);
    for (int b = 0; b < background.length; b++) {
      float missing = share * (background[b] - least) - left[b];
      if (missing > 0f) {
        addNoise(b, (float) Math.sqrt(missing));
      }
    }
    fft.inverse(re, im, time);
    for (int n = 0; n < frameSamples; n++) {
      samples[n] += overlap[n] + window[n] * time[n];
      overlap[n] = window[frameSamples + n] * time[frameSamples + n];
    }
  }

  private void learn() {
    float keep = KEEP;
    float largest = LARGEST_LESSON;
    if (lessons < FIRST_LESSONS) {
      keep = (float) lessons / (lessons + 1);
      largest = Float.POSITIVE_INFINITY;
      lessons++;
    }
    for (int b = 0; b < background.length; b++) {
      float known = Math.max(background[b], least);
      background[b] = keep * known + (1f - keep) * Math.min(heard[b], largest * known);
    }
  }

  private void analyze(float[] samples, float[] history, float[] power) {
    System.arraycopy(history, frameSamples, history, 0, frameSamples);
    System.arraycopy(samples, 0, history, frameSamples, frameSamples);
    for (int n = 0; n < time.length; n++) {
      time[n] = window[n] * history[n];
    }
    fft.forward(time, re, im);
    bands.means(re, im, power);
  }

  private void addNoise(int band, float amplitude) {
    for (int k = bands.start(band); k < bands.start(band + 1); k++) {
      random = random * MULTIPLIER + INCREMENT;
      int phase = random >>> PHASE_SHIFT;
      re[k] = amplitude * cosine[phase];
      im[k] = amplitude * sine[phase];
    }
  }

  /** Forgets the background and the past. */
  void reset() {
    Arrays.fill(before, 0f);
    Arrays.fill(after, 0f);
    Arrays.fill(background, 0f);
    Arrays.fill(overlap, 0f);
    lessons = 0;
    random = seed;
  }
}
