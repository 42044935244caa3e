package org.silenzio.eval.bench.clock;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;

/** The machine's own time. */
final class SystemTime implements TimeSource {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Override
  public long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void parkNanos(long nanos) {
    LockSupport.parkNanos(nanos);
  }
}
