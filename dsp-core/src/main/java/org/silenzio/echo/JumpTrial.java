package org.silenzio.echo;

/**
 * Tries whether a jump of the delay explains what the filter no longer foresees: what it learnt is
 * held against the far end as much later as the finder suspects. If that serves better, the filter
 * needs no new learning but a shift.
 */
final class JumpTrial {

  /** What the errors keep over a step: 50 ms. */
  private static final float KEEP = 0.8f;

  /** Steps before a verdict: 80 ms. */
  private static final int LEAST_STEPS = 8;

  /** The shifted filter's error must be less than this share of the other's: −5 dB. */
  private static final float BETTER = 0.3f;

  private int jump;
  private int steps;
  private float error;
  private float shiftedError;

  /**
   * Takes one step.
   *
   * @param suspected by how many frames the delay may have jumped; 0 ends the trial
   * @param filter before its step
   * @param far the far end's spectra, the newest one taken in
   * @param capture what the microphone heard
   * @return whether it has
   */
  boolean step(int suspected, KalmanBins filter, FarSpectra far, Spectrum capture) {
    if (suspected == 0 || suspected != jump) {
      jump = suspected;
      steps = 0;
      error = 0f;
      shiftedError = 0f;
    }
    if (suspected == 0 || !far.reaches(suspected)) {
      return false;
    }
    error = KEEP * error + filter.miss(far, 0, capture);
    shiftedError = KEEP * shiftedError + filter.miss(far, suspected, capture);
    steps++;
    return steps >= LEAST_STEPS && shiftedError < BETTER * error;
  }

  void reset() {
    jump = 0;
    steps = 0;
    error = 0f;
    shiftedError = 0f;
  }
}
