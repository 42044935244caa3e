package org.silenzio.echo;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameExchange;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;

/**
 * Brings the far end from the render thread to the audio thread, one frame per capture, and keeps
 * it punctual.
 *
 * <p>What waits in the queue makes the far end late to its own echo. A frame or two that come and
 * go are jitter: they even out the pace of two devices. But when the render thread stalls, captures
 * go without their frame, and when it then delivers all at once, just so many frames too many stand
 * in the queue: for ever, for each side takes and gives one per 10 ms. The echo would from then on
 * come before its cause, which no filter of the past can model and no search among delays repair.
 * So what stood in the queue throughout half a second is dropped. The same brings the two together
 * again after a stall of the capture, and when the loudspeaker's clock is the faster one.
 *
 * <p>Two devices that call at the same moment come now in one order, now in the other. There a drop
 * takes the very frame that is missed when the order changes, and the far end would jump to and fro
 * for the rest of the call. So a frame that comes a little late soon after a drop says that the
 * drop was wrong: one frame more may stand from then on, up to what the devices' own buffers make
 * harmless.
 *
 * <p>[render] {@link #offer}, [audio] {@link #take} and {@link #restart}, each one call at a time,
 * beside each other: they neither allocate, lock nor block. [any] the counts.
 */
public final class RenderFeed {

  /**
   * Capacity. A capture that stands still for so long is no jitter, and no canceller spans so long
   * an echo: what would wait beyond is of no use.
   */
  private static final double CAPACITY_MS = 1_000;

  /** What stands in the queue throughout this time is surplus: longer than any device's period. */
  private static final double STANDING_MS = 500;

  /** A late frame within this time after a drop is owed to the drop. */
  private static final double REGRET_MS = 10_000;

  /**
   * The most that may stay for good. A frame handed over now is heard no sooner than after one
   * buffer of the loudspeaker and one of the microphone, 10 ms each, so the echo is still the later
   * one.
   */
  private static final double LARGEST_CUSHION_MS = 20;

  private final FrameExchange exchange;
  private final Tally missing = new Tally();
  private final Tally dropped = new Tally();
  private final int standingFrames;
  private final int regretFrames;
  private final int largestCushion;
  private long refusedBefore;
  private int cushion;
  private int least;
  private int stood;
  private int sinceDrop;
  private int missedInRow;

  /**
   * Makes an empty feed. [control]
   *
   * @param format the far end's frames
   */
  public RenderFeed(StreamFormat format) {
    exchange = new FrameExchange(format, frames(CAPACITY_MS, format));
    standingFrames = frames(STANDING_MS, format);
    regretFrames = frames(REGRET_MS, format);
    largestCushion = frames(LARGEST_CUSHION_MS, format);
    restart();
  }

  private static int frames(double ms, StreamFormat format) {
    return (int) Math.ceil(ms / format.frameMs());
  }

  /**
   * Hands over a frame. [render]
   *
   * @param frame of the feed's format, copied
   * @return false if a second of sound waits already: the frame is dropped and counted
   * @throws IllegalArgumentException if the frame has another format
   */
  public boolean offer(AudioFrame frame) {
    return exchange.offer(frame);
  }

  /**
   * Takes the far end's frame for the next capture. [audio]
   *
   * @param into receives it, silence if none is there; of the feed's format
   * @throws IllegalArgumentException if the frame has another format
   */
  public void take(AudioFrame into) {
    long refused = exchange.refusedFrames();
    if (refused != refusedBefore) {
      // the capture stood still for so long that what waits is stale and what follows it is lost
      refusedBefore = refused;
      drop(exchange.capacityFrames());
    }
    boolean there = exchange.poll(into);
    int left = exchange.size();
    sinceDrop = Math.min(sinceDrop + 1, regretFrames);
    if (there) {
      regret(left);
      missedInRow = 0;
    } else {
      into.clear();
      missing.add(1);
      missedInRow = Math.min(missedInRow + 1, largestCushion + 1);
    }
    settle(left);
  }

  /** Keeps more if what was just missed was no stall but came a little late, soon after a drop. */
  private void regret(int left) {
    boolean late = missedInRow > 0 && missedInRow <= largestCushion && left >= missedInRow;
    if (late && sinceDrop < regretFrames) {
      cushion = Math.min(cushion + 1, largestCushion);
      sinceDrop = regretFrames; // once per drop
    }
  }

  /** Drops what has stood in the queue throughout. */
  private void settle(int left) {
    if (left <= cushion) {
      forgetStanding();
      return;
    }
    least = Math.min(least, left);
    stood++;
    if (stood == standingFrames) {
      drop(least - cushion);
      sinceDrop = 0;
      forgetStanding();
    }
  }

  private void forgetStanding() {
    least = Integer.MAX_VALUE;
    stood = 0;
  }

  private void drop(int frames) {
    dropped.add(exchange.skip(frames));
  }

  /** Drops all that waits: it is of no use to what follows. [audio] */
  public void restart() {
    drop(exchange.capacityFrames());
    refusedBefore = exchange.refusedFrames();
    cushion = 0;
    sinceDrop = regretFrames;
    missedInRow = 0;
    forgetStanding();
  }

  /**
   * Captures that had no frame. [any]
   *
   * @return the count since construction
   */
  public long missingFrames() {
    return missing.get();
  }

  /**
   * Frames that no capture met. [any]
   *
   * @return the count since construction
   */
  public long droppedFrames() {
    return dropped.get() + exchange.refusedFrames();
  }
}
