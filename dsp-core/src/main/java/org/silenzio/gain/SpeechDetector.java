package org.silenzio.gain;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;

/**
 * Tells how likely there is speech where no network does: sound above its background that has a
 * voice's pitch. Blocks of 10 ms, whatever the frames are.
 *
 * <p>It knows steady noise, silence, clicks and knocks that ring, as of a keyboard on a desk, from
 * speech: what rings does so far below the knock. Music and motors have pitch too; what tells them
 * apart here is that speech falls and rises again several times a second ({@link #comesAndGoes}),
 * which is taken from E. Scheirer, M. Slaney, "Construction and evaluation of a robust multifeature
 * speech/music discriminator", Proc. ICASSP 1997. Rhythmic music does so as well.
 */
final class SpeechDetector {

  /** Blocks per second. */
  static final int BLOCKS_PER_SECOND = 100;

  /** Above the background by less, all is background; by the second, it is certainly not. */
  private static final double LEAST_OVER_DB = 4;

  private static final double CLEARLY_OVER_DB = 10;

  /** Filtered noise reaches the first in 30 ms by chance; voices exceed the second. */
  private static final double LEAST_STRENGTH = 0.55;

  private static final double CLEAR_STRENGTH = 0.75;

  /** A voice keeps its pitch for so many blocks. */
  private static final int STEADY_BLOCKS = 2;

  /** Two seconds: soon enough for a noise that begins, and few talk so long without a breath. */
  private static final int BACKGROUND_BLOCKS = 2 * BLOCKS_PER_SECOND;

  /** What loud sound without pitch is worth: enough to go on with speech, not to begin. */
  private static final double PITCHLESS = 0.4;

  /** It is worth that within so many blocks behind a voice: as long as sounds without one last. */
  private static final int CARRIED_BLOCKS = 40;

  /** So sure must the voice have been. */
  private static final double LEAST_VOICE = 0.3;

  /** A voice's harmonics lie at most 18 dB below the loudest of late; what a knock leaves, more. */
  private static final double LEAST_OF_PEAK = 0.016;

  /** What the loudest of late keeps over a block: 7 dB less after a tenth of a second. */
  private static final double PEAK_KEEP = 0.85;

  /** Below, nothing is speech: −75 dBFS. */
  private static final double INAUDIBLE = 3e-8;

  /** The memory for rise and fall: 3 s. */
  private static final int MEMORY_BLOCKS = 3 * BLOCKS_PER_SECOND;

  /** So far must the power fall below its mean, and rise above this part of it again. */
  private static final double FALLEN = 0.1;

  private static final double RISEN = 0.5;

  /** So many rises in the memory: one a second, of which one may stem from a beginning. */
  private static final int RISES = 3;

  /** The mean power that rise and fall are seen against follows in a second. */
  private static final double MEAN_SHARE = 0.01;

  private final int channels;
  private final int blockSamples;
  private final KWeighting[] weightings;
  private final PitchStrength pitch;
  private final BackgroundLevel background = new BackgroundLevel(BACKGROUND_BLOCKS);
  private final BackgroundLevel lowBackground = new BackgroundLevel(BACKGROUND_BLOCKS);
  private final boolean[] rises = new boolean[MEMORY_BLOCKS];
  private int riseAt;
  private int riseCount;
  private boolean fallen;
  private double mean;
  private double energy;
  private int filled;
  private double power;
  private double lowPower;
  private final double[] strengths = new double[STEADY_BLOCKS];
  private int strengthAt;
  private double peak;
  private int pitchlessBlocks = CARRIED_BLOCKS;
  private float probability;

  SpeechDetector(int sampleRateHz, int channels) {
    this.channels = channels;
    blockSamples = Math.round((float) sampleRateHz / BLOCKS_PER_SECOND);
    weightings = new KWeighting[channels];
    for (int c = 0; c < channels; c++) {
      weightings[c] = new KWeighting(sampleRateHz);
    }
    pitch = new PitchStrength(sampleRateHz);
  }

  int blockSamples() {
    return blockSamples;
  }

  /** Samples of the present block that have come. */
  int filled() {
    return filled;
  }

  /**
   * Takes samples that are finite, up to the present block's end.
   *
   * @return whether the block is complete: {@link #endBlock} is due
   */
  boolean take(AudioFrame frame, int from, int length) {
    for (int c = 0; c < channels; c++) {
      energy += weightings[c].energy(frame.channel(c), from, length);
    }
    if (channels == 1) {
      float[] only = frame.channel(0);
      for (int i = from; i < from + length; i++) {
        pitch.take(only[i]);
      }
    } else {
      for (int i = from; i < from + length; i++) {
        float sum = 0f;
        for (int c = 0; c < channels; c++) {
          sum += frame.channel(c)[i];
        }
        pitch.take(sum / channels);
      }
    }
    filled += length;
    return filled == blockSamples;
  }

  /**
   * Closes the block that is complete.
   *
   * @param judge whether {@link #probability} is wanted, which is most of the work
   */
  void endBlock(boolean judge) {
    power = energy / ((double) blockSamples * channels);
    energy = 0;
    filled = 0;
    lowPower = pitch.endBlock();
    lowBackground.take(lowPower);
    background.take(power);
    follow();
    probability = judge ? (float) judge() : 0f;
  }

  private double judge() {
    // much noise has its power above a voice's first harmonics
    double over = Math.max(over(power, background), over(lowPower, lowBackground));
    boolean heard = power >= INAUDIBLE && over > 0;
    peak = Math.max(power, PEAK_KEEP * peak);
    strengths[strengthAt] = heard && lowPower > LEAST_OF_PEAK * peak ? pitch.strength() : 0;
    strengthAt = (strengthAt + 1) % STEADY_BLOCKS;
    double steady = 1;
    for (double strength : strengths) {
      steady = Math.min(steady, strength);
    }
    double voiced = share(steady, LEAST_STRENGTH, CLEAR_STRENGTH);
    pitchlessBlocks = voiced > LEAST_VOICE ? 0 : Math.min(pitchlessBlocks + 1, CARRIED_BLOCKS);
    double least = pitchlessBlocks < CARRIED_BLOCKS ? PITCHLESS : 0;
    return heard ? over * (least + (1 - least) * voiced) : 0;
  }

  private static double over(double power, BackgroundLevel background) {
    double ratio = power / (background.leastPower() + INAUDIBLE / 100);
    return ratio > 1 ? share(10 * Math.log10(ratio), LEAST_OVER_DB, CLEARLY_OVER_DB) : 0;
  }

  private static double share(double value, double least, double most) {
    return Math.clamp((value - least) / (most - least), 0, 1);
  }

  private void follow() {
    mean += (power - mean) * MEAN_SHARE;
    boolean rise = false;
    if (power < FALLEN * mean) {
      fallen = true;
    } else if (fallen && power > RISEN * mean && power > INAUDIBLE) {
      fallen = false;
      rise = true;
    }
    riseCount += (rise ? 1 : 0) - (rises[riseAt] ? 1 : 0);
    rises[riseAt] = rise;
    riseAt = riseAt + 1 == MEMORY_BLOCKS ? 0 : riseAt + 1;
  }

  /** Whether the last seconds rose and fell as speech does. */
  boolean comesAndGoes() {
    return riseCount >= RISES;
  }

  /** The last block's K-weighted mean power per channel. */
  double power() {
    return power;
  }

  /** How likely the last block held speech, 0 to 1. */
  float probability() {
    return probability;
  }

  void reset() {
    for (KWeighting weighting : weightings) {
      weighting.reset();
    }
    pitch.reset();
    background.reset();
    lowBackground.reset();
    lowPower = 0;
    Arrays.fill(strengths, 0);
    peak = 0;
    pitchlessBlocks = CARRIED_BLOCKS;
    Arrays.fill(rises, false);
    riseCount = 0;
    fallen = false;
    mean = 0;
    energy = 0;
    filled = 0;
    power = 0;
    probability = 0f;
  }
}
