package org.silenzio.eval.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counts what the measured thread allocates. JMH's own profiler counts the whole JVM, whose other
 * threads then look like some hundred bytes per frame.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The sum over all measured iterations, for JMH, which starts each one with 0. */
  public long bytes;

  private long before;

  /** To be called right before the first operation of an iteration, by the measured thread. */
  public void begin() {
    before = THREADS.getCurrentThreadAllocatedBytes();
  }

  /** To be called right after the last one. */
  public void end() {
    bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
