package org.silenzio.eval.metric;

import org.silenzio.audio.Decibels;

/**
 * How much of the near end's speech a canceller takes away where both ends talk, from its known
 * part of the microphone's signal.
 *
 * <p>Per 200 ms the gain that best explains the output by the near end's part is found by least
 * squares; the figure is the power of the part over that of the part with these gains. What is not
 * like the near end, such as residual echo, does not count as near end passed. A delay or a
 * filter's phase reads as attenuation: align before, see {@link TimeAlignment}.
 */
public final class NearEndAttenuation {

  private static final int BLOCK_FRAMES = 20;

  private NearEndAttenuation() {}

  /**
   * The attenuation over chosen frames.
   *
   * @param nearEnd the near end's part of the microphone's signal, 10 ms or more
   * @param output the canceller's, as many samples, in time with it
   * @param doubleTalk per frame of 10 ms, whether it counts, see {@link TalkFrames#doubleTalk}
   * @param sampleRateHz 8,000 to 192,000
   * @return dB, 0 if all of it passes, +∞ if none does; NaN where there is no near end in frames
   *     that count
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double db(float[] nearEnd, float[] output, boolean[] doubleTalk, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    int frameSamples = Pauses.frameSamples(sampleRateHz);
    Inputs.checkSignal("nearEnd", nearEnd, frameSamples);
    Inputs.checkSignal("output", output, frameSamples);
    Inputs.checkSameLength("output", output, "nearEnd", nearEnd);
    Inputs.checkMask("doubleTalk", doubleTalk, nearEnd.length / frameSamples);
    double given = 0;
    double passed = 0;
    for (int block = 0; block < doubleTalk.length; block += BLOCK_FRAMES) {
      double energy = 0;
      double likeness = 0;
      for (int n = block; n < Math.min(block + BLOCK_FRAMES, doubleTalk.length); n++) {
        if (doubleTalk[n]) {
          for (int i = n * frameSamples; i < (n + 1) * frameSamples; i++) {
            energy += (double) nearEnd[i] * nearEnd[i];
            likeness += (double) nearEnd[i] * output[i];
          }
        }
      }
      if (energy > 0) {
        double gain = Math.max(0, likeness / energy);
        given += energy;
        passed += gain * gain * energy;
      }
    }
    return Decibels.fromPower(given / passed);
  }
}
