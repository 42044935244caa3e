package org.silenzio.engine;

import java.util.Map;
import java.util.function.Function;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCancellerConfig;
import org.silenzio.echo.EchoSuppression;
import org.silenzio.gain.GainConfig;
import org.silenzio.gain.HighPassFilter;
import org.silenzio.gain.HighPassFilterConfig;
import org.silenzio.gain.Limiter;
import org.silenzio.gain.LimiterConfig;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;
import org.silenzio.transform.RateAdapter;

/** Makes the stages, ours or the application's. [control] */
final class StageMaker {

  private final VoiceEngineConfig config;
  private final Map<Stage, Function<StreamFormat, ? extends FrameProcessor>> replaced;
  private final StreamFormat format;
  private final Implementation implementation;

  /**
   * Makes stages for one engine.
   *
   * @param config what the engine is made for
   * @param replaced makers of the stages that the application replaces
   * @param format the engine's frames on the capture side
   * @param implementation of the noise suppressor, the same each time
   */
  StageMaker(
      VoiceEngineConfig config,
      Map<Stage, Function<StreamFormat, ? extends FrameProcessor>> replaced,
      StreamFormat format,
      Implementation implementation) {
    this.config = config;
    this.replaced = replaced;
    this.format = format;
    this.implementation = implementation;
  }

  /** The engine's frames on the capture side. */
  StreamFormat format() {
    return format;
  }

  boolean isReplaced(Stage stage) {
    return replaced.containsKey(stage);
  }

  /** The canceller of a level, null where there is none. */
  FrameProcessor echo(QualityLevel level) {
    if (!config.stages().contains(Stage.ECHO_CANCELLER)) {
      return null;
    }
    if (isReplaced(Stage.ECHO_CANCELLER)) {
      return custom(Stage.ECHO_CANCELLER, format);
    }
    StreamFormat mono = StreamFormat.of10Ms(format.sampleRateHz(), 1);
    return new EchoStage(
        format,
        EchoCancellerConfig.defaults(mono)
            .withRenderChannels(config.render().channels())
            .withPreset(level.echo())
            .withSuppression(EchoSuppression.FULL)
            .withMaxDelayMs(config.maxEchoDelayMs()));
  }

  /** The suppressor of a level, null where there is none. */
  FrameProcessor suppressor(QualityLevel level) {
    return switch (level.suppression()) {
      case NONE -> null;
      case CUSTOM -> custom(Stage.NOISE_SUPPRESSOR, format);
      case RNNOISE ->
          NoiseSuppressors.create(
              NoiseSuppressorConfig.defaults(format).withImplementation(implementation));
      case WIENER ->
          NoiseSuppressors.create(
              NoiseSuppressorConfig.defaults(format).withImplementation(Implementation.WIENER));
    };
  }

  /** Another stage of the capture or the render side, null where there is none. */
  FrameProcessor stage(Stage stage, StreamFormat stageFormat) {
    if (!config.stages().contains(stage)) {
      return null;
    }
    if (isReplaced(stage)) {
      return custom(stage, stageFormat);
    }
    return switch (stage) {
      case HIGH_PASS -> new HighPassFilter(HighPassFilterConfig.defaults(stageFormat));
      case ADAPTIVE_GAIN ->
          new GainStage(GainConfig.defaults(stageFormat).withTargetDbfs(config.gainTargetDbfs()));
      case LIMITER, RENDER_LIMITER -> new Limiter(LimiterConfig.defaults(stageFormat));
      case ECHO_CANCELLER, NOISE_SUPPRESSOR ->
          throw new IllegalArgumentException(stage + " is made by level");
    };
  }

  private FrameProcessor custom(Stage stage, StreamFormat stageFormat) {
    FrameProcessor made = replaced.get(stage).apply(stageFormat);
    if (made == null) {
      throw new IllegalArgumentException(
          "the maker of " + stage + " gave null, allowed: a processor of " + stageFormat);
    }
    return made.format().equals(stageFormat) ? made : new RateAdapter(stageFormat, made);
  }
}
