package org.silenzio.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * A WAV of 32-bit floats that is always whole: its lengths are put right with every flush, so that
 * a process that dies leaves what was flushed. Read or written from the beginning on, one thread.
 */
final class FloatWavFile implements AutoCloseable {

  private static final int HEADER_BYTES = 58;
  private static final int FORMAT_FLOAT = 3;

  private final FileChannel file;
  private final StreamFormat format;
  private final ByteBuffer samples;
  private long frames;

  private FloatWavFile(FileChannel file, StreamFormat format) {
    this.file = file;
    this.format = format;
    samples =
        ByteBuffer.allocate(format.channels() * format.frameSamples() * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Begins a file that is not there yet. */
  static FloatWavFile create(Path path, StreamFormat format) throws IOException {
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      FloatWavFile wav = new FloatWavFile(file, format);
      wav.flush();
      file.position(HEADER_BYTES);
      return wav;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Opens what {@link #create} made, with the same format. */
  static FloatWavFile open(Path path, StreamFormat format) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      FloatWavFile wav = new FloatWavFile(file, format);
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      while (header.hasRemaining() && file.read(header) >= 0) {
        // until the header is whole or the file ends
      }
      ByteBuffer expected = wav.header();
      for (int at : new int[] {0, 12, 20, 22, 24, 34}) { // RIFF, fmt, kind, channels, rate, bits
        if (header.hasRemaining() || header.getShort(at) != expected.getShort(at)) {
          throw new IOException(path + " is no WAV of 32-bit floats as the recording says");
        }
      }
      return wav;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  void write(AudioFrame frame) throws IOException {
    samples.clear();
    for (int i = 0; i < format.frameSamples(); i++) {
      for (int c = 0; c < format.channels(); c++) {
        samples.putFloat(frame.channel(c)[i]);
      }
    }
    samples.flip();
    while (samples.hasRemaining()) {
      file.write(samples);
    }
    frames++;
  }

  /** Reads the next frame; false at the end, or where less than a frame is left. */
  boolean read(AudioFrame frame) throws IOException {
    samples.clear();
    while (samples.hasRemaining()) {
      if (file.read(samples) < 0) {
        return false;
      }
    }
    samples.flip();
    for (int i = 0; i < format.frameSamples(); i++) {
      for (int c = 0; c < format.channels(); c++) {
        frame.channel(c)[i] = samples.getFloat();
      }
    }
    return true;
  }

  /** Puts the header's lengths right. */
  void flush() throws IOException {
    ByteBuffer header = header();
    int at = 0;
    while (header.hasRemaining()) {
      at += file.write(header, at);
    }
  }

  private ByteBuffer header() {
    int block = format.channels() * Float.BYTES;
    long samplesBytes = frames * format.frameSamples() * block;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    tag(header, "RIFF").putInt((int) (HEADER_BYTES - 8 + samplesBytes));
    tag(tag(header, "WAVE"), "fmt ").putInt(18);
    header.putShort((short) FORMAT_FLOAT).putShort((short) format.channels());
    header.putInt(format.sampleRateHz()).putInt(format.sampleRateHz() * block);
    header.putShort((short) block).putShort((short) Float.SIZE).putShort((short) 0);
    tag(header, "fact").putInt(4).putInt((int) (frames * format.frameSamples()));
    tag(header, "data").putInt((int) samplesBytes);
    return header.flip();
  }

  private static ByteBuffer tag(ByteBuffer header, String tag) {
    return header.put(tag.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
