package org.silenzio.gain;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;

/**
 * Brings speech to a level, without delay: the gain follows the talker, not the sound. It moves up
 * in speech alone, slowly, and down faster; in pauses it stands, so that the background does not
 * swell. It never lifts a background above {@link GainConfig#maxNoiseDbfs}.
 *
 * <p>What is speech is told by the caller ({@link #process(AudioFrame, float)}), best by a noise
 * suppressor's network, or else by the gain's own detector, which waits until the sound has come
 * and gone as speech does: about a second. Peaks may exceed full scale: a {@link Limiter} belongs
 * behind it.
 *
 * <p>[audio] {@code process}, {@link #reset}: any thread, one call at a time. [control]
 * construction, {@link #close}. [any] the rest. A call after the close throws {@link
 * IllegalStateException}.
 */
public final class AdaptiveGain implements FrameProcessor {

  /** The most that is taken from a talker; who is louder still is limited. */
  private static final double MIN_GAIN_DB = -40;

  /** Speech is where the probability is above the first; it ends below the second. */
  private static final double ONSET = 0.5;

  private static final double OFFSET = 0.3;

  /** ITU-T P.56. */
  private static final double HANG_OVER_SECONDS = 0.2;

  /** The gain goes so much of the way in a second, within its bounds of speed. */
  private static final double APPROACH_PER_SECOND = 2;

  /** What a listener does not hear is not corrected. */
  private static final double UNHEARD_DB = 0.5;

  /** A fixed gain that has been changed gets there at this speed: 20 dB in 0.2 s. */
  private static final double FIXED_DB_PER_SECOND = 100;

  /** So long must a noise have been there to bound the gain: longer than talk without a breath. */
  private static final int BACKGROUND_BLOCKS = 8 * SpeechDetector.BLOCKS_PER_SECOND;

  private static final double BLOCK_SECONDS = 1.0 / SpeechDetector.BLOCKS_PER_SECOND;

  private final StreamFormat format;
  private final SampleKernel kernel = Kernels.samples();
  private final SampleGuard guard = new SampleGuard();
  private final SpeechDetector detector;
  private final HangOver speech = new HangOver(ONSET, OFFSET, HANG_OVER_SECONDS);
  private final BackgroundLevel noise = new BackgroundLevel(BACKGROUND_BLOCKS);
  private final SpeechLevel level = new SpeechLevel();
  private final Tally frames = new Tally();
  private volatile GainConfig settings;

  private GainConfig current;
  private double adaptiveDb;
  private double fixedDb;
  private float fromGain;
  private float toGain;

  private volatile double gainDb;
  private volatile double levelDbfs = Double.NaN;
  private volatile double backgroundDbfs = Double.NEGATIVE_INFINITY;
  private volatile boolean active;
  private volatile boolean closed;

  /**
   * Makes a gain that knows nothing of the talker: it begins with the fixed gain alone. [control]
   *
   * @param config what it is made for
   */
  public AdaptiveGain(GainConfig config) {
    format = config.format();
    settings = config;
    current = config;
    detector = new SpeechDetector(format.sampleRateHz(), format.channels());
    begin();
  }

  private void begin() {
    adaptiveDb = 0;
    fixedDb = current.fixedGainDb();
    fromGain = (float) Decibels.toAmplitude(fixedDb);
    toGain = fromGain;
    gainDb = fixedDb;
    levelDbfs = Double.NaN;
    backgroundDbfs = Double.NEGATIVE_INFINITY;
    active = false;
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  /**
   * Changes the settings: from the next frame on, and gradually. [any] The last call before that
   * frame counts.
   *
   * @param config the new settings, of the same format
   * @throws IllegalArgumentException if the format is another
   */
  public void configure(GainConfig config) {
    if (!config.format().equals(format)) {
      throw new IllegalArgumentException(
          "config has the format " + config.format() + ", allowed: " + format);
    }
    settings = config;
  }

  /** Processes a frame of which nobody tells whether it holds speech. [audio] */
  @Override
  public void process(AudioFrame frame) {
    process(frame, Float.NaN, true);
  }

  /**
   * Processes a frame in place. [audio]
   *
   * @param frame a frame of {@link #format()}
   * @param speechProbability how likely it holds speech, 0 to 1; NaN counts as 0
   * @throws IllegalArgumentException if the frame has another format
   */
  public void process(AudioFrame frame, float speechProbability) {
    process(frame, speechProbability, false);
  }

  private void process(AudioFrame frame, float probability, boolean own) {
    FrameProcessor.checkFormat(frame, format);
    checkOpen();
    current = settings;
    int size = format.frameSamples();
    for (int c = 0; c < format.channels(); c++) {
      guard.mend(frame.channel(c), 0, size);
    }
    for (int at = 0; at < size; ) {
      int begun = detector.filled();
      int length = Math.min(size - at, detector.blockSamples() - begun);
      boolean complete = detector.take(frame, at, length);
      float from = gainAt(begun);
      float to = gainAt(begun + length);
      if (from != 1f || to != 1f) {
        for (int c = 0; c < format.channels(); c++) {
          kernel.gain(frame.channel(c), at, length, from, to);
        }
      }
      if (complete) {
        endBlock(probability, own);
      }
      at += length;
    }
    frames.add(1);
  }

  private float gainAt(int sampleInBlock) {
    return fromGain + (toGain - fromGain) * sampleInBlock / detector.blockSamples();
  }

  private void endBlock(float probability, boolean own) {
    detector.endBlock(own);
    noise.take(detector.power());
    boolean here = speech.update(own ? detector.probability() : probability, BLOCK_SECONDS);
    if (here) {
      level.take(detector.power());
    }
    adapt(here && level.known() && (!own || detector.comesAndGoes()));
    double fixedStep = FIXED_DB_PER_SECOND * BLOCK_SECONDS;
    fixedDb += Math.clamp(current.fixedGainDb() - fixedDb, -fixedStep, fixedStep);
    fromGain = toGain;
    toGain = (float) Decibels.toAmplitude(adaptiveDb + fixedDb);
    gainDb = adaptiveDb + fixedDb;
    active = here;
    levelDbfs = level.known() ? level.dbfs() : Double.NaN;
  }

  /** Moves the gain: in speech to where the target is, and at any time below what noise allows. */
  private void adapt(boolean bySpeech) {
    double background = KWeighting.OFFSET_DB + Decibels.fromPower(noise.power());
    backgroundDbfs = background;
    double most = Math.min(current.maxGainDb(), Math.max(0, current.maxNoiseDbfs() - background));
    double goal = Math.min(adaptiveDb, most);
    if (bySpeech) {
      goal = Math.clamp(current.targetDbfs() - level.dbfs(), MIN_GAIN_DB, most);
    }
    double missing = goal - adaptiveDb;
    if (Math.abs(missing) > UNHEARD_DB) {
      double perSecond =
          Math.clamp(
              missing * APPROACH_PER_SECOND, -current.downDbPerSecond(), current.upDbPerSecond());
      adaptiveDb += perSecond * BLOCK_SECONDS;
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the adaptive gain is closed");
    }
  }

  @Override
  public void reset() {
    checkOpen();
    detector.reset();
    speech.reset();
    level.reset();
    noise.reset();
    current = settings;
    begin();
  }

  /** None: the gain looks at nothing ahead. [any] */
  @Override
  public int latencySamples() {
    return 0;
  }

  /**
   * What it does at present. [any]
   *
   * @return a snapshot
   */
  public GainStatistics statistics() {
    return new GainStatistics(
        frames.get(),
        gainDb,
        levelDbfs,
        backgroundDbfs,
        active,
        guard.nonFiniteSamples(),
        guard.limitedSamples());
  }

  @Override
  public void close() {
    closed = true;
  }
}
