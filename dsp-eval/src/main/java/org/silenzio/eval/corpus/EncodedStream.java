package org.silenzio.eval.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A source's samples as the bytes of an encoding, interleaved, little endian. */
final class EncodedStream extends InputStream {

  private static final int CHUNK_SAMPLES = 4_096;

  private final SampleSource source;
  private final SampleEncoding encoding;
  private final float[][] samples;
  private final ByteBuffer bytes;

  EncodedStream(SampleSource source, SampleEncoding encoding) {
    this.source = source;
    this.encoding = encoding;
    this.samples = new float[source.channels()][CHUNK_SAMPLES];
    this.bytes =
        ByteBuffer.allocate(CHUNK_SAMPLES * source.channels() * encoding.bytes())
            .order(ByteOrder.LITTLE_ENDIAN)
            .limit(0);
  }

  @Override
  public int read() throws IOException {
    return refill() ? bytes.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!refill()) {
      return -1;
    }
    int taken = Math.min(length, bytes.remaining());
    bytes.get(to, offset, taken);
    return taken;
  }

  private boolean refill() throws IOException {
    if (bytes.hasRemaining()) {
      return true;
    }
    int count = source.read(samples, CHUNK_SAMPLES);
    bytes.clear();
    for (int i = 0; i < count; i++) {
      for (float[] channel : samples) {
        encoding.put(bytes, channel[i]);
      }
    }
    bytes.flip();
    return count > 0;
  }
}
