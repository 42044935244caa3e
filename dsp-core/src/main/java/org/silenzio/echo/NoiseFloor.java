package org.silenzio.echo;

import java.util.Arrays;

/** The steady background in each bin: falls at once to a quieter moment and rises slowly. */
final class NoiseFloor {

  /** Share of the power's smoothing that is kept over 8 ms. */
  private static final double KEEP = 0.9;

  /** How much the floor rises in 8 ms: 5 dB a second. */
  private static final double RISE = 1.0096;

  /** Lowest floor (unscaled spectra): about −115 dBFS, so that it can rise again. */
  private static final float LEAST_POWER = 1e-9f;

  private static final float UNKNOWN = 1e9f;

  private final float keep = Steps.keep(KEEP);
  private final float rise = Steps.keep(RISE);
  private final float[] smoothed;
  private final float[] floor;

  NoiseFloor(int bins) {
    smoothed = new float[bins];
    floor = new float[bins];
    reset();
  }

  /** Takes a spectrum's powers in. */
  void update(float[] power) {
    // two loops without a branch: each turns into vectors
    for (int k = 0; k < floor.length; k++) {
      smoothed[k] = keep * smoothed[k] + (1f - keep) * power[k] + Floors.POWER;
    }
    for (int k = 0; k < floor.length; k++) {
      floor[k] = Math.max(LEAST_POWER, Math.min(rise * floor[k], smoothed[k]));
    }
  }

  /** The floor's power per bin. */
  float[] power() {
    return floor;
  }

  void reset() {
    Arrays.fill(smoothed, 0f);
    Arrays.fill(floor, UNKNOWN);
  }
}
