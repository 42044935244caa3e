package org.silenzio.eval.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import javax.sound.sampled.AudioFormat;

/** Writes sound into a stream as it comes: raw samples, or a WAV with a header before them. */
public final class SoundPipeWriter {

  private final String name;
  private final OutputStream stream;
  private final SampleEncoding encoding;
  private final int channels;
  private final int padding;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  private SoundPipeWriter(
      String name, OutputStream stream, SampleEncoding encoding, int channels, int padding) {
    this.name = name;
    this.stream = stream;
    this.encoding = encoding;
    this.channels = channels;
    this.padding = padding;
  }

  /**
   * Writes samples without a header.
   *
   * @param name what messages call the stream
   * @param stream neither buffered nor closed
   * @param format how samples are stored
   */
  public static SoundPipeWriter raw(String name, OutputStream stream, RawFormat format) {
    return new SoundPipeWriter(name, stream, format.encoding(), format.channels(), 0);
  }

  /**
   * Writes a WAV, its header at once.
   *
   * @param name what messages call the stream
   * @param stream neither buffered nor closed
   * @param format how samples are stored
   * @param samples how many samples each channel will have; empty if nobody knows
   * @throws SoundWriteException if the stream does not take it
   */
  public static SoundPipeWriter wav(
      String name, OutputStream stream, RawFormat format, OptionalLong samples) throws IOException {
    AudioFormat stored = format.encoding().audioFormat(format.sampleRateHz(), format.channels());
    WavHeader header =
        new WavHeader(
            stored,
            samples.isPresent()
                ? OptionalLong.of(samples.getAsLong() * stored.getFrameSize())
                : OptionalLong.empty());
    SoundPipeWriter writer =
        new SoundPipeWriter(name, stream, format.encoding(), format.channels(), header.padding());
    byte[] head = header.toBytes();
    writer.put(head, head.length);
    return writer;
  }

  /**
   * Writes samples and lets them go at once.
   *
   * @param from one array per channel
   * @param start the index of the first sample
   * @param count how many samples, 0 or more
   * @throws SoundWriteException if the stream does not take them
   */
  public void write(float[][] from, int start, int count) throws IOException {
    int needed = count * channels * encoding.bytes();
    if (bytes.capacity() < needed) {
      bytes = ByteBuffer.allocate(needed).order(ByteOrder.LITTLE_ENDIAN);
    }
    bytes.clear();
    for (int i = start; i < start + count; i++) {
      for (int c = 0; c < channels; c++) {
        encoding.put(bytes, from[c][i]);
      }
    }
    put(bytes.array(), needed);
  }

  /** Ends the sound, with the byte that a WAV of odd length wants. */
  public void end() throws IOException {
    put(new byte[padding], padding);
  }

  private void put(byte[] source, int count) throws IOException {
    try {
      stream.write(source, 0, count);
      stream.flush();
    } catch (IOException e) {
      throw new SoundWriteException(name, e.getMessage(), e);
    }
  }
}
