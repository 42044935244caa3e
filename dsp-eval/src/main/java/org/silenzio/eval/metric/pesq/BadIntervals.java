package org.silenzio.eval.metric.pesq;

import java.util.ArrayList;
import java.util.List;

/** Finds stretches that differ so badly that their delay may have been mistaken. */
final class BadIntervals {

  private static final double BAD_DISTURBANCE = 30;
  private static final int REACH_FRAMES = 2;
  private static final int SHORTEST_FRAMES = 5;

  private BadIntervals() {}

  /**
   * A stretch of frames.
   *
   * @param start its first frame
   * @param end behind its last frame
   */
  record Interval(int start, int end) {}

  /** The bad intervals, given the symmetric disturbance of every frame. */
  static List<Interval> find(double[] disturbance) {
    boolean[] bad = new boolean[disturbance.length];
    for (int n = 1; n < bad.length; n++) {
      bad[n] = disturbance[n] > BAD_DISTURBANCE;
    }
    List<Interval> found = new ArrayList<>();
    int end = bad.length - 1 - REACH_FRAMES;
    int start = REACH_FRAMES;
    while (start < end) {
      int behind = start;
      while (behind < end && isAmidBad(bad, behind)) {
        behind++;
      }
      if (behind - start >= SHORTEST_FRAMES) {
        found.add(new Interval(start, behind));
      }
      start = behind + 1;
    }
    return found;
  }

  /** Whether a frame is bad, or has bad ones near on both sides. */
  private static boolean isAmidBad(boolean[] bad, int frame) {
    return any(bad, frame - REACH_FRAMES, frame) && any(bad, frame, frame + REACH_FRAMES);
  }

  private static boolean any(boolean[] bad, int first, int last) {
    for (int n = first; n <= last; n++) {
      if (bad[n]) {
        return true;
      }
    }
    return false;
  }
}
