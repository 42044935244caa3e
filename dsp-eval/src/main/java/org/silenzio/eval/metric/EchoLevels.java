package org.silenzio.eval.metric;

import org.silenzio.audio.Decibels;

/**
 * How loud an echo is, before and after a canceller, over chosen frames of 10 ms (see {@link
 * TalkFrames}). Terms as in ITU-T G.168; powers are means over all chosen frames together.
 */
public final class EchoLevels {

  private EchoLevels() {}

  /**
   * The echo return loss: the far end's level over its echo's.
   *
   * @param farEnd what the loudspeaker plays, 10 ms or more
   * @param echo what the microphone hears of it, as many samples
   * @param counted per frame of 10 ms, whether it counts
   * @param sampleRateHz 8,000 to 192,000
   * @return dB, below 0 for an echo louder than its source; +∞ where there is no echo, NaN where
   *     there is neither or no frame counts
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double returnLossDb(
      float[] farEnd, float[] echo, boolean[] counted, int sampleRateHz) {
    double source = power("farEnd", farEnd, counted, sampleRateHz);
    Inputs.checkSameLength("echo", echo, "farEnd", farEnd);
    return Decibels.fromPower(source / power("echo", echo, counted, sampleRateHz));
  }

  /**
   * The residual echo's level, from frames in which only the far end talks.
   *
   * @param output the canceller's, in time with the frames, 10 ms or more
   * @param counted per frame of 10 ms, whether it counts
   * @param sampleRateHz 8,000 to 192,000
   * @return dBFS of the mean power, a full-scale square wave being 0; −∞ for digital silence, NaN
   *     where no frame counts
   * @throws IllegalArgumentException if the signal is too short or not finite, the frames are not
   *     as many as its own, or the rate is another
   */
  public static double residualEchoDbfs(float[] output, boolean[] counted, int sampleRateHz) {
    return Decibels.fromPower(power("output", output, counted, sampleRateHz));
  }

  private static double power(String name, float[] samples, boolean[] counted, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    int frameSamples = Pauses.frameSamples(sampleRateHz);
    Inputs.checkSignal(name, samples, frameSamples);
    double[] powers = Pauses.framePowers(samples, frameSamples);
    Inputs.checkMask("counted", counted, powers.length);
    double sum = 0;
    int frames = 0;
    for (int n = 0; n < powers.length; n++) {
      if (counted[n]) {
        sum += powers[n];
        frames++;
      }
    }
    return frames == 0 ? Double.NaN : sum / frames;
  }
}
