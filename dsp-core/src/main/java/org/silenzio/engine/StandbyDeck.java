package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;

/**
 * The cleaner that serves, and the one that is about to: changes from one to the other by a
 * cross-fade. [audio] but for what says otherwise
 */
final class StandbyDeck {

  private final SampleKernel kernel = Kernels.samples();
  private final StreamFormat format;
  private final CaptureTap tap;
  private final Ramp fade;
  private volatile Cleaner active;
  private volatile int activeIndex;
  private volatile Standby offered;
  private Standby seen;
  private Standby feeding; // null: none learns or takes over

  StandbyDeck(StreamFormat format, Cleaner first, int firstIndex, CaptureTap tap) {
    this.format = format;
    this.tap = tap;
    active = first;
    activeIndex = firstIndex;
    fade = new Ramp(0f, format.frameMs());
  }

  /** Lets a standby listen from the next frame on; null lets the present one go. [control] */
  void offer(Standby standby) {
    offered = standby;
  }

  /** Lets a cleaner serve from now on, gives the one before. [control], while no frame comes */
  Cleaner put(Cleaner cleaner, int index) {
    Cleaner before = active;
    active = cleaner;
    activeIndex = index;
    return before;
  }

  /** Cleans a frame. */
  void process(AudioFrame farEnd, AudioFrame frame, Shares shares) {
    adopt();
    Standby next = feeding;
    if (next != null && !next.feed(farEnd, frame, shares)) {
      giveUp(next);
      next = null;
    }
    active.process(farEnd, frame, shares);
    if (next != null && next.isReleased() && next.catchUp()) {
      fadeOver(next, frame);
    }
  }

  private void adopt() {
    Standby standby = offered;
    if (standby != seen && fade.restsAt(0f)) {
      seen = standby;
      feeding = standby;
      if (standby != null) {
        tap.standby(standby.levelIndex());
      }
    }
  }

  private void giveUp(Standby standby) {
    standby.fail();
    feeding = null;
    fade.jump(0f);
  }

  private void fadeOver(Standby next, AudioFrame frame) {
    if (fade.restsAt(0f)) {
      tap.takeOver(next.levelIndex());
    }
    fade.aim(1f);
    fade.advance();
    int length = format.frameSamples();
    for (int c = 0; c < format.channels(); c++) {
      float[] samples = frame.channel(c);
      kernel.gain(samples, 0, length, 1f - fade.from(), 1f - fade.to());
      kernel.mix(samples, 0, next.output().channel(c), 0, length, fade.from(), fade.to());
    }
    if (fade.to() >= 1f) {
      takeOver(next);
    }
  }

  private void takeOver(Standby next) {
    Cleaner old = active;
    active = next.cleaner();
    activeIndex = next.levelIndex();
    feeding = null;
    fade.jump(0f);
    next.tookOverFrom(old);
  }

  /** The cleaner that serves. [any] */
  Cleaner active() {
    return active;
  }

  /** Its place among the levels. [any] */
  int activeIndex() {
    return activeIndex;
  }

  void reset() {
    Standby next = feeding;
    if (next != null) {
      giveUp(next);
    }
    active.reset();
  }

  /** Closes the cleaner that serves. [control], once no frame comes any more */
  void close() {
    active.close();
  }
}
