package org.silenzio.natives.opus;

import java.util.concurrent.atomic.AtomicInteger;

/** A value on its way from any thread to the audio thread; a later one replaces it. */
final class PendingSetting {

  /** No setting has this value. */
  static final int NONE = Integer.MIN_VALUE;

  private final AtomicInteger pending = new AtomicInteger(NONE);

  /** [any] */
  void offer(int value) {
    pending.set(value);
  }

  /** The value that came since the last call, or {@link #NONE}. [audio] */
  int take() {
    return pending.getOpaque() == NONE ? NONE : pending.getAndSet(NONE);
  }
}
