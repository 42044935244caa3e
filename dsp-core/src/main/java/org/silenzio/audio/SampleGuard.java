package org.silenzio.audio;

import org.silenzio.concurrent.Tally;

/**
 * Keeps what would poison recursive filters and networks out of the chain: NaN and infinities
 * become silence, absurd amplitudes are held to {@link #MAX_AMPLITUDE}. Both are counted.
 */
public final class SampleGuard {

  /**
   * The largest amplitude let through: 24 dB above full scale, more than any intended headroom, and
   * small enough that no power spectrum of it comes near the range of a float.
   */
  public static final float MAX_AMPLITUDE = 16f;

  private final Tally nonFiniteSamples = new Tally();
  private final Tally limitedSamples = new Tally();

  /** Makes a guard whose counts are zero. */
  public SampleGuard() {}

  /**
   * Mends the samples in place. [audio]
   *
   * @param samples the samples
   * @param fromIndex the first one to look at
   * @param toIndex behind the last one
   */
  public void mend(float[] samples, int fromIndex, int toIndex) {
    int suspicious = 0;
    for (int i = fromIndex; i < toIndex; i++) {
      // also true for NaN, and free of branches: a clean frame takes one pass
      suspicious += Math.abs(samples[i]) <= MAX_AMPLITUDE ? 0 : 1;
    }
    if (suspicious > 0) {
      mendEach(samples, fromIndex, toIndex);
    }
  }

  private void mendEach(float[] samples, int fromIndex, int toIndex) {
    for (int i = fromIndex; i < toIndex; i++) {
      samples[i] = mend(samples[i]);
    }
  }

  /**
   * Mends one sample. [audio]
   *
   * @param sample the sample
   * @return the same, or what stands in for it
   */
  public float mend(float sample) {
    if (Math.abs(sample) <= MAX_AMPLITUDE) {
      return sample;
    }
    if (Float.isFinite(sample)) {
      limitedSamples.add(1);
      return Math.copySign(MAX_AMPLITUDE, sample);
    }
    nonFiniteSamples.add(1);
    return 0f;
  }

  /**
   * NaN and infinite samples that became silence. [any]
   *
   * @return the count since construction
   */
  public long nonFiniteSamples() {
    return nonFiniteSamples.get();
  }

  /**
   * Finite samples that were held to {@link #MAX_AMPLITUDE}. [any]
   *
   * @return the count since construction
   */
  public long limitedSamples() {
    return limitedSamples.get();
  }
}
