package org.silenzio.eval.corpus;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A whole recording in memory.
 *
 * @param sampleRateHz samples per second
 * @param channels planar samples, full scale at ±1
 */
public record Recording(int sampleRateHz, float[][] channels) {

  /** Reads a whole file. */
  public static Recording load(Path file) throws IOException {
    try (SoundReader reader = SoundReader.open(file)) {
      return readAll(reader);
    }
  }

  /** Reads a source to its end. */
  public static Recording readAll(SampleSource source) throws IOException {
    int samples = Math.toIntExact(source.samples());
    float[][] channels = new float[source.channels()][samples];
    source.read(channels, samples);
    return new Recording(source.sampleRateHz(), channels);
  }

  public int samples() {
    return channels[0].length;
  }

  public double seconds() {
    return (double) samples() / sampleRateHz;
  }

  /** Reads this recording from its beginning. */
  public SampleSource source() {
    return new SampleSource() {
      private int position;

      @Override
      public int sampleRateHz() {
        return sampleRateHz;
      }

      @Override
      public int channels() {
        return channels.length;
      }

      @Override
      public long samples() {
        return Recording.this.samples();
      }

      @Override
      public int read(float[][] to, int count) {
        int taken = Math.min(count, Recording.this.samples() - position);
        for (int c = 0; c < channels.length; c++) {
          System.arraycopy(channels[c], position, to[c], 0, taken);
        }
        position += taken;
        return taken;
      }
    };
  }
}
