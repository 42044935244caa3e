package org.silenzio.eval.metric;

import java.util.function.IntPredicate;

/**
 * Who talks when, in frames of 10 ms, from the far end's signal and the near end's known part. A
 * party talks from 50 ms before to 200 ms after its level is within 40 dB of its loudest frame, as
 * in {@link Pauses}; a silent signal never does.
 */
public final class TalkFrames {

  private final Pauses farEnd;
  private final Pauses nearEnd;
  private final int frames;

  private TalkFrames(Pauses farEnd, Pauses nearEnd, int frames) {
    this.farEnd = farEnd;
    this.nearEnd = nearEnd;
    this.frames = frames;
  }

  /**
   * Looks at both parties.
   *
   * @param farEnd what the loudspeaker plays, 10 ms or more
   * @param nearEnd the near end's speech alone, as many samples; silence where nobody talks
   * @param sampleRateHz 8,000 to 192,000
   * @return the frames
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static TalkFrames of(float[] farEnd, float[] nearEnd, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    int frameSamples = Pauses.frameSamples(sampleRateHz);
    Inputs.checkSignal("farEnd", farEnd, frameSamples);
    Inputs.checkSignal("nearEnd", nearEnd, frameSamples);
    Inputs.checkSameLength("nearEnd", nearEnd, "farEnd", farEnd);
    return new TalkFrames(
        Pauses.ofReference(farEnd, sampleRateHz),
        Pauses.ofReference(nearEnd, sampleRateHz),
        farEnd.length / frameSamples);
  }

  /** Where only the far end talks: there is nothing but echo to hear. */
  public boolean[] farEndOnly() {
    return where(n -> !farEnd.isPause(n) && nearEnd.isPause(n));
  }

  /** Where only the near end talks. */
  public boolean[] nearEndOnly() {
    return where(n -> farEnd.isPause(n) && !nearEnd.isPause(n));
  }

  /** Where both talk. */
  public boolean[] doubleTalk() {
    return where(n -> !farEnd.isPause(n) && !nearEnd.isPause(n));
  }

  private boolean[] where(IntPredicate counts) {
    boolean[] mask = new boolean[frames];
    for (int n = 0; n < frames; n++) {
      mask[n] = counts.test(n);
    }
    return mask;
  }
}
