package org.silenzio.eval.metric;

import java.util.Arrays;
import org.silenzio.audio.Decibels;
import org.silenzio.gain.KWeighting;

/**
 * The integrated loudness of a programme.
 *
 * <p>ITU-R BS.1770-4 and EBU R 128: K-weighted power in blocks of 400 ms every 100 ms, of which
 * those above −70 LUFS and within 10 LU below their own mean count. Checked with the signals of EBU
 * Tech 3341.
 */
public final class Loudness {

  private static final double ABSOLUTE_GATE_LUFS = -70;
  private static final double RELATIVE_GATE_LU = -10;
  private static final int STEPS_PER_SECOND = 10;
  private static final int STEPS_PER_BLOCK = 4;

  /** Left, right, center, left surround, right surround; 1.41 is what the standard says. */
  private static final double[] CHANNEL_WEIGHTS = {1, 1, 1, 1.41, 1.41};

  private Loudness() {}

  /**
   * The loudness of a mono signal, played by one loudspeaker.
   *
   * @param samples 400 ms or more
   * @param sampleRateHz 8,000 to 192,000
   * @return LUFS (LKFS), −∞ for silence
   * @throws IllegalArgumentException if the signal is too short or not finite or the rate is
   *     another
   */
  public static double integratedLufs(float[] samples, int sampleRateHz) {
    return integratedLufs(new float[][] {samples}, sampleRateHz);
  }

  /**
   * The loudness of all channels together.
   *
   * @param channels 1 to 5: left, right, center, left surround, right surround, each of 400 ms or
   *     more and as long as the others
   * @param sampleRateHz 8,000 to 192,000
   * @return LUFS (LKFS), −∞ for silence
   * @throws IllegalArgumentException if the channels are too many, too short, not of one length or
   *     not finite, or the rate is another
   */
  public static double integratedLufs(float[][] channels, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    if (channels.length < 1 || channels.length > CHANNEL_WEIGHTS.length) {
      throw new IllegalArgumentException(
          "channels are " + channels.length + ", allowed: 1 to " + CHANNEL_WEIGHTS.length);
    }
    int least = stepStart(STEPS_PER_BLOCK, sampleRateHz);
    for (int c = 0; c < channels.length; c++) {
      Inputs.checkSignal("channels[" + c + "]", channels[c], least);
      Inputs.checkSameLength("channels[" + c + "]", channels[c], "channels[0]", channels[0]);
    }
    double[] blocks = blockPowers(channels, sampleRateHz);
    double absolute = power(ABSOLUTE_GATE_LUFS);
    double relative = meanAbove(blocks, absolute) * Math.pow(10, RELATIVE_GATE_LU / 10);
    return KWeighting.OFFSET_DB
        + Decibels.fromPower(meanAbove(blocks, Math.max(absolute, relative)));
  }

  private static double power(double lufs) {
    return Math.pow(10, (lufs - KWeighting.OFFSET_DB) / 10);
  }

  private static int stepStart(int step, int sampleRateHz) {
    return (int) ((long) step * sampleRateHz / STEPS_PER_SECOND);
  }

  private static double[] blockPowers(float[][] channels, int sampleRateHz) {
    int steps = (int) ((long) channels[0].length * STEPS_PER_SECOND / sampleRateHz);
    double[] stepEnergy = new double[steps];
    for (int c = 0; c < channels.length; c++) {
      KWeighting weighting = new KWeighting(sampleRateHz);
      for (int s = 0; s < steps; s++) {
        int start = stepStart(s, sampleRateHz);
        int length = stepStart(s + 1, sampleRateHz) - start;
        stepEnergy[s] += CHANNEL_WEIGHTS[c] * weighting.energy(channels[c], start, length);
      }
    }
    double[] blocks = new double[steps - STEPS_PER_BLOCK + 1];
    for (int b = 0; b < blocks.length; b++) {
      int samples = stepStart(b + STEPS_PER_BLOCK, sampleRateHz) - stepStart(b, sampleRateHz);
      blocks[b] = Arrays.stream(stepEnergy, b, b + STEPS_PER_BLOCK).sum() / samples;
    }
    return blocks;
  }

  private static double meanAbove(double[] powers, double gate) {
    return Arrays.stream(powers).filter(power -> power > gate).average().orElse(0);
  }
}
