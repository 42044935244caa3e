package org.silenzio.engine;

import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.transform.RateAdapter;

/**
 * The stages that a capture chain is made of.
 *
 * @param highPass the first one; null: none, as the following two
 * @param gain the one behind the cleaner
 * @param limiter the last one
 * @param choice the cleaners among which quality steps
 */
record CaptureStages(
    FrameProcessor highPass, FrameProcessor gain, FrameProcessor limiter, CleanerChoice choice) {

  private static final double MS_PER_SECOND = 1_000;

  /**
   * Makes them. [control]
   *
   * @throws IllegalArgumentException if nothing fits under the budget's ceiling
   */
  static CaptureStages of(VoiceEngineConfig config, StageMaker maker) {
    StreamFormat format = maker.format();
    FrameProcessor highPass = maker.stage(Stage.HIGH_PASS, format);
    FrameProcessor gain = maker.stage(Stage.ADAPTIVE_GAIN, format);
    FrameProcessor limiter = maker.stage(Stage.LIMITER, format);
    double otherMs = adapterMs(config, format) + ms(highPass) + ms(gain) + ms(limiter);
    CleanerChoice choice = CleanerChoice.within(config, maker, format, otherMs);
    return new CaptureStages(highPass, gain, limiter, choice);
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
