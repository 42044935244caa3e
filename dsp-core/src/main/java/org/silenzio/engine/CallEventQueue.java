package org.silenzio.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.silenzio.audio.StreamFormat;

/**
 * Recorded frames on their way from one thread to another, in places made beforehand. [audio]
 * {@link #next}, {@link #publish}; [control] {@link #peek}, {@link #release}. Nobody waits.
 */
final class CallEventQueue {

  private final RecordedFrame[] places;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  CallEventQueue(StreamFormat format, StreamFormat farEnd, int capacityFrames) {
    places = new RecordedFrame[capacityFrames];
    for (int n = 0; n < capacityFrames; n++) {
      places[n] = new RecordedFrame(format, farEnd);
    }
  }

  /** The place to fill next; null if all wait to be read. */
  RecordedFrame next() {
    long at = written.getPlain();
    return at - read.getAcquire() == places.length ? null : place(at);
  }

  /** Hands over what was filled. */
  void publish() {
    written.setRelease(written.getPlain() + 1);
  }

  /** The frame that waits longest; null if none does. */
  RecordedFrame peek() {
    long at = read.getPlain();
    return at == written.getAcquire() ? null : place(at);
  }

  /** Gives its place back. */
  void release() {
    read.setRelease(read.getPlain() + 1);
  }

  private RecordedFrame place(long number) {
    return places[(int) (number % places.length)];
  }
}
