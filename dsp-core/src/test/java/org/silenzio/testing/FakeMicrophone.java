package org.silenzio.testing;

import javax.sound.sampled.DataLine;
import javax.sound.sampled.TargetDataLine;

/** Gives what its card's room holds; what nobody fetches in time is lost. */
public final class FakeMicrophone extends FakeLine implements TargetDataLine {

  private final FakeSoundCard card;
  private long readBytes;

  FakeMicrophone(DataLine.Info info, FakeSoundCard card) {
    super(info, card.clock());
    this.card = card;
  }

  @Override
  public int available() {
    return (int) Math.min(getBufferSize(), passedBytes() - readBytes);
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    int done = 0;
    while (done < length && isRunning()) {
      long behind = passedBytes() - readBytes - getBufferSize();
      readBytes += Math.max(0, behind); // the oldest are overwritten
      int ready = Math.min(available(), length - done);
      if (ready == 0) {
        await();
      } else {
        card.heard(readBytes, to, offset + done, ready, getFormat());
        readBytes += ready;
        done += ready;
      }
    }
    return done;
  }

  @Override
  public void drain() {}
}
