package org.silenzio.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Finds two threads inside a place that is for one at a time. Meant for assertions, so that it
 * costs nothing without {@code -ea}:
 *
 * <pre>{@code
 * assert caller.enter();
 * try {
 *   // for one thread at a time
 * } finally {
 *   assert caller.leave();
 * }
 * }</pre>
 */
public final class SingleCaller {

  private static final VarHandle INSIDE;

  static {
    try {
      INSIDE = MethodHandles.lookup().findVarHandle(SingleCaller.class, "inside", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String place;

  @SuppressWarnings("unused") // read and written through INSIDE
  private Thread inside;

  /**
   * Makes a guard that nobody has passed.
   *
   * @param place what is guarded, for the message
   */
  public SingleCaller(String place) {
    this.place = place;
  }

  /**
   * Marks the calling thread as inside. [any]
   *
   * @return true
   * @throws IllegalStateException if a thread is inside already
   */
  public boolean enter() {
    Thread other = (Thread) INSIDE.compareAndExchange(this, null, Thread.currentThread());
    if (other != null) {
      throw new IllegalStateException(
          place
              + " is for one caller at a time: "
              + Thread.currentThread().getName()
              + " came while "
              + other.getName()
              + " was in it");
    }
    return true;
  }

  /**
   * Marks the place as free. Called by the thread that entered.
   *
   * @return true
   */
  public boolean leave() {
    INSIDE.setRelease(this, null);
    return true;
  }
}
