package org.silenzio.eval.run;

import java.io.IOException;
import java.util.Arrays;
import org.silenzio.eval.corpus.SampleSource;
import org.silenzio.transform.Resampler;

/** A source's sound at another rate, in time with the original. */
final class ConvertedSource implements SampleSource {

  private static final int PIECE_SAMPLES = 4_096;

  private final SampleSource input;
  private final int outputRateHz;
  private final long samples;
  private final Resampler resampler;
  private final float[][] piece;
  private final float[][] output;
  private int outputStart;
  private int outputEnd;
  private long toDrop;
  private long delivered;

  private ConvertedSource(SampleSource input, int outputRateHz) {
    this.input = input;
    this.outputRateHz = outputRateHz;
    samples = input.samples() * outputRateHz / input.sampleRateHz();
    resampler = new Resampler(input.sampleRateHz(), outputRateHz, input.channels());
    piece = new float[input.channels()][PIECE_SAMPLES];
    output = new float[input.channels()][resampler.maxOutputSamples(PIECE_SAMPLES)];
    toDrop = Math.round(resampler.latencySeconds() * outputRateHz);
  }

  /** The source itself where it has the rate already. */
  static SampleSource of(SampleSource input, int outputRateHz) {
    return input.sampleRateHz() == outputRateHz ? input : new ConvertedSource(input, outputRateHz);
  }

  @Override
  public int sampleRateHz() {
    return outputRateHz;
  }

  @Override
  public int channels() {
    return input.channels();
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public int read(float[][] to, int count) throws IOException {
    int wanted = (int) Math.min(count, samples - delivered);
    int read = 0;
    while (read < wanted) {
      if (outputStart == outputEnd) {
        refill();
        continue;
      }
      int taken = Math.min(wanted - read, outputEnd - outputStart);
      for (int c = 0; c < output.length; c++) {
        System.arraycopy(output[c], outputStart, to[c], read, taken);
      }
      outputStart += taken;
      read += taken;
    }
    delivered += read;
    return read;
  }

  private void refill() throws IOException {
    int got = input.read(piece, PIECE_SAMPLES);
    for (float[] channel : piece) {
      Arrays.fill(channel, got, PIECE_SAMPLES, 0f); // behind the end: silence, to fetch the rest
    }
    outputEnd = resampler.process(piece, 0, PIECE_SAMPLES, output, 0);
    outputStart = (int) Math.min(toDrop, outputEnd);
    toDrop -= outputStart;
  }
}
