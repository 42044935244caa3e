package org.silenzio.echo;

/**
 * Whether there is something to learn from the microphone: a muted one is digitally silent however
 * the loudspeaker plays, and a clipped one no longer follows it in a line.
 */
final class CaptureFitness {

  /**
   * Magnitude from which a sample counts as clipped: the highest that 16 bits hold, and 1 % less.
   */
  private static final float CLIPPED = 0.99f;

  /** So many in a hop are no chance. */
  private static final int LEAST_CLIPPED = 2;

  private final int windowHops;
  private int unfitHops;

  /**
   * Makes one that finds nothing amiss.
   *
   * @param windowHops hops that the analysis window spans: a bad one spoils as many
   */
  CaptureFitness(int windowHops) {
    this.windowHops = windowHops;
  }

  /** Takes the newest hop and tells whether the window that ends with it is fit. */
  boolean check(float[] samples) {
    int sounding = 0;
    int clipped = 0;
    for (float sample : samples) {
      sounding += sample != 0f ? 1 : 0;
      clipped += Math.abs(sample) >= CLIPPED ? 1 : 0;
    }
    boolean fit = sounding > 0 && clipped < LEAST_CLIPPED;
    unfitHops = fit ? Math.max(0, unfitHops - 1) : windowHops;
    return unfitHops == 0;
  }

  void reset() {
    unfitHops = 0;
  }
}
