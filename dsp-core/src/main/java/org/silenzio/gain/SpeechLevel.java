package org.silenzio.gain;

/**
 * The level of speech while it is active, followed: the mean power of the blocks that are speech or
 * no more than a hang-over behind, as ITU-T P.56 has it, over the last seconds of them.
 */
final class SpeechLevel {

  /** So many blocks of 10 ms the mean looks back: 1.5 s of speech, a sentence. */
  private static final int MEMORY_BLOCKS = 150;

  /** Fewer say nothing yet: a syllable. */
  private static final int LEAST_BLOCKS = 20;

  /** The short mean, 100 ms, tells when a talker has become louder at once. */
  private static final double SHORT_SHARE = 0.1;

  /** Vowels exceed the mean by less than this, 6 dB. */
  private static final double MUCH_LOUDER = 4;

  /** P.56's margin of 15.9 dB: softer than this part of the mean is a pause. */
  private static final double INACTIVE = 0.0257;

  private double mean;
  private double brief;
  private int blocks;

  /** Takes the mean power of a block that is speech. */
  void take(double power) {
    brief += (power - brief) * SHORT_SHARE;
    if (known() && brief < INACTIVE * mean) {
      return;
    }
    blocks = Math.min(blocks + 1, MEMORY_BLOCKS);
    mean += (power - mean) / blocks;
    mean = Math.max(mean, brief / MUCH_LOUDER);
  }

  boolean known() {
    return blocks >= LEAST_BLOCKS && mean > 0;
  }

  /** In dBFS, K-weighted. */
  double dbfs() {
    return KWeighting.OFFSET_DB + 10 * Math.log10(mean);
  }

  void reset() {
    mean = 0;
    brief = 0;
    blocks = 0;
  }
}
