package org.silenzio.eval.change;

import java.util.SplittableRandom;
import org.silenzio.audio.Decibels;

/**
 * What a microphone's own processing does to all that it hears alike: its gain moves at random, so
 * that no path from the loudspeaker stands still. Always the same for as many samples, so parts
 * that add up still do.
 */
final class MovingGain {

  private static final long SEED = 1;

  /** A control that seeks: another gain every so often, and how far it goes either way. */
  private static final double SEEKING_SECONDS = 0.75;

  private static final double SEEKING_DB = 9;

  /** A gate: how long it stays where it is, how often it is shut, how far else it may go down. */
  private static final double SHORTEST_SECONDS = 0.03;

  private static final double LONGEST_SECONDS = 0.12;
  private static final double SHUT_SHARE = 0.25;
  private static final double GATE_DB = 30;

  /** A gate moves with this time constant. */
  private static final double GATE_SECONDS = 0.002;

  private MovingGain() {}

  /** By −9 to 9 dB, on straight lines in dB. */
  static float[] seeking(float[] signal, int sampleRateHz) {
    SplittableRandom random = new SplittableRandom(SEED);
    int length = (int) Math.round(SEEKING_SECONDS * sampleRateHz);
    float[] changed = new float[signal.length];
    double from = random.nextDouble(-SEEKING_DB, SEEKING_DB);
    double to = from;
    for (int n = 0; n < signal.length; n++) {
      int place = n % length;
      if (place == 0) {
        from = to;
        to = random.nextDouble(-SEEKING_DB, SEEKING_DB);
      }
      double gainDb = from + (to - from) * place / length;
      changed[n] = (float) (Decibels.toAmplitude(gainDb) * signal[n]);
    }
    return changed;
  }

  /** By stretches of 30 to 120 ms: a quarter of them mute, the others up to 30 dB lower. */
  static float[] gating(float[] signal, int sampleRateHz) {
    SplittableRandom random = new SplittableRandom(SEED);
    double keep = Math.exp(-1 / (GATE_SECONDS * sampleRateHz));
    float[] changed = new float[signal.length];
    double gain = 1;
    double target = 1;
    int left = 0;
    for (int n = 0; n < signal.length; n++) {
      if (left == 0) {
        left = (int) (random.nextDouble(SHORTEST_SECONDS, LONGEST_SECONDS) * sampleRateHz);
        boolean shut = random.nextDouble() < SHUT_SHARE;
        target = shut ? 0 : Decibels.toAmplitude(-GATE_DB * random.nextDouble());
      }
      left--;
      gain = keep * gain + (1 - keep) * target;
      changed[n] = (float) (gain * signal[n]);
    }
    return changed;
  }
}
