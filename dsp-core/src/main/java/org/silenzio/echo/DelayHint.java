package org.silenzio.echo;

/** What the application knows of the echo's delay. [any] */
final class DelayHint {

  private volatile int delayMs;

  /** Takes the application's word. */
  void set(int delayMs) {
    this.delayMs = delayMs;
  }

  /** The delay in ms, 0 while nothing was said. */
  int delayMs() {
    return delayMs;
  }
}
