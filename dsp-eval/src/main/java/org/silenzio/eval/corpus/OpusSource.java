package org.silenzio.eval.corpus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.silenzio.natives.opus.OggOpusReader;

/** An Ogg Opus file's sound at 48 kHz, its channels in the order of WAV files. */
public final class OpusSource implements SampleSource, Closeable {

  private final Path file;
  private final OggOpusReader reader;
  private final long samples;
  private long position;

  /**
   * Takes a reader over, at its first sample.
   *
   * @param file named in messages
   * @param reader one that can be sought in, closed with this
   * @throws SoundFileException if the sound has no end that is known
   */
  public OpusSource(Path file, OggOpusReader reader) throws IOException {
    this.file = file;
    this.reader = reader;
    this.samples = reader.samples();
    if (samples < 0) {
      throw new SoundFileException(file, "does not say how long it is");
    }
  }

  @Override
  public int sampleRateHz() {
    return OggOpusReader.SAMPLE_RATE_HZ;
  }

  @Override
  public int channels() {
    return reader.channels();
  }

  @Override
  public long samples() {
    return samples;
  }

  /** How often something was missing or damaged so far. */
  public long gaps() {
    return reader.gaps();
  }

  @Override
  public int read(float[][] to, int count) throws IOException {
    int wanted = (int) Math.min(count, samples - position);
    int read;
    try {
      read = reader.read(SurroundOrder.toOpus(to), 0, wanted);
    } catch (IOException e) {
      throw new SoundFileException(file, e.getMessage(), e);
    }
    for (float[] channel : to) {
      Arrays.fill(channel, read, wanted, 0f); // the end is missing
    }
    position += wanted;
    return wanted;
  }

  @Override
  public void close() {
    reader.close();
  }
}
