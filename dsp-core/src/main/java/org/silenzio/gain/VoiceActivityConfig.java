package org.silenzio.gain;

import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What a voice activity detector is made for. Immutable.
 *
 * @param format the frames it shall take, any rate, size and number of channels
 * @param onsetProbability from which speech probability on there is speech, above 0 to 1
 * @param offsetProbability below which it may end, above 0 to {@code onsetProbability}
 * @param hangOverMs how long after its last likely frame speech goes on, 0 to {@value
 *     #MAX_HANG_OVER_MS}
 */
public record VoiceActivityConfig(
    StreamFormat format, double onsetProbability, double offsetProbability, double hangOverMs) {

  /** Longer would be always. */
  public static final double MAX_HANG_OVER_MS = 10_000;

  /** As likely as not. */
  private static final double DEFAULT_ONSET = 0.5;

  /** Soft ends of words. */
  private static final double DEFAULT_OFFSET = 0.3;

  /** Longer than the stops within words: what comes after is a pause. */
  private static final double DEFAULT_HANG_OVER_MS = 300;

  /** Checks every component and names the one that is out of its range. */
  public VoiceActivityConfig {
    Objects.requireNonNull(format, "format");
    Ranges.check("onsetProbability", onsetProbability, Double.MIN_VALUE, 1);
    Ranges.check("offsetProbability", offsetProbability, Double.MIN_VALUE, onsetProbability);
    Ranges.check("hangOverMs", hangOverMs, 0, MAX_HANG_OVER_MS);
  }

  /**
   * What suits discontinuous transmission and the choice of talkers: 0.5, 0.3, 300 ms.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public static VoiceActivityConfig defaults(StreamFormat format) {
    return new VoiceActivityConfig(format, DEFAULT_ONSET, DEFAULT_OFFSET, DEFAULT_HANG_OVER_MS);
  }

  /**
   * The same with other thresholds.
   *
   * @param onsetProbability above 0 to 1
   * @param offsetProbability above 0 to {@code onsetProbability}
   * @return the configuration
   */
  public VoiceActivityConfig withProbabilities(double onsetProbability, double offsetProbability) {
    return new VoiceActivityConfig(format, onsetProbability, offsetProbability, hangOverMs);
  }

  /**
   * The same with another hang-over.
   *
   * @param hangOverMs in ms, 0 to {@value #MAX_HANG_OVER_MS}
   * @return the configuration
   */
  public VoiceActivityConfig withHangOverMs(double hangOverMs) {
    return new VoiceActivityConfig(format, onsetProbability, offsetProbability, hangOverMs);
  }

  /**
   * The same for other frames.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public VoiceActivityConfig withFormat(StreamFormat format) {
    return new VoiceActivityConfig(format, onsetProbability, offsetProbability, hangOverMs);
  }
}
