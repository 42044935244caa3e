package org.silenzio.eval.bench.clock;

/**
 * When each frame began and how long it took, in order. Arrays rather than histograms, so that what
 * happened can be laid beside what the JVM did at that moment; filling them does not allocate.
 *
 * @param latenessNanos from the scheduled to the actual start of each frame
 * @param processingNanos from the actual start to the end of each
 * @param cpuNanos the thread's CPU time meanwhile, which others' work does not lengthen
 */
record FrameTimes(long[] latenessNanos, long[] processingNanos, long[] cpuNanos) {

  static FrameTimes ofFrames(int frames) {
    return new FrameTimes(new long[frames], new long[frames], new long[frames]);
  }

  int frames() {
    return latenessNanos.length;
  }

  /** When the frame was done, counted from its scheduled start: what the deadline is held to. */
  long responseNanos(int frame) {
    return latenessNanos[frame] + processingNanos[frame];
  }

  /** Whether the frame was done later than so long after its scheduled start. */
  boolean misses(int frame, long budgetNanos) {
    return responseNanos(frame) > budgetNanos;
  }
}
