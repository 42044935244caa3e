package org.silenzio.eval.scenario;

import java.io.IOException;
import java.nio.file.Path;

/** An impulse response from a recording, scaled to the energy 1. */
final class MeasuredResponse {

  /** The direct sound is the first that comes within 6 dB of the highest. */
  private static final double DIRECT_SHARE = 0.5;

  private MeasuredResponse() {}

  static ImpulseResponse load(Path file, int sampleRateHz) throws IOException {
    double[] taps = Recordings.load(file, sampleRateHz);
    double energy = 0;
    for (double tap : taps) {
      energy += tap * tap;
    }
    if (energy == 0) {
      throw new ScenarioException(file + ": is silent, allowed: an impulse response");
    }
    Levels.scale(taps, 1 / Math.sqrt(energy));
    double threshold = DIRECT_SHARE * Levels.peak(taps);
    int direct = 0;
    while (Math.abs(taps[direct]) < threshold) {
      direct++;
    }
    return new ImpulseResponse(taps, 0, (double) direct / sampleRateHz);
  }
}
