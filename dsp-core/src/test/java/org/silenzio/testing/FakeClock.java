package org.silenzio.testing;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The time by which a {@link FakeSoundCard} works. */
public interface FakeClock {

  /** The time. */
  long nanos();

  /** Waits. */
  void sleep(long nanos);

  /** The system's own, for programs that have threads. */
  static FakeClock real() {
    return new FakeClock() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(long nanos) {
        LockSupport.parkNanos(nanos);
      }
    };
  }

  /** One that passes only while somebody waits: exact, whatever else the machine does. */
  static FakeClock ofWaiting() {
    AtomicLong now = new AtomicLong();
    return new FakeClock() {
      @Override
      public long nanos() {
        return now.get();
      }

      @Override
      public void sleep(long nanos) {
        now.addAndGet(nanos);
      }
    };
  }
}
