package org.silenzio.eval.corpus;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.silenzio.audio.AudioFrame;

/** A WAV file of 16 bits that takes frames as they come, and says how long it is once closed. */
public final class GrowingWav implements Closeable {

  private final RandomAccessFile file;
  private final RawFormat format;
  private final SoundPipeWriter writer;
  private final float[][] channels;
  private final String name;
  private long samples;

  /**
   * Begins a file.
   *
   * @param path where it goes; a file of that name is replaced
   * @param sampleRateHz its rate
   * @param channels its channels
   * @throws SoundWriteException if it cannot be written
   */
  public GrowingWav(Path path, int sampleRateHz, int channels) throws IOException {
    this.name = path.toString();
    this.format = new RawFormat(sampleRateHz, channels, SampleEncoding.PCM_16);
    this.channels = new float[channels][];
    try {
      file = new RandomAccessFile(path.toFile(), "rw");
      file.setLength(0);
    } catch (IOException e) {
      throw new SoundWriteException(path, e.getMessage(), e);
    }
    writer = SoundPipeWriter.wav(name, stream(), format, OptionalLong.empty());
  }

  private OutputStream stream() {
    return Channels.newOutputStream(file.getChannel());
  }

  /** Appends a frame of the file's rate and channels. */
  public void write(AudioFrame frame) throws IOException {
    for (int c = 0; c < channels.length; c++) {
      channels[c] = frame.channel(c);
    }
    writer.write(channels, 0, frame.format().frameSamples());
    samples += frame.format().frameSamples();
  }

  /** States the length in the header. */
  @Override
  public void close() throws IOException {
    try (file) {
      file.seek(0);
      SoundPipeWriter unusedHeader =
          SoundPipeWriter.wav(name, stream(), format, OptionalLong.of(samples));
    }
  }
}
