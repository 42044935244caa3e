package org.silenzio.engine;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;

/**
 * What an engine is made for. Immutable.
 *
 * @param capture the microphone's frames as its device hands them over: any rate and size, 1 or 2
 *     channels
 * @param render the loudspeaker's frames as its device asks for them: any rate and size, 1 or 2
 *     channels
 * @param content what the capture holds at the beginning
 * @param stages what there is; what is not there cannot be switched on later, and costs neither
 *     time nor delay
 * @param bestEchoPreset the best preset of the echo canceller that may serve; the budget may ask
 *     for less
 * @param budget what the engine may cost
 * @param maxAttenuationDb the most that noise is turned down at the beginning, in dB: 0 to
 *     infinity, which sets no bound
 * @param gainTargetDbfs the level that speech is brought to at the beginning, {@value
 *     #MIN_GAIN_TARGET_DBFS} to {@value #MAX_GAIN_TARGET_DBFS} dBFS
 * @param maxEchoDelayMs the longest delay of an echo that is looked for, 0 to 1000 ms
 * @param warmUpMs the most time that the build takes to let the compiler finish, 0 (none) to
 *     {@value #MAX_WARM_UP_MS} ms; it returns as soon as all is compiled
 */
public record VoiceEngineConfig(
    StreamFormat capture,
    StreamFormat render,
    Content content,
    Set<Stage> stages,
    EchoPreset bestEchoPreset,
    LatencyBudget budget,
    double maxAttenuationDb,
    double gainTargetDbfs,
    int maxEchoDelayMs,
    int warmUpMs) {

  /** Quieter, and it were no speech level. */
  public static final double MIN_GAIN_TARGET_DBFS = -40;

  /** Louder, and the limiter would work all the time. */
  public static final double MAX_GAIN_TARGET_DBFS = -10;

  /** More than any machine's compiler takes. */
  public static final int MAX_WARM_UP_MS = 120_000;

  private static final int MAX_CHANNELS = 2;
  private static final int MAX_ECHO_DELAY_MS = 1_000;

  /** What devices take at most, but for some Bluetooth. */
  private static final int DEFAULT_ECHO_DELAY_MS = 500;

  /** What programs for calls aim at: leaves room for a voice's peaks. */
  private static final double DEFAULT_GAIN_TARGET_DBFS = -20;

  /** Some 4 s on the machine of the README's figures. */
  private static final int DEFAULT_WARM_UP_MS = 15_000;

  /** Checks every component and names the one that is out of its range. */
  public VoiceEngineConfig {
    checkChannels("capture", capture);
    checkChannels("render", render);
    Objects.requireNonNull(content, "content");
    stages = Set.copyOf(stages);
    Objects.requireNonNull(bestEchoPreset, "bestEchoPreset");
    Objects.requireNonNull(budget, "budget");
    checkMaxAttenuationDb(maxAttenuationDb);
    checkGainTargetDbfs(gainTargetDbfs);
    checkRange("maxEchoDelayMs", maxEchoDelayMs, 0, MAX_ECHO_DELAY_MS);
    checkRange("warmUpMs", warmUpMs, 0, MAX_WARM_UP_MS);
  }

  private static void checkChannels(String name, StreamFormat format) {
    Objects.requireNonNull(format, name);
    checkRange(name + ".channels", format.channels(), 1, MAX_CHANNELS);
  }

  private static void checkRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }

  private static void checkRange(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) { // also refuses NaN
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }

  static void checkMaxAttenuationDb(double maxAttenuationDb) {
    checkRange("maxAttenuationDb", maxAttenuationDb, 0, Double.POSITIVE_INFINITY);
  }

  static void checkGainTargetDbfs(double gainTargetDbfs) {
    checkRange("gainTargetDbfs", gainTargetDbfs, MIN_GAIN_TARGET_DBFS, MAX_GAIN_TARGET_DBFS);
  }

  /**
   * Speech with all stages, within the default budget.
   *
   * @param capture the microphone's frames
   * @param render the loudspeaker's frames
   * @return the configuration
   */
  public static VoiceEngineConfig defaults(StreamFormat capture, StreamFormat render) {
    return new VoiceEngineConfig(
        capture,
        render,
        Content.SPEECH,
        EnumSet.allOf(Stage.class),
        EchoPreset.BEST,
        LatencyBudget.defaults(),
        Double.POSITIVE_INFINITY,
        DEFAULT_GAIN_TARGET_DBFS,
        DEFAULT_ECHO_DELAY_MS,
        DEFAULT_WARM_UP_MS);
  }

  /**
   * The same for another microphone.
   *
   * @param capture the microphone's frames
   * @return the configuration
   */
  public VoiceEngineConfig withCapture(StreamFormat capture) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }

  /**
   * The same for another loudspeaker.
   *
   * @param render the loudspeaker's frames
   * @return the configuration
   */
  public VoiceEngineConfig withRender(StreamFormat render) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }

  /**
   * The same for another content.
   *
   * @param content what the capture holds
   * @return the configuration
   */
  public VoiceEngineConfig withContent(Content content) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }

  /**
   * The same with other stages.
   *
   * @param stages what there is
   * @return the configuration
   */
  public VoiceEngineConfig withStages(Set<Stage> stages) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }

  /**
   * The same with another best preset.
   *
   * @param bestEchoPreset the best that may serve
   * @return the configuration
   */
  public VoiceEngineConfig withBestEchoPreset(EchoPreset bestEchoPreset) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }

  /**
   * The same within another budget.
   *
   * @param budget what the engine may cost
   * @return the configuration
   */
  public VoiceEngineConfig withBudget(LatencyBudget budget) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }

  /**
   * The same with another bound on the attenuation of noise.
   *
   * @param maxAttenuationDb the most that noise is turned down, in dB
   * @return the configuration
   */
  public VoiceEngineConfig withMaxAttenuationDb(double maxAttenuationDb) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }

  /**
   * The same with another level of speech.
   *
   * @param gainTargetDbfs the level of speech, in dBFS
   * @return the configuration
   */
  public VoiceEngineConfig withGainTargetDbfs(double gainTargetDbfs) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }

  /**
   * The same for other delays of the echo.
   *
   * @param maxEchoDelayMs the longest delay of an echo, in ms
   * @return the configuration
   */
  public VoiceEngineConfig withMaxEchoDelayMs(int maxEchoDelayMs) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }

  /**
   * The same with another warm-up.
   *
   * @param warmUpMs the most time for the compiler, in ms
   * @return the configuration
   */
  public VoiceEngineConfig withWarmUpMs(int warmUpMs) {
    return new VoiceEngineConfig(
        capture,
        render,
        content,
        stages,
        bestEchoPreset,
        budget,
        maxAttenuationDb,
        gainTargetDbfs,
        maxEchoDelayMs,
        warmUpMs);
  }
}
