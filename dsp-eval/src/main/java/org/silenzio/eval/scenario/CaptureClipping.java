package org.silenzio.eval.scenario;

/** The microphone's converter, which holds samples to its range. */
final class CaptureClipping {

  private CaptureClipping() {}

  /** Clips in place and says how many samples were beyond the level. */
  static int clip(float[] samples, float level) {
    int clipped = 0;
    for (int n = 0; n < samples.length; n++) {
      if (Math.abs(samples[n]) > level) {
        samples[n] = Math.copySign(level, samples[n]);
        clipped++;
      }
    }
    return clipped;
  }
}
