package org.silenzio.gain;

import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What an adaptive gain is made for. Immutable. Levels are K-weighted as in ITU-R BS.1770 and EBU R
 * 128, save that channels are averaged, so that a voice on two channels reads as on one.
 *
 * @param format the frames it shall take, any rate, size and number of channels
 * @param targetDbfs the level that speech shall have, pauses not counted, {@value #MIN_TARGET_DBFS}
 *     to {@value #MAX_TARGET_DBFS}
 * @param maxGainDb the most that speech is lifted, 0 to {@value #MAX_GAIN_DB}
 * @param maxNoiseDbfs the level to which the background may be lifted, {@value #MIN_NOISE_DBFS} to
 *     0; where it is louder by itself, nothing is lifted
 * @param upDbPerSecond how fast the gain rises at the most, while there is speech, {@value
 *     #MIN_RATE_DB_PER_SECOND} to {@value #MAX_RATE_DB_PER_SECOND}
 * @param downDbPerSecond how fast it falls at the most, in the same range
 * @param fixedGainDb a gain on top that nothing adapts, {@value #MIN_FIXED_GAIN_DB} to {@value
 *     #MAX_FIXED_GAIN_DB}
 */
public record GainConfig(
    StreamFormat format,
    double targetDbfs,
    double maxGainDb,
    double maxNoiseDbfs,
    double upDbPerSecond,
    double downDbPerSecond,
    double fixedGainDb) {

  /** Softer than any telephone. */
  public static final double MIN_TARGET_DBFS = -60;

  /** Speech's peaks lie 12 dB and more above its level: louder, all would be limited. */
  public static final double MAX_TARGET_DBFS = -6;

  /** Lifts the softest speech that 16 bits hold. */
  public static final double MAX_GAIN_DB = 60;

  /** Below a converter's own noise. */
  public static final double MIN_NOISE_DBFS = -100;

  /** Slower would not be done within a call. */
  public static final double MIN_RATE_DB_PER_SECOND = 0.5;

  /** Faster would be heard as a step. */
  public static final double MAX_RATE_DB_PER_SECOND = 200;

  /** As good as mute. */
  public static final double MIN_FIXED_GAIN_DB = -60;

  /** More is no volume control but a fault upstream. */
  public static final double MAX_FIXED_GAIN_DB = 30;

  /** Between telephony's −26 and streaming's −14; peaks of speech stay below full scale. */
  private static final double DEFAULT_TARGET_DBFS = -20;

  private static final double DEFAULT_MAX_GAIN_DB = 30;

  /** Noise 30 dB below speech at its target disturbs nobody. */
  private static final double DEFAULT_MAX_NOISE_DBFS = -50;

  /** 25 dB within the first sentence; the nearer the goal, the slower. */
  private static final double DEFAULT_UP_DB_PER_SECOND = 12;

  /** Gone before the second loud word. */
  private static final double DEFAULT_DOWN_DB_PER_SECOND = 40;

  /** Checks every component and names the one that is out of its range. */
  public GainConfig {
    Objects.requireNonNull(format, "format");
    Ranges.check("targetDbfs", targetDbfs, MIN_TARGET_DBFS, MAX_TARGET_DBFS);
    Ranges.check("maxGainDb", maxGainDb, 0, MAX_GAIN_DB);
    Ranges.check("maxNoiseDbfs", maxNoiseDbfs, MIN_NOISE_DBFS, 0);
    Ranges.check("upDbPerSecond", upDbPerSecond, MIN_RATE_DB_PER_SECOND, MAX_RATE_DB_PER_SECOND);
    Ranges.check(
        "downDbPerSecond", downDbPerSecond, MIN_RATE_DB_PER_SECOND, MAX_RATE_DB_PER_SECOND);
    Ranges.check("fixedGainDb", fixedGainDb, MIN_FIXED_GAIN_DB, MAX_FIXED_GAIN_DB);
  }

  /**
   * What suits a call: speech to −20 dBFS by up to 30 dB, the background to −50 dBFS at the most.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public static GainConfig defaults(StreamFormat format) {
    return new GainConfig(
        format,
        DEFAULT_TARGET_DBFS,
        DEFAULT_MAX_GAIN_DB,
        DEFAULT_MAX_NOISE_DBFS,
        DEFAULT_UP_DB_PER_SECOND,
        DEFAULT_DOWN_DB_PER_SECOND,
        0);
  }

  /**
   * The same with another target.
   *
   * @param targetDbfs in dBFS, {@value #MIN_TARGET_DBFS} to {@value #MAX_TARGET_DBFS}
   * @return the configuration
   */
  public GainConfig withTargetDbfs(double targetDbfs) {
    return new GainConfig(
        format, targetDbfs, maxGainDb, maxNoiseDbfs, upDbPerSecond, downDbPerSecond, fixedGainDb);
  }

  /**
   * The same with another bound on the gain.
   *
   * @param maxGainDb in dB, 0 to {@value #MAX_GAIN_DB}
   * @return the configuration
   */
  public GainConfig withMaxGainDb(double maxGainDb) {
    return new GainConfig(
        format, targetDbfs, maxGainDb, maxNoiseDbfs, upDbPerSecond, downDbPerSecond, fixedGainDb);
  }

  /**
   * The same with another bound on the lifted background.
   *
   * @param maxNoiseDbfs in dBFS, {@value #MIN_NOISE_DBFS} to 0
   * @return the configuration
   */
  public GainConfig withMaxNoiseDbfs(double maxNoiseDbfs) {
    return new GainConfig(
        format, targetDbfs, maxGainDb, maxNoiseDbfs, upDbPerSecond, downDbPerSecond, fixedGainDb);
  }

  /**
   * The same with another speed upwards.
   *
   * @param upDbPerSecond {@value #MIN_RATE_DB_PER_SECOND} to {@value #MAX_RATE_DB_PER_SECOND}
   * @return the configuration
   */
  public GainConfig withUpDbPerSecond(double upDbPerSecond) {
    return new GainConfig(
        format, targetDbfs, maxGainDb, maxNoiseDbfs, upDbPerSecond, downDbPerSecond, fixedGainDb);
  }

  /**
   * The same with another speed downwards.
   *
   * @param downDbPerSecond {@value #MIN_RATE_DB_PER_SECOND} to {@value #MAX_RATE_DB_PER_SECOND}
   * @return the configuration
   */
  public GainConfig withDownDbPerSecond(double downDbPerSecond) {
    return new GainConfig(
        format, targetDbfs, maxGainDb, maxNoiseDbfs, upDbPerSecond, downDbPerSecond, fixedGainDb);
  }

  /**
   * The same with another gain on top.
   *
   * @param fixedGainDb in dB, {@value #MIN_FIXED_GAIN_DB} to {@value #MAX_FIXED_GAIN_DB}
   * @return the configuration
   */
  public GainConfig withFixedGainDb(double fixedGainDb) {
    return new GainConfig(
        format, targetDbfs, maxGainDb, maxNoiseDbfs, upDbPerSecond, downDbPerSecond, fixedGainDb);
  }

  /**
   * The same for other frames.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public GainConfig withFormat(StreamFormat format) {
    return new GainConfig(
        format, targetDbfs, maxGainDb, maxNoiseDbfs, upDbPerSecond, downDbPerSecond, fixedGainDb);
  }
}
