package org.silenzio.echo;

import org.silenzio.audio.ClippingDetector;

/**
 * Whether there is something to learn from the microphone: a muted one is digitally silent however
 * the loudspeaker plays, and a clipped one no longer follows it in a line.
 */
final class CaptureFitness {

  private final ClippingDetector clipping;
  private final int windowHops;
  private boolean wasClipped;
  private int unfitHops;

  /**
   * Makes one that finds nothing amiss.
   *
   * @param sampleRateHz of the capture
   * @param windowHops hops that the analysis window spans: a bad one spoils as many
   */
  CaptureFitness(int sampleRateHz, int windowHops) {
    clipping = new ClippingDetector(sampleRateHz);
    this.windowHops = windowHops;
  }

  /** The next hop was clipped, and a filter may have hidden it since. */
  void tellClipped() {
    wasClipped = true;
  }

  /** Takes the newest hop and tells whether the window that ends with it is fit. */
  boolean check(float[] samples) {
    int sounding = 0;
    for (float sample : samples) {
      sounding += sample != 0f ? 1 : 0;
    }
    boolean clipped = clipping.isClipped(samples, samples.length) || wasClipped;
    wasClipped = false;
    unfitHops = sounding > 0 && !clipped ? Math.max(0, unfitHops - 1) : windowHops;
    return unfitHops == 0;
  }

  void reset() {
    clipping.reset();
    wasClipped = false;
    unfitHops = 0;
  }
}
