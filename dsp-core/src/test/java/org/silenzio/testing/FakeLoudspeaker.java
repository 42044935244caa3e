package org.silenzio.testing;

import javax.sound.sampled.DataLine;
import javax.sound.sampled.SourceDataLine;

/** Takes sound as fast as it plays it; what it plays, its card keeps. */
public final class FakeLoudspeaker extends FakeLine implements SourceDataLine {

  private final FakeSoundCard card;

  /** Bytes written since the device last began with an empty buffer. */
  private long writtenBytes;

  FakeLoudspeaker(DataLine.Info info, FakeSoundCard card) {
    super(info, card.clock());
    this.card = card;
  }

  @Override
  public int available() {
    return (int) Math.min(getBufferSize(), getBufferSize() - writtenBytes + passedBytes());
  }

  @Override
  public int write(byte[] from, int offset, int length) {
    int done = 0;
    while (done < length && isOpen()) {
      if (passedBytes() > writtenBytes) { // it had run out
        restart();
        writtenBytes = 0;
      }
      int room = Math.min(available(), length - done);
      if (room == 0) {
        await();
      } else {
        card.played(from, offset + done, room);
        writtenBytes += room;
        done += room;
      }
    }
    return done;
  }

  @Override
  public void drain() {
    while (isRunning() && passedBytes() < writtenBytes) {
      await();
    }
  }
}
