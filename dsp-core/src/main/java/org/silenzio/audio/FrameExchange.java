package org.silenzio.audio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.silenzio.concurrent.Tally;

/**
 * Hands frames from one thread to another, in order: a ring of frames made beforehand, into which
 * one thread copies and out of which one other copies. Neither waits for the other, locks or
 * allocates.
 */
public final class FrameExchange {

  private static final VarHandle WRITTEN;
  private static final VarHandle READ;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WRITTEN = lookup.findVarHandle(FrameExchange.class, "written", long.class);
      READ = lookup.findVarHandle(FrameExchange.class, "read", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AudioFrame[] slots;
  private final Tally refused = new Tally();

  /** Frames ever handed over; raised by the producer once the frame's samples are in place. */
  @SuppressWarnings("unused") // read and written through WRITTEN
  private long written;

  /** Frames ever taken; raised by the consumer once the slot may be written again. */
  @SuppressWarnings("unused") // read and written through READ
  private long read;

  /**
   * Makes an empty exchange. [control]
   *
   * @param format the frames' format
   * @param capacityFrames how many may wait, 1 or more
   * @throws IllegalArgumentException if the capacity is under 1
   */
  public FrameExchange(StreamFormat format, int capacityFrames) {
    if (capacityFrames < 1) {
      throw new IllegalArgumentException(
          "capacityFrames is " + capacityFrames + ", allowed: 1 or more");
    }
    slots = new AudioFrame[capacityFrames];
    for (int n = 0; n < capacityFrames; n++) {
      slots[n] = new AudioFrame(format);
    }
  }

  /**
   * Hands over a copy of a frame. [producer], one thread at a time
   *
   * @param frame of the exchange's format; stays the caller's
   * @return false if the exchange is full: the frame is lost and counted
   * @throws IllegalArgumentException if the frame has another format
   */
  public boolean offer(AudioFrame frame) {
    long next = (long) WRITTEN.getOpaque(this);
    // acquire: the consumer is done with a slot before it is written again
    if (next - (long) READ.getAcquire(this) == slots.length) {
      refused.add(1);
      return false;
    }
    slot(next).copyFrom(frame);
    WRITTEN.setRelease(this, next + 1);
    return true;
  }

  /**
   * Takes the frame that has waited longest. [consumer], one thread at a time
   *
   * @param into receives the samples, of the exchange's format
   * @return false if none waits: the frame is left as it is
   * @throws IllegalArgumentException if the frame has another format
   */
  public boolean poll(AudioFrame into) {
    long next = (long) READ.getOpaque(this);
    if (next == (long) WRITTEN.getAcquire(this)) {
      return false;
    }
    into.copyFrom(slot(next));
    READ.setRelease(this, next + 1);
    return true;
  }

  /**
   * Drops the frames that have waited longest. [consumer], one thread at a time
   *
   * @param frames how many at the most, 0 or more
   * @return how many there were to drop
   */
  public int skip(int frames) {
    long next = (long) READ.getOpaque(this);
    int dropped = (int) Math.min(frames, (long) WRITTEN.getAcquire(this) - next);
    READ.setRelease(this, next + dropped);
    return dropped;
  }

  private AudioFrame slot(long number) {
    return slots[(int) (number % slots.length)];
  }

  /**
   * How many frames wait. [any]
   *
   * @return exact for the consumer at the moment of the call, save that more may come; for others a
   *     figure of the recent past
   */
  public int size() {
    long taken = (long) READ.getAcquire(this); // first, so that the difference is never negative
    return (int) Math.min((long) WRITTEN.getAcquire(this) - taken, slots.length);
  }

  /**
   * How many frames may wait. [any]
   *
   * @return the capacity given at construction
   */
  public int capacityFrames() {
    return slots.length;
  }

  /**
   * Frames that found the exchange full. [any]
   *
   * @return the count since construction
   */
  public long refusedFrames() {
    return refused.get();
  }
}
