package org.silenzio.eval.metric;

import org.silenzio.audio.Decibels;

/**
 * The echo return loss enhancement over time, in steps of 10 ms: the microphone's power over the
 * output's in those frames in which only the far end talks.
 *
 * <p>The value at a moment is that of the 300 ms which follow, so that a canceller that is done at
 * that moment reads as done at it; early by 0.3·10^(−target / 10) s at most. Moments are counted
 * from the first frame that counts, for nothing converges in silence. Take the output's latency out
 * before, see {@link TimeAlignment}. Terms as in ITU-T G.168. ERLE tells little of what people
 * hear.
 */
public final class ErleTrack {

  private static final int SMOOTHING_FRAMES = 30;

  /** A moment's figure is taken over a second: speech comes and goes. */
  private static final int FIGURE_FRAMES = 100;

  /** Who has converged, stays so. */
  private static final int HOLD_FRAMES = 50;

  private final boolean[] counted;

  /** Sums over the counted frames before each frame. */
  private final double[] microphonePower;

  private final double[] outputPower;
  private final int[] countedBefore;

  private ErleTrack(boolean[] counted, double[] microphone, double[] output) {
    this.counted = counted;
    this.microphonePower = new double[counted.length + 1];
    this.outputPower = new double[counted.length + 1];
    this.countedBefore = new int[counted.length + 1];
    for (int n = 0; n < counted.length; n++) {
      microphonePower[n + 1] = microphonePower[n] + (counted[n] ? microphone[n] : 0);
      outputPower[n + 1] = outputPower[n] + (counted[n] ? output[n] : 0);
      countedBefore[n + 1] = countedBefore[n] + (counted[n] ? 1 : 0);
    }
  }

  /**
   * Follows a canceller.
   *
   * @param microphone what the canceller was given, 10 ms or more
   * @param output what it made of it, as many samples, without its latency
   * @param farEndOnly per frame of 10 ms, whether it counts, see {@link TalkFrames#farEndOnly}
   * @param sampleRateHz 8,000 to 192,000
   * @return the track
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static ErleTrack of(
      float[] microphone, float[] output, boolean[] farEndOnly, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    int frameSamples = Pauses.frameSamples(sampleRateHz);
    Inputs.checkSignal("microphone", microphone, frameSamples);
    Inputs.checkSignal("output", output, frameSamples);
    Inputs.checkSameLength("output", output, "microphone", microphone);
    Inputs.checkMask("farEndOnly", farEndOnly, microphone.length / frameSamples);
    return new ErleTrack(
        farEndOnly.clone(),
        Pauses.framePowers(microphone, frameSamples),
        Pauses.framePowers(output, frameSamples));
  }

  /**
   * The smoothed track.
   *
   * @return dB per frame of 10 ms from the recording's beginning; NaN where within 300 ms no frame
   *     counts or neither signal has power, +∞ where the output has none
   */
  public double[] db() {
    double[] track = new double[counted.length];
    for (int n = 0; n < track.length; n++) {
      track[n] = db(n, SMOOTHING_FRAMES);
    }
    return track;
  }

  /**
   * The figure at a moment: over the second that follows it.
   *
   * @param seconds since the first frame that counts, 0 or more; customarily 1, 3 and 10
   * @return dB, NaN where no frame counts in that second
   * @throws IllegalArgumentException if the time is negative or no number
   */
  public double afterDb(double seconds) {
    return db(firstCountedFrom(0) + frames("seconds", seconds), FIGURE_FRAMES);
  }

  /** The ratio over all frames that count, in dB; NaN if there are none. */
  public double overallDb() {
    return db(0, counted.length);
  }

  /**
   * How long the canceller takes to reach an ERLE and hold it for half a second.
   *
   * @param targetDb the ERLE
   * @return seconds since the first frame that counts; +∞ if it never does, NaN if none counts
   */
  public double convergenceSeconds(double targetDb) {
    return reconvergenceSeconds(0, targetDb);
  }

  /**
   * How long the canceller takes to reach an ERLE again and hold it for half a second, after
   * something changed.
   *
   * @param momentSeconds when it changed, since the recording's beginning, 0 or more
   * @param targetDb the ERLE
   * @return seconds since the first frame that counts from that moment on; +∞ if it never does, NaN
   *     if none counts
   * @throws IllegalArgumentException if the moment is negative or no number
   */
  public double reconvergenceSeconds(double momentSeconds, double targetDb) {
    int start = firstCountedFrom(frames("momentSeconds", momentSeconds));
    if (start >= counted.length) {
      return Double.NaN;
    }
    int heldSince = -1;
    for (int n = start; n < counted.length; n++) {
      double erle = db(n, SMOOTHING_FRAMES);
      if (counted[n] && !(erle >= targetDb)) {
        heldSince = -1;
      } else if (counted[n] && heldSince < 0) {
        heldSince = n;
      }
      if (heldSince >= 0 && n + 1 - heldSince >= HOLD_FRAMES) {
        return (double) (heldSince - start) / Pauses.FRAMES_PER_SECOND;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static int frames(String name, double seconds) {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException(name + " is " + seconds + ", allowed: 0 or more");
    }
    return (int) Math.min(Integer.MAX_VALUE / 2, Math.round(seconds * Pauses.FRAMES_PER_SECOND));
  }

  private int firstCountedFrom(int frame) {
    int n = Math.min(frame, counted.length);
    while (n < counted.length && !counted[n]) {
      n++;
    }
    return n;
  }

  private double db(int frame, int frames) {
    int from = Math.min(frame, counted.length);
    int until = Math.min(from + frames, counted.length);
    if (countedBefore[until] == countedBefore[from]) {
      return Double.NaN;
    }
    return Decibels.fromPower(
        (microphonePower[until] - microphonePower[from])
            / (outputPower[until] - outputPower[from]));
  }
}
