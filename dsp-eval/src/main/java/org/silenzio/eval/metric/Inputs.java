package org.silenzio.eval.metric;

import org.silenzio.audio.StreamFormat;

/** What the metrics demand of what they are given. */
final class Inputs {

  private Inputs() {}

  static void checkRate(int sampleRateHz) {
    StreamFormat.checkSampleRate(sampleRateHz);
  }

  /** Refuses a signal that is too short or holds what is no number. */
  static void checkSignal(String name, float[] samples, int leastSamples) {
    if (samples.length < leastSamples) {
      throw new IllegalArgumentException(
          name + " has " + samples.length + " samples, allowed: " + leastSamples + " or more");
    }
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            name + "[" + i + "] is " + samples[i] + ", allowed: finite samples");
      }
    }
  }

  /** Refuses a pair of which one is no signal or that differ in length. */
  static void checkPair(float[] reference, float[] degraded, int leastSamples) {
    checkSignal("reference", reference, leastSamples);
    checkSignal("degraded", degraded, leastSamples);
    checkSameLength("degraded", degraded, "reference", reference);
  }

  static void checkSameLength(String name, float[] samples, String otherName, float[] other) {
    if (samples.length != other.length) {
      throw new IllegalArgumentException(
          name
              + " has "
              + samples.length
              + " samples, allowed: as many as "
              + otherName
              + ", which has "
              + other.length);
    }
  }

  /** Refuses a pitch track that holds what is no frequency. */
  static void checkTrack(String name, double[] track) {
    for (int n = 0; n < track.length; n++) {
      if (!(track[n] >= 0) || track[n] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            name + "[" + n + "] is " + track[n] + ", allowed: 0 or a frequency in Hz");
      }
    }
  }

  /** Refuses a mask that has not one entry per frame. */
  static void checkMask(String name, boolean[] mask, int frames) {
    if (mask.length != frames) {
      throw new IllegalArgumentException(
          name + " has " + mask.length + " frames, allowed: " + frames + ", as the signals have");
    }
  }
}
