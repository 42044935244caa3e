package org.silenzio.eval.bench.clock;

import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Ties the flight recorder's clock to {@link System#nanoTime()}. */
@Name(ClockMark.NAME)
@Label("Clock mark")
@StackTrace(false)
final class ClockMark extends jdk.jfr.Event {

  static final String NAME = "org.silenzio.ClockMark";
  static final String NANO_TIME = "nanoTimeNanos";

  @Label("System.nanoTime at the event")
  long nanoTimeNanos;

  static void emit() {
    ClockMark mark = new ClockMark();
    mark.nanoTimeNanos = System.nanoTime();
    mark.commit();
  }
}
