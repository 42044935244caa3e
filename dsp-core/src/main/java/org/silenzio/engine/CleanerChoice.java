package org.silenzio.engine;

import java.util.ArrayList;
import java.util.List;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;

/**
 * The levels of quality that fit under a ceiling of delay, and the delay that they share.
 *
 * @param maker makes their stages
 * @param format the engine's frames on the capture side
 * @param levels from the best down, one at least
 * @param latencySamples the longest of their delays, to which all are held back
 */
record CleanerChoice(
    StageMaker maker, StreamFormat format, List<QualityLevel> levels, int latencySamples) {

  private static final double MS_PER_SECOND = 1_000;

  /**
   * Chooses.
   *
   * @param config what the engine is made for
   * @param maker makes the stages
   * @param format the engine's frames
   * @param otherMs the delay of all else on the capture side
   * @return the choice
   * @throws IllegalArgumentException if nothing fits under the ceiling
   */
  static CleanerChoice within(
      VoiceEngineConfig config, StageMaker maker, StreamFormat format, double otherMs) {
    double ceilingMs = config.budget().maxLatencyMs();
    List<QualityLevel> fitting = new ArrayList<>();
    int longest = 0;
    double leastMs = Double.POSITIVE_INFINITY;
    for (QualityLevel level :
        QualityLevel.of(presets(config, maker), suppressions(config, maker))) {
      int samples = latency(maker, level);
      double ms = otherMs + MS_PER_SECOND * samples / format.sampleRateHz();
      leastMs = Math.min(leastMs, ms);
      if (ms <= ceilingMs) {
        fitting.add(level);
        longest = Math.max(longest, samples);
      }
    }
    if (fitting.isEmpty()) {
      throw new IllegalArgumentException(
          "budget.maxLatencyMs is "
              + ceilingMs
              + ", allowed with these stages and devices: "
              + leastMs
              + " or more");
    }
    List<QualityLevel> falling = QualityLevel.falling(fitting);
    return new CleanerChoice(maker, format, falling, longest);
  }

  /** Makes the cleaner of a level, held back to the common delay. */
  Cleaner cleaner(int index) {
    return new Cleaner(maker, levels.get(index)).heldBackTo(format, latencySamples);
  }

  /**
   * Makes a cleaner that learns beside the one that serves.
   *
   * @param index its place among the levels
   * @param farEnd the far end's frames
   * @param echoDelayHintMs how late the echo is likely to be; 0: nothing is known
   */
  Standby standby(int index, StreamFormat farEnd, int echoDelayHintMs) {
    Cleaner cleaner = cleaner(index);
    if (cleaner.echo() != null && echoDelayHintMs > 0) {
      cleaner.echo().hintDelayMs(echoDelayHintMs);
    }
    return new Standby(cleaner, index, format, farEnd);
  }

  private static int latency(StageMaker maker, QualityLevel level) {
    Cleaner cleaner = new Cleaner(maker, level);
    try {
      return cleaner.ownLatencySamples();
    } finally {
      cleaner.close();
    }
  }

  private static List<EchoPreset> presets(VoiceEngineConfig config, StageMaker maker) {
    List<EchoPreset> presets = new ArrayList<>();
    if (!config.stages().contains(Stage.ECHO_CANCELLER) || maker.isReplaced(Stage.ECHO_CANCELLER)) {
      presets.add(null);
      return presets;
    }
    for (EchoPreset preset : EchoPreset.values()) {
      if (preset.compareTo(config.bestEchoPreset()) >= 0) {
        presets.add(preset);
      }
    }
    return presets;
  }

  private static List<Suppression> suppressions(VoiceEngineConfig config, StageMaker maker) {
    if (!config.stages().contains(Stage.NOISE_SUPPRESSOR) || config.content() == Content.MUSIC) {
      return List.of(Suppression.NONE);
    }
    if (maker.isReplaced(Stage.NOISE_SUPPRESSOR)) {
      return List.of(Suppression.CUSTOM, Suppression.NONE);
    }
    return List.of(Suppression.RNNOISE, Suppression.WIENER, Suppression.NONE);
  }
}
