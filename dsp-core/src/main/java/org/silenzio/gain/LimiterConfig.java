package org.silenzio.gain;

import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What a limiter is made for. Immutable.
 *
 * @param format the frames it shall take, any rate, size and number of channels
 * @param ceilingDbfs what no peak exceeds, neither of the samples nor between them (dBTP), {@value
 *     #MIN_CEILING_DBFS} to 0
 * @param lookAheadMs how long before a peak the gain begins to fall, {@value #MIN_LOOK_AHEAD_MS} to
 *     {@value #MAX_LOOK_AHEAD_MS} ms; most of the limiter's delay
 * @param releaseMs the time constant of the gain's return after a single peak, {@value
 *     #MIN_RELEASE_MS} to {@value #MAX_RELEASE_MS} ms; after sustained limiting it takes longer
 */
public record LimiterConfig(
    StreamFormat format, double ceilingDbfs, double lookAheadMs, double releaseMs) {

  /** Lower, and it were no limiter but a mute. */
  public static final double MIN_CEILING_DBFS = -60;

  /** Shorter, and the fall itself would be heard as a click. */
  public static final double MIN_LOOK_AHEAD_MS = 1;

  /** Longer gains nothing and costs delay. */
  public static final double MAX_LOOK_AHEAD_MS = 20;

  /** Shorter, and the gain would follow the waveform: distortion. */
  public static final double MIN_RELEASE_MS = 10;

  /** Longer is a fader, not a limiter. */
  public static final double MAX_RELEASE_MS = 5_000;

  /** EBU R 128's largest true peak: room for what a codec or converter adds. */
  private static final double DEFAULT_CEILING_DBFS = -1;

  /** Falls without a click, and small beside the chain's other delays. */
  private static final double DEFAULT_LOOK_AHEAD_MS = 2;

  /** Back before the next syllable. */
  private static final double DEFAULT_RELEASE_MS = 60;

  /** Checks every component and names the one that is out of its range. */
  public LimiterConfig {
    Objects.requireNonNull(format, "format");
    Ranges.check("ceilingDbfs", ceilingDbfs, MIN_CEILING_DBFS, 0);
    Ranges.check("lookAheadMs", lookAheadMs, MIN_LOOK_AHEAD_MS, MAX_LOOK_AHEAD_MS);
    Ranges.check("releaseMs", releaseMs, MIN_RELEASE_MS, MAX_RELEASE_MS);
  }

  /**
   * What suits a call: −1 dBTP, 2 ms of look-ahead, 60 ms of release.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public static LimiterConfig defaults(StreamFormat format) {
    return new LimiterConfig(
        format, DEFAULT_CEILING_DBFS, DEFAULT_LOOK_AHEAD_MS, DEFAULT_RELEASE_MS);
  }

  /**
   * The same with another ceiling.
   *
   * @param ceilingDbfs in dBTP, {@value #MIN_CEILING_DBFS} to 0
   * @return the configuration
   */
  public LimiterConfig withCeilingDbfs(double ceilingDbfs) {
    return new LimiterConfig(format, ceilingDbfs, lookAheadMs, releaseMs);
  }

  /**
   * The same with another look-ahead.
   *
   * @param lookAheadMs in ms, {@value #MIN_LOOK_AHEAD_MS} to {@value #MAX_LOOK_AHEAD_MS}
   * @return the configuration
   */
  public LimiterConfig withLookAheadMs(double lookAheadMs) {
    return new LimiterConfig(format, ceilingDbfs, lookAheadMs, releaseMs);
  }

  /**
   * The same with another release.
   *
   * @param releaseMs in ms, {@value #MIN_RELEASE_MS} to {@value #MAX_RELEASE_MS}
   * @return the configuration
   */
  public LimiterConfig withReleaseMs(double releaseMs) {
    return new LimiterConfig(format, ceilingDbfs, lookAheadMs, releaseMs);
  }

  /**
   * The same for other frames.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public LimiterConfig withFormat(StreamFormat format) {
    return new LimiterConfig(format, ceilingDbfs, lookAheadMs, releaseMs);
  }
}
