package org.silenzio.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Tells the control thread what befell an audio thread: a ring of kinds and figures, never waiting;
 * what finds it full is lost, the counts elsewhere are not.
 */
final class Incidents {

  /** A frame took longer than its budget. */
  static final int OVERRUN = 0;

  /** The device did not call for a while. */
  static final int GAP = 1;

  private static final int CAPACITY = 64;

  private static final VarHandle WRITTEN;
  private static final VarHandle READ;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WRITTEN = lookup.findVarHandle(Incidents.class, "written", long.class);
      READ = lookup.findVarHandle(Incidents.class, "read", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int[] kinds = new int[CAPACITY];
  private final long[] nanos = new long[CAPACITY];

  @SuppressWarnings("unused") // read and written through WRITTEN
  private long written;

  @SuppressWarnings("unused") // read and written through READ
  private long read;

  private int kind;
  private long duration;

  /** Tells of an incident. [audio], one thread */
  void add(int kindOf, long nanosTaken) {
    long next = (long) WRITTEN.getOpaque(this);
    if (next - (long) READ.getAcquire(this) == CAPACITY) {
      return;
    }
    int slot = (int) (next % CAPACITY);
    kinds[slot] = kindOf;
    nanos[slot] = nanosTaken;
    WRITTEN.setRelease(this, next + 1);
  }

  /** Goes on to the next incident, if there is one. [control], one thread */
  boolean next() {
    long at = (long) READ.getOpaque(this);
    if (at == (long) WRITTEN.getAcquire(this)) {
      return false;
    }
    int slot = (int) (at % CAPACITY);
    kind = kinds[slot];
    duration = nanos[slot];
    READ.setRelease(this, at + 1);
    return true;
  }

  int kind() {
    return kind;
  }

  /** How long it took, in nanoseconds. */
  long nanos() {
    return duration;
  }
}
