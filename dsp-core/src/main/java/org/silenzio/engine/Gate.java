package org.silenzio.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one audio thread in and out, until it is closed; whoever closes it waits for the frame at
 * hand, never the audio thread for anybody.
 */
final class Gate {

  /** No frame takes so long: a thread that does not come out has died inside. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final VarHandle INSIDE;

  static {
    try {
      INSIDE = MethodHandles.lookup().findVarHandle(Gate.class, "inside", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String place;
  private volatile boolean closed;

  @SuppressWarnings("unused") // read and written through INSIDE
  private Thread inside;

  Gate(String place) {
    this.place = place;
  }

  /**
   * Goes in. [audio]
   *
   * @throws IllegalStateException if the gate is closed, or another thread is inside
   */
  void enter() {
    Thread me = Thread.currentThread();
    Thread other = (Thread) INSIDE.compareAndExchange(this, null, me);
    if (other != null) {
      throw new IllegalStateException(
          place
              + " is for one caller at a time: "
              + me.getName()
              + " came while "
              + other.getName()
              + " was in it");
    }
    if (closed) {
      leave();
      throw new IllegalStateException(place + " is closed");
    }
  }

  /** Goes out. [audio] */
  void leave() {
    INSIDE.setRelease(this, null);
  }

  /**
   * Closes, once nobody is inside. [control]
   *
   * @return false if it was closed before
   */
  synchronized boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    long started = System.nanoTime();
    while (INSIDE.getVolatile(this) != null
        && INSIDE.getVolatile(this) != Thread.currentThread()
        && System.nanoTime() - started < PATIENCE_NANOS) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return true;
  }
}
