package org.silenzio.gain;

import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What a high-pass filter is made for. Immutable.
 *
 * @param format the frames it shall take, any rate, size and number of channels
 * @param cutoffHz where the filter has taken 3 dB, {@value #MIN_CUTOFF_HZ} to {@value
 *     #MAX_CUTOFF_HZ} Hz
 */
public record HighPassFilterConfig(StreamFormat format, double cutoffHz) {

  /** Below, nothing is left to remove but the offset. */
  public static final double MIN_CUTOFF_HZ = 5;

  /** A quarter of the lowest rate's band; more would take speech itself. */
  public static final double MAX_CUTOFF_HZ = 1_000;

  /** Under the lowest voices (85 Hz), above most rumble of rooms, desks and mains. */
  private static final double DEFAULT_CUTOFF_HZ = 80;

  /** Checks every component and names the one that is out of its range. */
  public HighPassFilterConfig {
    Objects.requireNonNull(format, "format");
    if (!(cutoffHz >= MIN_CUTOFF_HZ && cutoffHz <= MAX_CUTOFF_HZ)) { // also refuses NaN
      throw new IllegalArgumentException(
          "cutoffHz is " + cutoffHz + ", allowed: " + MIN_CUTOFF_HZ + " to " + MAX_CUTOFF_HZ);
    }
  }

  /**
   * What suits a voice: 80 Hz.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public static HighPassFilterConfig defaults(StreamFormat format) {
    return new HighPassFilterConfig(format, DEFAULT_CUTOFF_HZ);
  }

  /**
   * The same with another cutoff.
   *
   * @param cutoffHz in Hz, {@value #MIN_CUTOFF_HZ} to {@value #MAX_CUTOFF_HZ}
   * @return the configuration
   */
  public HighPassFilterConfig withCutoffHz(double cutoffHz) {
    return new HighPassFilterConfig(format, cutoffHz);
  }

  /**
   * The same for other frames.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public HighPassFilterConfig withFormat(StreamFormat format) {
    return new HighPassFilterConfig(format, cutoffHz);
  }
}
