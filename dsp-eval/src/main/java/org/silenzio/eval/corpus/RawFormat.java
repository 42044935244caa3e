package org.silenzio.eval.corpus;

import org.silenzio.audio.StreamFormat;

/**
 * Samples without a header: interleaved, little endian.
 *
 * @param sampleRateHz samples per second and channel
 * @param channels channels, from 1
 * @param encoding how a sample is stored
 */
public record RawFormat(int sampleRateHz, int channels, SampleEncoding encoding) {

  /** Checks rate and channels as every stream's. */
  public RawFormat {
    StreamFormat unusedCheck = new StreamFormat(sampleRateHz, channels, 1);
  }
}
