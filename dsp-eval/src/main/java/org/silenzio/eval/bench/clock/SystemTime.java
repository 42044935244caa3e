package org.silenzio.eval.bench.clock;

import java.util.concurrent.locks.LockSupport;

/** The machine's own time. */
final class SystemTime implements TimeSource {

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void parkNanos(long nanos) {
    LockSupport.parkNanos(nanos);
  }
}
