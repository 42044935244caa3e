package org.silenzio.eval.metric;

import java.util.Arrays;

/**
 * The frames of the objective measures by Hu and Loizou: 30 ms, 75 % overlap, a Hann window without
 * its zero ends; the last frame that would fit is left out, as in their published programs.
 */
final class SpeechFrames {

  private static final double FRAME_SECONDS = 0.03;
  private static final double ADVANCE = 0.25;

  /** Keeps logarithms and predictors of digital silence defined: the spacing of doubles at 1. */
  static final double EPSILON = 0x1p-52;

  /** The share of frames that counts, the worst being taken for outliers. */
  private static final double COUNTED_SHARE = 0.95;

  private final double[] window;
  private final int advance;

  SpeechFrames(int sampleRateHz) {
    window = new double[(int) Math.rint(FRAME_SECONDS * sampleRateHz)];
    advance = (int) (ADVANCE * FRAME_SECONDS * sampleRateHz);
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.5 * (1 - Math.cos(2 * Math.PI * (i + 1) / (window.length + 1)));
    }
  }

  /** Refuses a rate out of range and pairs that have no frame or are none. */
  static SpeechFrames checked(float[] reference, float[] degraded, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    SpeechFrames frames = new SpeechFrames(sampleRateHz);
    Inputs.checkPair(reference, degraded, frames.length() + frames.advance);
    return frames;
  }

  int length() {
    return window.length;
  }

  int count(float[] samples) {
    return (samples.length - window.length) / advance;
  }

  /** The transform's length that holds a frame twice. */
  int transformLength() {
    return Signals.powerOfTwoFrom(2 * window.length);
  }

  boolean isSilent(float[] samples, int frame) {
    int start = frame * advance;
    for (int i = start; i < start + window.length; i++) {
      if (samples[i] != 0f) {
        return false;
      }
    }
    return true;
  }

  /** Copies a frame under its window and sets what is behind it to zero. */
  void cut(float[] samples, int frame, double[] to) {
    int start = frame * advance;
    for (int i = 0; i < window.length; i++) {
      to[i] = window[i] * (samples[start + i] + EPSILON);
    }
    Arrays.fill(to, window.length, to.length, 0.0);
  }

  /** The mean of the 95 % of frames that are least distorted. */
  static double meanOfBest(double[] distortions) {
    double[] sorted = distortions.clone();
    Arrays.sort(sorted);
    int counted = Math.max(1, (int) Math.rint(COUNTED_SHARE * sorted.length));
    return Arrays.stream(sorted, 0, counted).average().orElseThrow();
  }
}
