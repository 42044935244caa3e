package org.silenzio.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A count that one thread raises and any thread reads, without a lock or an atomic
 * read-modify-write.
 */
public final class Tally {

  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(Tally.class, "count", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // read and written through COUNT
  private long count;

  /** Makes a tally of zero. */
  public Tally() {}

  /**
   * Raises the count. [audio], one writer
   *
   * @param amount how much to add, 0 or more
   */
  public void add(long amount) {
    COUNT.setRelease(this, (long) COUNT.getOpaque(this) + amount);
  }

  /**
   * The count so far. [any]
   *
   * @return the sum of all that was added
   */
  public long get() {
    return (long) COUNT.getAcquire(this);
  }
}
