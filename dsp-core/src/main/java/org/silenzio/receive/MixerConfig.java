package org.silenzio.receive;

import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What a mixer is made for. Immutable.
 *
 * @param format the frames that participants give and mixes have, any rate, size and number of
 *     channels
 * @param maxParticipants how many may be in the room at once, 1 to {@value #MAX_PARTICIPANTS}
 * @param maxTalkers how many are heard at once, the loudest, 1 to {@code maxParticipants}
 * @param rampMs the time in which a voice comes or goes and a gain changes, {@value #MIN_RAMP_MS}
 *     to {@value #MAX_RAMP_MS} ms
 * @param hangOverMs how long one who stops talking keeps the place of a talker, 0 to {@value
 *     #MAX_HANG_OVER_MS} ms
 * @param ceilingDbfs what no mix exceeds, −60 to 0 dBTP
 */
public record MixerConfig(
    StreamFormat format,
    int maxParticipants,
    int maxTalkers,
    double rampMs,
    double hangOverMs,
    double ceilingDbfs) {

  /** More than a core can decode, several times over. */
  public static final int MAX_PARTICIPANTS = 10_000;

  /** Shorter is a click. */
  public static final double MIN_RAMP_MS = 1;

  /** Longer swallows a word. */
  public static final double MAX_RAMP_MS = 500;

  /** Longer keeps others out for no reason. */
  public static final double MAX_HANG_OVER_MS = 10_000;

  /** The lowest ceiling. */
  private static final double MIN_CEILING_DBFS = -60;

  /** The ordinary large call. */
  private static final int DEFAULT_PARTICIPANTS = 50;

  /** More than talk at once and are understood; two that interrupt and one that laughs. */
  private static final int DEFAULT_TALKERS = 5;

  private static final double DEFAULT_RAMP_MS = 10;

  /** Longer than the pauses within a sentence. */
  private static final double DEFAULT_HANG_OVER_MS = 600;

  /** As the limiter's. */
  private static final double DEFAULT_CEILING_DBFS = -1;

  /** Checks every component and names the one that is out of its range. */
  public MixerConfig {
    Objects.requireNonNull(format, "format");
    check("maxParticipants", maxParticipants, 1, MAX_PARTICIPANTS);
    check("maxTalkers", maxTalkers, 1, maxParticipants);
    check("rampMs", rampMs, MIN_RAMP_MS, MAX_RAMP_MS);
    check("hangOverMs", hangOverMs, 0, MAX_HANG_OVER_MS);
    check("ceilingDbfs", ceilingDbfs, MIN_CEILING_DBFS, 0);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }

  private static void check(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) { // also refuses NaN
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }

  /**
   * What suits a group call: up to 50 participants, the 5 loudest heard, 10 ms of ramp, 600 ms of
   * hang-over, −1 dBTP.
   *
   * @param format the frames of participants and mixes
   * @return the configuration
   */
  public static MixerConfig defaults(StreamFormat format) {
    return new MixerConfig(
        format,
        DEFAULT_PARTICIPANTS,
        DEFAULT_TALKERS,
        DEFAULT_RAMP_MS,
        DEFAULT_HANG_OVER_MS,
        DEFAULT_CEILING_DBFS);
  }

  /**
   * The same for another room.
   *
   * @param maxParticipants 1 to {@value #MAX_PARTICIPANTS}
   * @param maxTalkers 1 to {@code maxParticipants}
   * @return the configuration
   */
  public MixerConfig withRoom(int maxParticipants, int maxTalkers) {
    return new MixerConfig(format, maxParticipants, maxTalkers, rampMs, hangOverMs, ceilingDbfs);
  }

  /**
   * The same with another ramp.
   *
   * @param rampMs in ms, {@value #MIN_RAMP_MS} to {@value #MAX_RAMP_MS}
   * @return the configuration
   */
  public MixerConfig withRampMs(double rampMs) {
    return new MixerConfig(format, maxParticipants, maxTalkers, rampMs, hangOverMs, ceilingDbfs);
  }

  /**
   * The same with another hang-over.
   *
   * @param hangOverMs in ms, 0 to {@value #MAX_HANG_OVER_MS}
   * @return the configuration
   */
  public MixerConfig withHangOverMs(double hangOverMs) {
    return new MixerConfig(format, maxParticipants, maxTalkers, rampMs, hangOverMs, ceilingDbfs);
  }

  /**
   * The same with another ceiling.
   *
   * @param ceilingDbfs in dBTP, −60 to 0
   * @return the configuration
   */
  public MixerConfig withCeilingDbfs(double ceilingDbfs) {
    return new MixerConfig(format, maxParticipants, maxTalkers, rampMs, hangOverMs, ceilingDbfs);
  }

  /**
   * The same for other frames.
   *
   * @param format the frames of participants and mixes
   * @return the configuration
   */
  public MixerConfig withFormat(StreamFormat format) {
    return new MixerConfig(format, maxParticipants, maxTalkers, rampMs, hangOverMs, ceilingDbfs);
  }
}
