package org.silenzio.engine;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.ClippingDetector;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.gain.AdaptiveGain;
import org.silenzio.gain.Limiter;
import org.silenzio.gain.VoiceActivity;
import org.silenzio.gain.VoiceActivityConfig;
import org.silenzio.noise.NoiseSuppressor;

/**
 * The capture's stages in the engine's own frames of 10 ms. What comes out depends on the sequence
 * of calls alone, never on time. [audio] but for what says otherwise
 */
final class CaptureChain {

  /** As likely as not. */
  private static final float LIKELY = 0.5f;

  /** What the near end's likelihood rises by in a frame: certain after 50 ms. */
  private static final float ECHO_RELEASE = 0.2f;

  /**
   * What the likelihood of talk rises by in a frame for the gain: a suppressor takes some noises
   * for speech, but not for a tenth of a second on end.
   */
  private static final float TALK_RISE = 0.05f;

  /**
   * Where less is kept of the capture, −6 dB, a suppressor's speech is what is left of an echo or a
   * noise: the gain must not follow it. Talk in noise as loud as itself keeps half.
   */
  private static final double LEAST_KEPT = 0.25;

  private final SampleGuard guard = new SampleGuard();
  private final StreamFormat format;
  private final ClippingDetector[] clipping; // of each channel; none: nobody asks
  private final StandbyDeck deck;
  private final FadedStage highPass; // null: none, as the following
  private final FadedStage gain;
  private final FadedStage limiter;
  private final GainStage ownGain; // null: none of ours
  private final VoiceActivity voice;
  private final CaptureTap tap;
  private final Shares shares = new Shares();
  private final Ramp echoShare;
  private final Ramp noiseShare;
  private final Ramp highPassShare;
  private final Ramp gainShare;
  private final Ramp limiterShare;
  private final Ramp loudness;
  private final int latencySamples;
  private final ContentDetector content;
  private final KeptShare kept;
  private final EchoRemains remains;
  private EngineSettings applied;
  private float nearEndLikelihood = 1f;
  private float talk;
  private volatile boolean music;

  /**
   * Makes the chain. [control]
   *
   * @param stages what it is made of
   * @param level the place among the levels of the cleaner that serves first
   * @param settings what is in force from the first frame on
   * @param tap sees what happens
   */
  CaptureChain(CaptureStages stages, int level, EngineSettings settings, CaptureTap tap) {
    CleanerChoice choice = stages.choice();
    format = choice.format();
    this.tap = tap;
    deck = new StandbyDeck(format, choice.cleaner(level), level, tap);
    clipping = new ClippingDetector[deck.active().echo() == null ? 0 : format.channels()];
    Arrays.setAll(clipping, c -> new ClippingDetector(format.sampleRateHz()));
    highPass = faded(stages.highPass());
    gain = faded(stages.gain());
    limiter = faded(stages.limiter());
    ownGain = stages.gain() instanceof GainStage own ? own : null;
    voice = new VoiceActivity(VoiceActivityConfig.defaults(format));
    latencySamples = choice.latencySamples() + latency(highPass) + latency(gain) + latency(limiter);
    content = new ContentDetector(format);
    kept = new KeptShare(Math.round((float) choice.latencySamples() / format.frameSamples()));
    remains = new EchoRemains();
    music = settings.content() == Content.MUSIC;
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
  private float voiceShare(EngineSettings settings, Stage stage) {
    return music ? 0f : share(settings, stage);
  }

  private static float echoShare(EngineSettings settings) {
    return share(settings, Stage.ECHO_CANCELLER);
  }

  /** What is left of the noise is the untouched signal's share. */
  private float noiseShare(EngineSettings settings) {
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
    if (ownGain != null) {
      ownGain.gain().configure(settings.gain());
    }
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
    for (int c = 0; c < format.channels(); c++) {
      guard.mend(frame.channel(c), 0, format.frameSamples());
    }
    boolean musical = isMusic(frame, settings);
    if (musical != music || !settings.equals(applied)) {
      music = musical;
      apply(settings);
    }
    boolean clipped = isClipped(frame); // which a high-pass would hide
    fade(highPass, highPassShare, frame);
    echoShare.advance();
    noiseShare.advance();
    shares.set(echoShare, noiseShare, clipped);
    kept.before(frame);
    deck.process(farEnd, frame, shares);
    kept.after(frame);
    detectVoice(frame);
    takeDownRemains(frame);
    fade(gain, gainShare, frame);
    fade(limiter, limiterShare, frame);
    mute(frame);
    tap.after(frame);
  }

  private boolean isClipped(AudioFrame frame) {
    boolean clipped = false;
    for (int c = 0; c < clipping.length; c++) {
      clipped |= clipping[c].isClipped(frame.channel(c), format.frameSamples());
    }
    return clipped;
  }

  private boolean isMusic(AudioFrame frame, EngineSettings settings) {
    return switch (settings.content()) {
      case SPEECH -> false;
      case MUSIC -> true;
      case AUTOMATIC -> content.hear(frame);
    };
  }

  private static void fade(FadedStage stage, Ramp share, AudioFrame frame) {
    share.advance();
    if (stage != null) {
      stage.process(frame, share.from(), share.to());
    }
  }

  private void mute(AudioFrame frame) {
    loudness.advance();
    loudness.scale(frame);
  }

  /**
   * Asks the suppressor, which knows best, else the sound itself; but what is left of an echo is
   * speech of somebody else.
   */
  private void detectVoice(AudioFrame frame) {
    NoiseSuppressor suppressor = deck.active().suppressor();
    float own = nearEndLikelihood();
    float probability = suppressor == null ? Float.NaN : own * suppressor.speechProbability();
    if (suppressor == null && own < LIKELY) {
      probability = 0f;
    }
    if (Float.isNaN(probability)) {
      voice.process(frame);
    } else {
      voice.update(probability);
    }
    boolean left = suppressor == null || kept.share() >= LEAST_KEPT;
    float lasting = lasting(left ? probability : 0f);
    if (ownGain != null) {
      ownGain.hear(lasting);
    }
  }

  private void takeDownRemains(AudioFrame frame) {
    boolean suppresses = deck.active().suppressor() != null && noiseShare.to() > LIKELY;
    boolean cleans = suppresses && echoShare.to() == 1f;
    remains.process(frame, kept.leftNow(), cleans, nearEndNow(), talk);
  }

  /** The likelihood of talk that has lasted; NaN where nobody tells. */
  private float lasting(float probability) {
    talk = Float.isNaN(probability) ? 0f : Math.min(probability, talk + TALK_RISE);
    return Float.isNaN(probability) ? Float.NaN : talk;
  }

  /** The least of the last frames: the suppressor speaks of sound that is older than the echo's. */
  private float nearEndLikelihood() {
    nearEndLikelihood = Math.min(nearEndNow(), nearEndLikelihood + ECHO_RELEASE);
    return nearEndLikelihood;
  }

  private float nearEndNow() {
    EchoStage echo = deck.active().echo();
    return echo == null ? 1f : echo.nearEndLikelihood();
  }

  /** Whether somebody talks and is heard. */
  boolean holdsVoice() {
    return voice.active() && loudness.to() > 0f;
  }

  /** Whether the capture is taken for music. [any] */
  boolean isMusic() {
    return music;
  }

  /** Decides who talks. [any] for its figures */
  VoiceActivity voice() {
    return voice;
  }

  /** The gain of ours, null where there is none. [any] for its figures */
  AdaptiveGain gain() {
    return ownGain == null ? null : ownGain.gain();
  }

  /** The limiter of ours, null where there is none. [any] for its figures */
  Limiter limiter() {
    return limiter != null && limiter.inner() instanceof Limiter own ? own : null;
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
    for (ClippingDetector detector : clipping) {
      detector.reset();
    }
    deck.reset();
    reset(highPass);
    reset(gain);
    reset(limiter);
    voice.reset();
    content.reset();
    kept.reset();
    remains.reset();
    nearEndLikelihood = 1f;
    talk = 0f;
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
    voice.close();
  }

  private static void close(FadedStage stage) {
    if (stage != null) {
      stage.close();
    }
  }
}
