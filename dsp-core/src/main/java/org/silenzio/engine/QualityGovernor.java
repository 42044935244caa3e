package org.silenzio.engine;

/**
 * Decides by the frames' times whether quality steps down or up. It steps down when the 99th
 * percentile breaks the budget twice in a row, or at once if it breaks it twofold; up after a long
 * calm. An up that soon has to be taken back makes the next calm twice as long, so that a machine
 * at the edge does not step to and fro. [control]
 */
final class QualityGovernor {

  /** A window: 2 s of frames, so that the 99th percentile is more than its single worst. */
  static final int WINDOW_FRAMES = 200;

  /** Windows in a row over the budget, of which one may be a passing disturbance. */
  private static final int BROKEN_WINDOWS = 2;

  private static final double HOPELESS = 2;

  /** Room for the better level, which takes about half as much again. */
  private static final double ROOM = 0.6;

  /** Windows of calm before a first up: 30 s. */
  private static final int CALM_WINDOWS = 15;

  /** And the most, after ups that failed: 16 min. */
  private static final int MOST_CALM_WINDOWS = 480;

  /** An up that is taken back within so many windows, a minute, has failed. */
  private static final int TRIAL_WINDOWS = 30;

  /** What is wanted. */
  enum Move {
    STAY,
    DOWN,
    UP
  }

  private final double budgetMicros;
  private int broken;
  private int calm;
  private int calmNeeded = CALM_WINDOWS;
  private int sinceUp = TRIAL_WINDOWS;

  QualityGovernor(double budgetMicros) {
    this.budgetMicros = budgetMicros;
  }

  /** Takes a window's 99th percentile and says what is wanted. */
  Move judge(double p99Micros) {
    sinceUp = Math.min(sinceUp + 1, TRIAL_WINDOWS);
    broken = p99Micros > budgetMicros ? broken + 1 : 0;
    calm = p99Micros < ROOM * budgetMicros ? calm + 1 : 0;
    if (broken >= BROKEN_WINDOWS || p99Micros > HOPELESS * budgetMicros) {
      return Move.DOWN;
    }
    return calm >= calmNeeded ? Move.UP : Move.STAY;
  }

  /** Whether a better level with this mean time, measured beside the call, has room. */
  boolean hasRoomFor(double meanMicros) {
    return meanMicros < ROOM * budgetMicros;
  }

  /** A step down was done. */
  void steppedDown() {
    if (sinceUp < TRIAL_WINDOWS) {
      waitLonger();
    }
    broken = 0;
    calm = 0;
  }

  /** A step up was done. */
  void steppedUp() {
    sinceUp = 0;
    broken = 0;
    calm = 0;
  }

  /** A step up was not worth trying. */
  void refusedUp() {
    waitLonger();
    calm = 0;
  }

  private void waitLonger() {
    calmNeeded = Math.min(2 * calmNeeded, MOST_CALM_WINDOWS);
  }
}
