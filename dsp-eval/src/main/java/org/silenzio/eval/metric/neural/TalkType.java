package org.silenzio.eval.metric.neural;

/** Who speaks in an echo recording; AECMOS is told, since one output can mean either. */
public enum TalkType {
  /** Only the far end: whatever is left is echo. */
  FAR_END_SINGLE_TALK,
  /** Only the near end: nothing should change. */
  NEAR_END_SINGLE_TALK,
  /** Both. */
  DOUBLE_TALK;

  private static final int DOUBLE_TALK_LEAD_SECONDS = 15;
  private static final int LEAST_RATED_SECONDS = 5;

  /**
   * Where the part begins that the AEC challenges rate, the rest being there for cancellers to
   * converge: of far-end single talk the last half, of double talk the last (length − 15 s) / 2, of
   * near-end single talk all. [any]
   *
   * <p>Double talk of less than 25 s, whose part would be under 5 s, is no such lengthened
   * recording: all of it is rated.
   *
   * @param samples the length of the recording
   * @param sampleRateHz samples per second
   * @return the first sample of the part, which goes on to the end
   */
  public int ratedFrom(int samples, int sampleRateHz) {
    return switch (this) {
      case FAR_END_SINGLE_TALK -> samples / 2;
      case NEAR_END_SINGLE_TALK -> 0;
      case DOUBLE_TALK -> {
        int rated = (samples - DOUBLE_TALK_LEAD_SECONDS * sampleRateHz) / 2;
        yield rated < LEAST_RATED_SECONDS * sampleRateHz ? 0 : samples - rated;
      }
    };
  }
}
