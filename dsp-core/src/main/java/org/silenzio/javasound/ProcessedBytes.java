package org.silenzio.javasound;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javax.sound.sampled.AudioInputStream;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;

/**
 * A stream's samples behind a processor, as bytes of the same layout. The processor's delay is left
 * out at the beginning and fetched at the end, so that sound lies where it lay and is as long.
 */
final class ProcessedBytes extends InputStream {

  private final AudioInputStream source;
  private final FrameProcessor processor;
  private final PcmLayout layout;
  private final AudioFrame frame;
  private final byte[] in;
  private final byte[] out;

  /** Bytes of {@link #out} that were made and not yet read. */
  private int outFrom;

  private int outTo;

  /** Samples still to be left out at the beginning. */
  private long toDrop;

  private long receivedSamples;
  private long madeSamples;
  private boolean ended;
  private volatile boolean closed;

  ProcessedBytes(AudioInputStream source, FrameProcessor processor, PcmLayout layout) {
    this.source = source;
    this.processor = processor;
    this.layout = layout;
    this.frame = new AudioFrame(processor.format());
    this.in = new byte[processor.format().frameSamples() * layout.frameBytes()];
    this.out = new byte[in.length];
    this.toDrop = processor.latencySamples();
  }

  @Override
  public int read() throws IOException {
    return refill() ? out[outFrom++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!refill()) {
      return -1;
    }
    int count = Math.min(length, outTo - outFrom);
    System.arraycopy(out, outFrom, to, offset, count);
    outFrom += count;
    return count;
  }

  /** What the frames that the source has ready will give. */
  @Override
  public int available() throws IOException {
    checkOpen();
    long ready = (long) source.available() / in.length * in.length;
    long dropped = Math.min(ready, toDrop * layout.frameBytes());
    return (int) (outTo - outFrom + ready - dropped);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try (processor) {
      source.close();
    }
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
  }

  /** Makes frames until there is something to read; false at the end. */
  private boolean refill() throws IOException {
    checkOpen();
    while (outFrom == outTo) {
      if (ended && madeSamples == receivedSamples) {
        return false;
      }
      makeFrame();
    }
    return true;
  }

  private void makeFrame() throws IOException {
    int frameSamples = frame.format().frameSamples();
    int got = ended ? 0 : source.readNBytes(in, 0, in.length) / layout.frameBytes();
    ended |= got < frameSamples;
    receivedSamples += got;
    layout.decode(in, frame, got);
    for (int c = 0; c < frame.format().channels(); c++) {
      Arrays.fill(frame.channel(c), got, frameSamples, 0f);
    }
    try {
      processor.process(frame);
    } catch (IllegalStateException e) {
      checkOpen(); // another thread closed it meanwhile
      throw e;
    }
    int from = (int) Math.min(toDrop, frameSamples);
    toDrop -= from;
    int count = (int) Math.min(frameSamples - from, receivedSamples - madeSamples);
    layout.encode(frame, from, count, out);
    madeSamples += count;
    outFrom = 0;
    outTo = count * layout.frameBytes();
  }
}
