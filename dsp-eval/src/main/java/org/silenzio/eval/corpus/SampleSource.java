package org.silenzio.eval.corpus;

import java.io.IOException;

/** Sound that is read from its beginning to its end, a piece at a time. */
public interface SampleSource {

  int sampleRateHz();

  int channels();

  /** How many samples each channel has in all. */
  long samples();

  /**
   * Reads the next samples.
   *
   * @param to one array per channel, filled from index 0, full scale at ±1
   * @param count how many samples to read at the most, 1 or more
   * @return how many were read into each channel; fewer than {@code count} only at the end
   * @throws IOException if the sound cannot be read to its stated end
   */
  int read(float[][] to, int count) throws IOException;
}
