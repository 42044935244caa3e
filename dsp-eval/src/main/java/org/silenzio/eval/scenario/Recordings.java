package org.silenzio.eval.scenario;

import java.io.IOException;
import java.nio.file.Path;
import org.silenzio.eval.corpus.Recording;

/** Recordings at the rate of a scenario. */
final class Recordings {

  private Recordings() {}

  /** The first channel of a recording. */
  static double[] load(Path file, int sampleRateHz) throws IOException {
    Recording recording = Recording.load(file);
    float[] stored = recording.channels()[0];
    double[] samples = new double[stored.length];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = stored[n];
    }
    return RateConversion.convert(samples, recording.sampleRateHz(), sampleRateHz);
  }
}
