package org.silenzio.audio;

/**
 * Finds where a signal is clipped, at whatever level. Converters clip at full scale, but
 * preamplifiers, limiters and drivers that turn the sound down again anywhere below. There the
 * peaks are flat, again and again at one level, and nothing lies above it. The first two such
 * frames pass for sound; filters that tilt flat peaks, such as a high-pass, have to come behind.
 *
 * <p>One channel. Of one thread, which neither waits nor makes objects in {@link #isClipped}.
 */
public final class ClippingDetector {

  /** At full scale it needs no proof: the highest that 16 bits hold, and 1 % less. */
  private static final float FULL_SCALE = 0.99f;

  /** Flat is what differs by no more than this share, and so little does the level move. */
  private static final float TOLERANCE = 0.002f;

  /** So long a peak is flat: 3 samples at 16 kHz. Speech's own peaks are sharper. */
  private static final double FLAT_MS = 3_000.0 / 16_000;

  private static final int LEAST_FLAT_SAMPLES = 3;

  /** Softer peaks are not looked at: −40 dBFS. */
  private static final float LEAST_PEAK = 0.01f;

  /** So many frames with flat peaks at one level are no chance. */
  private static final int ENOUGH = 3;

  /** More of them are not remembered: a level that has moved must be given up in time. */
  private static final int MOST = 10;

  /** So many clipped samples in a frame are no chance. */
  private static final int LEAST_CLIPPED = 2;

  private final int flatSamples;
  private float level;
  private int frames;

  /**
   * Makes one that has heard nothing.
   *
   * @param sampleRateHz of the signal, 1 or more
   * @throws IllegalArgumentException if it is less
   */
  public ClippingDetector(int sampleRateHz) {
    if (sampleRateHz < 1) {
      throw new IllegalArgumentException(
          "sampleRateHz is " + sampleRateHz + ", allowed: 1 or more");
    }
    flatSamples = Math.max(LEAST_FLAT_SAMPLES, (int) Math.round(FLAT_MS * sampleRateHz / 1_000));
  }

  /**
   * Takes the next frame.
   *
   * @param samples finite; left as they are
   * @param length how many, from the first one on; no more than there are
   * @return whether two or more of them are clipped
   */
  public boolean isClipped(float[] samples, int length) {
    float peak = 0f;
    int peakAt = 0;
    for (int n = 0; n < length; n++) {
      float magnitude = Math.abs(samples[n]);
      if (magnitude > peak) {
        peak = magnitude;
        peakAt = n;
      }
    }
    if (peak > LEAST_PEAK) {
      look(peak, isFlat(samples, length, peakAt, peak * (1f - TOLERANCE)));
    }
    float clipping = frames < ENOUGH ? FULL_SCALE : Math.min(FULL_SCALE, level * (1f - TOLERANCE));
    return peak >= clipping && count(samples, length, clipping) >= LEAST_CLIPPED;
  }

  private boolean isFlat(float[] samples, int length, int peakAt, float least) {
    float sign = Math.signum(samples[peakAt]);
    int from = peakAt;
    while (from > 0 && sign * samples[from - 1] >= least) {
      from--;
    }
    int to = peakAt + 1;
    while (to < length && sign * samples[to] >= least) {
      to++;
    }
    return to - from >= flatSamples;
  }

  private void look(float peak, boolean flat) {
    boolean above = peak > level * (1f + TOLERANCE);
    boolean below = peak < level * (1f - TOLERANCE);
    if (above) {
      level = flat ? peak : 0f;
      frames = flat ? 1 : 0;
    } else if (flat && below && frames == 1) {
      level = peak;
    } else if (flat) {
      frames = below ? frames - 1 : Math.min(frames + 1, MOST);
    }
  }

  private static int count(float[] samples, int length, float clipping) {
    int count = 0;
    for (int n = 0; n < length; n++) {
      count += Math.abs(samples[n]) >= clipping ? 1 : 0;
    }
    return count;
  }

  /** Forgets what was heard. */
  public void reset() {
    level = 0f;
    frames = 0;
  }
}
