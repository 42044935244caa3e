package org.silenzio.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.Implementation;
import org.silenzio.transform.RateAdapter;

/**
 * The capture side's chain as a configuration asks for it, with what it was put together from.
 *
 * @param format the engine's frames on the capture side
 * @param farEnd the far end's frames
 * @param maker makes stages
 * @param choice the levels of quality
 * @param chain the stages, at the best level
 */
record CaptureAssembly(
    StreamFormat format,
    StreamFormat farEnd,
    StageMaker maker,
    CleanerChoice choice,
    CaptureChain chain) {

  /** The rates at which the canceller works without resampling. */
  private static final List<Integer> ENGINE_RATES_HZ = List.of(16_000, 32_000, 48_000);

  private static final double MS_PER_SECOND = 1_000;

  /**
   * Puts a chain together. [control]
   *
   * @param config what is asked for
   * @param replaced makers of the stages that are the application's own
   * @param implementation of the noise suppressor, the same at all levels
   * @param tap sees what happens
   * @throws IllegalArgumentException if nothing fits under the budget's ceiling
   */
  static CaptureAssembly of(
      VoiceEngineConfig config,
      Map<Stage, Function<StreamFormat, ? extends FrameProcessor>> replaced,
      Implementation implementation,
      CaptureTap tap) {
    StreamFormat format = engineFormat(config);
    StreamFormat farEnd = farEndFormat(config);
    StageMaker maker = new StageMaker(config, replaced, format, implementation);
    FrameProcessor highPass = maker.stage(Stage.HIGH_PASS, format);
    FrameProcessor gain = maker.stage(Stage.ADAPTIVE_GAIN, format);
    FrameProcessor limiter = maker.stage(Stage.LIMITER, format);
    double otherMs = adapterMs(config, format) + ms(highPass) + ms(gain) + ms(limiter);
    CleanerChoice choice = CleanerChoice.within(config, maker, format, otherMs);
    CaptureChain chain =
        new CaptureChain(
            format,
            highPass,
            gain,
            limiter,
            choice.cleaner(0),
            0,
            choice.latencySamples(),
            EngineSettings.of(config, format),
            tap);
    return new CaptureAssembly(format, farEnd, maker, choice, chain);
  }

  /** The frames in which the capture side works. */
  static StreamFormat engineFormat(VoiceEngineConfig config) {
    int rate = config.capture().sampleRateHz();
    int lowest = ENGINE_RATES_HZ.getFirst();
    int engineRate =
        ENGINE_RATES_HZ.contains(rate) ? rate : rate < lowest ? lowest : ENGINE_RATES_HZ.getLast();
    int channels = config.content() == Content.SPEECH ? 1 : config.capture().channels();
    return StreamFormat.of10Ms(engineRate, channels);
  }

  /** The frames in which the canceller hears the far end. */
  static StreamFormat farEndFormat(VoiceEngineConfig config) {
    return StreamFormat.of10Ms(engineFormat(config).sampleRateHz(), config.render().channels());
  }

  /** What collecting and resampling the device's frames takes. */
  private static double adapterMs(VoiceEngineConfig config, StreamFormat format) {
    StreamFormat device = config.capture();
    StreamFormat outer =
        new StreamFormat(device.sampleRateHz(), format.channels(), device.frameSamples());
    return outer.equals(format) ? 0 : ms(new RateAdapter(outer, new PassThrough(format)));
  }

  private static double ms(FrameProcessor stage) {
    return stage == null
        ? 0
        : MS_PER_SECOND * stage.latencySamples() / stage.format().sampleRateHz();
  }
}
