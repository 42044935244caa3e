package org.silenzio.engine;

import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.silenzio.concurrent.Tally;

/**
 * Measures how long frames take and how regularly the device calls. [audio] {@link #called}, {@link
 * #begin}, {@link #end}, which neither allocate nor wait; [control] the rest
 */
final class FrameTimer {

  /** A device's own frame late by more is no jitter but a gap. */
  private static final double GAP_MS = 50;

  private static final double NANOS_PER_MS = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  /** Ten seconds, longer than anything that still is a frame. */
  private static final long MOST_NANOS = 10_000_000_000L;

  private static final int DIGITS = 3;

  private final LongSupplier clockNanos;
  private final long budgetNanos;
  private final long gapNanos;
  private final SingleWriterRecorder recorder = new SingleWriterRecorder(MOST_NANOS, DIGITS);
  private final Incidents incidents = new Incidents();
  private final Tally frames = new Tally();
  private final Tally overruns = new Tally();
  private final Tally gaps = new Tally();
  private final Histogram total = new Histogram(MOST_NANOS, DIGITS);
  private final Histogram window = new Histogram(MOST_NANOS, DIGITS);
  private Histogram interval;
  private long began;
  private long lastCall;
  private boolean calledBefore;

  /**
   * Makes a timer that has measured nothing.
   *
   * @param clockNanos a clock as {@link System#nanoTime}
   * @param budgetMicros what a frame may take
   * @param deviceFrameMs how often the device should call
   */
  FrameTimer(LongSupplier clockNanos, double budgetMicros, double deviceFrameMs) {
    this.clockNanos = clockNanos;
    budgetNanos = (long) (budgetMicros * NANOS_PER_MICRO);
    gapNanos = (long) ((deviceFrameMs + GAP_MS) * NANOS_PER_MS);
  }

  /** The device has called. */
  void called() {
    long now = clockNanos.getAsLong();
    if (calledBefore && now - lastCall > gapNanos) {
      gaps.add(1);
      incidents.add(Incidents.GAP, now - lastCall);
    }
    calledBefore = true;
    lastCall = now;
  }

  /** A frame's work begins. */
  void begin() {
    began = clockNanos.getAsLong();
  }

  /** A frame's work is done. */
  void end() {
    long nanos = clockNanos.getAsLong() - began;
    recorder.recordValue(Math.clamp(nanos, 0, MOST_NANOS));
    frames.add(1);
    if (nanos > budgetNanos) {
      overruns.add(1);
      incidents.add(Incidents.OVERRUN, nanos);
    }
  }

  /** Takes over what was recorded since the last time. */
  private void collect() {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
    window.add(interval);
  }

  /** All frames' times so far. */
  synchronized EngineStatistics.Times times() {
    collect();
    return new EngineStatistics.Times(
        total.getTotalCount(),
        micros(total, 50),
        micros(total, 99),
        micros(total, 99.9),
        total.getMaxValue() / NANOS_PER_MICRO);
  }

  /** Begins to look at the frames to come by themselves. */
  synchronized void startWindow() {
    collect();
    window.reset();
  }

  /** Frames since {@link #startWindow}. */
  synchronized long windowFrames() {
    collect();
    return window.getTotalCount();
  }

  /** A percentile of their times in microseconds. */
  synchronized double windowMicros(double percentile) {
    collect();
    return micros(window, percentile);
  }

  private static double micros(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0
        ? 0
        : histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
  }

  Incidents incidents() {
    return incidents;
  }

  long frames() {
    return frames.get();
  }

  long overruns() {
    return overruns.get();
  }

  long gaps() {
    return gaps.get();
  }
}
