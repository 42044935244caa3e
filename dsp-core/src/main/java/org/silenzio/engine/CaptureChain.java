package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;
import org.silenzio.noise.NoiseSuppressor;

/**
 * The capture's stages in the engine's own frames of 10 ms. What comes out depends on the sequence
 * of calls alone, never on time. [audio] but for what says otherwise
 */
final class CaptureChain {

  /** As likely as not. */
  private static final float LIKELY = 0.5f;

  private final SampleKernel kernel = Kernels.samples();
  private final SampleGuard guard = new SampleGuard();
  private final StreamFormat format;
  private final StandbyDeck deck;
  private final FadedStage highPass; // null: none, as the following
  private final FadedStage gain;
  private final FadedStage limiter;
  private final CaptureTap tap;
  private final Shares shares = new Shares();
  private final Ramp echoShare;
  private final Ramp noiseShare;
  private final Ramp highPassShare;
  private final Ramp gainShare;
  private final Ramp limiterShare;
  private final Ramp loudness;
  private final int latencySamples;
  private EngineSettings applied;

  /**
   * Makes the chain. [control]
   *
   * @param format the engine's frames
   * @param highPass the first stage; null: none, as the following two
   * @param gain the stage behind the cleaner
   * @param limiter the last stage
   * @param first the cleaner that serves first, held back already
   * @param firstIndex its place among the levels
   * @param cleanerLatencySamples the delay of all cleaners
   * @param settings what is in force from the first frame on
   * @param tap sees what happens
   */
  CaptureChain(
      StreamFormat format,
      FrameProcessor highPass,
      FrameProcessor gain,
      FrameProcessor limiter,
      Cleaner first,
      int firstIndex,
      int cleanerLatencySamples,
      EngineSettings settings,
      CaptureTap tap) {
    this.format = format;
    this.tap = tap;
    deck = new StandbyDeck(format, first, firstIndex, tap);
    this.highPass = faded(highPass);
    this.gain = faded(gain);
    this.limiter = faded(limiter);
    latencySamples =
        cleanerLatencySamples + latency(this.highPass) + latency(this.gain) + latency(this.limiter);
    double frameMs = format.frameMs();
    echoShare = new Ramp(echoShare(settings), frameMs);
    noiseShare = new Ramp(noiseShare(settings), frameMs);
    highPassShare = new Ramp(voiceShare(settings, Stage.HIGH_PASS), frameMs);
    gainShare = new Ramp(voiceShare(settings, Stage.ADAPTIVE_GAIN), frameMs);
    limiterShare = new Ramp(share(settings, Stage.LIMITER), frameMs);
    loudness = new Ramp(settings.muted() ? 0f : 1f, frameMs);
    apply(settings);
  }

  private static FadedStage faded(FrameProcessor stage) {
    return stage == null ? null : new FadedStage(stage);
  }

  private static int latency(FadedStage stage) {
    return stage == null ? 0 : stage.latencySamples();
  }

  private static float share(EngineSettings settings, Stage stage) {
    return settings.isOn(stage) ? 1f : 0f;
  }

  /** Stages that would only harm music. */
  private static float voiceShare(EngineSettings settings, Stage stage) {
    return settings.content() == Content.MUSIC ? 0f : share(settings, stage);
  }

  private static float echoShare(EngineSettings settings) {
    return share(settings, Stage.ECHO_CANCELLER);
  }

  /** What is left of the noise is the untouched signal's share. */
  private static float noiseShare(EngineSettings settings) {
    double untouched = Decibels.toAmplitude(-settings.maxAttenuationDb());
    return voiceShare(settings, Stage.NOISE_SUPPRESSOR) * (float) (1 - untouched);
  }

  private void apply(EngineSettings settings) {
    echoShare.aim(echoShare(settings));
    noiseShare.aim(noiseShare(settings));
    highPassShare.aim(voiceShare(settings, Stage.HIGH_PASS));
    gainShare.aim(voiceShare(settings, Stage.ADAPTIVE_GAIN));
    limiterShare.aim(share(settings, Stage.LIMITER));
    loudness.aim(settings.muted() ? 0f : 1f);
    EchoStage echo = deck.active().echo();
    if (echo != null && settings.echoDelayHintMs() > 0) {
      echo.hintDelayMs(settings.echoDelayHintMs());
    }
    applied = settings;
  }

  /**
   * Processes a frame in place.
   *
   * @param farEnd what the loudspeaker plays with it
   * @param frame what the microphone hears
   * @param settings what is in force from this frame on
   */
  void process(AudioFrame farEnd, AudioFrame frame, EngineSettings settings) {
    tap.before(frame, farEnd, settings);
    if (!settings.equals(applied)) {
      apply(settings);
    }
    for (int c = 0; c < format.channels(); c++) {
      guard.mend(frame.channel(c), 0, format.frameSamples());
    }
    fade(highPass, highPassShare, frame);
    echoShare.advance();
    noiseShare.advance();
    shares.set(echoShare, noiseShare);
    deck.process(farEnd, frame, shares);
    fade(gain, gainShare, frame);
    fade(limiter, limiterShare, frame);
    mute(frame);
    tap.after(frame);
  }

  private static void fade(FadedStage stage, Ramp share, AudioFrame frame) {
    share.advance();
    if (stage != null) {
      stage.process(frame, share.from(), share.to());
    }
  }

  private void mute(AudioFrame frame) {
    loudness.advance();
    if (!loudness.restsAt(1f)) {
      for (int c = 0; c < format.channels(); c++) {
        kernel.gain(frame.channel(c), 0, format.frameSamples(), loudness.from(), loudness.to());
      }
    }
  }

  /** How likely the last frame held speech, 0 to 1; NaN where nobody tells. */
  float speechProbability() {
    NoiseSuppressor suppressor = deck.active().suppressor();
    return suppressor == null ? Float.NaN : suppressor.speechProbability();
  }

  /** Whether the last frame held speech, as far as anybody tells. */
  boolean holdsVoice() {
    return !(speechProbability() < LIKELY); // NaN: may be
  }

  StandbyDeck deck() {
    return deck;
  }

  /** Constant. [any] */
  int latencySamples() {
    return latencySamples;
  }

  /** Samples that came in unfit, or that a stage gave unfit. [any] */
  long mendedSamples() {
    return guard.nonFiniteSamples()
        + guard.limitedSamples()
        + deck.active().mendedSamples()
        + mended(highPass)
        + mended(gain)
        + mended(limiter);
  }

  private static long mended(FadedStage stage) {
    return stage == null ? 0 : stage.mendedSamples();
  }

  void reset() {
    tap.reset();
    deck.reset();
    reset(highPass);
    reset(gain);
    reset(limiter);
  }

  private static void reset(FadedStage stage) {
    if (stage != null) {
      stage.reset();
    }
  }

  /** Frees the stages. [control], once no frame comes any more */
  void close() {
    deck.close();
    close(highPass);
    close(gain);
    close(limiter);
  }

  private static void close(FadedStage stage) {
    if (stage != null) {
      stage.close();
    }
  }
}
