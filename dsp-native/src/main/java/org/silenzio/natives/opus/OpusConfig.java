package org.silenzio.natives.opus;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;

/**
 * What an encoder is made with. Immutable. What libopus would refuse, clamp or silently ignore is
 * refused here.
 *
 * <p>What gives deep redundancy (DRED): redundancyMs above 0, an expected loss above 0, and bits to
 * spare, since libopus pays for it out of the bit rate and leaves it out where fewer than 80 ms
 * would fit. See {@link OpusDred} for figures.
 *
 * @param format 8, 12, 16, 24 or 48 kHz; 1 or 2 channels, more for {@link OpusMultistreamEncoder};
 *     frames of 2.5, 5, 10, 20, 40, 60, 80, 100 or 120 ms
 * @param application what the encoder is tuned for
 * @param bitrateBitsPerSecond the aim, 500 to 300,000 times the channels; {@link #BITRATE_AUTO} or
 *     {@link #BITRATE_MAX}
 * @param rateControl how the rate may vary
 * @param complexity effort, 0 (least) to 10 (best sound)
 * @param signal what the sound is
 * @param bandwidth the part of the spectrum to code; empty: the encoder chooses
 * @param maxBandwidth the most that the encoder may choose
 * @param forcedChannels 1 or 2 to code so many whatever comes; 0: the encoder chooses
 * @param fec forward error correction; not without the speech coder, hence neither for {@link
 *     OpusApplication#RESTRICTED_LOWDELAY} nor for frames below 10 ms
 * @param expectedLossPercent packets that the network loses, 0 to 100; with redundancy and below 20
 *     the library is told half as much again, up to 20, since it would give that too few bits
 * @param dtx whether long silence is coded in packets that need not be sent
 * @param lsbDepth bits that the sound's quantisation holds, 8 to 24: noise below them is not coded
 * @param predictionDisabled whether frames do without their predecessors: a loss spreads less, for
 *     more bits
 * @param phaseInversionDisabled whether stereo is coded so that a mono mix loses nothing
 * @param redundancyMs how much of the past each packet carries again (DRED), at most; 0 to 1,040,
 *     multiples of 10; above 0 only with complexity 7 or more, at 16 kHz or more
 */
public record OpusConfig(
    StreamFormat format,
    OpusApplication application,
    int bitrateBitsPerSecond,
    OpusRateControl rateControl,
    int complexity,
    OpusSignal signal,
    Optional<OpusBandwidth> bandwidth,
    OpusBandwidth maxBandwidth,
    int forcedChannels,
    OpusFec fec,
    int expectedLossPercent,
    boolean dtx,
    int lsbDepth,
    boolean predictionDisabled,
    boolean phaseInversionDisabled,
    int redundancyMs) {

  /** The encoder chooses by rate, channels and frame (libopus's {@code OPUS_AUTO}). */
  public static final int BITRATE_AUTO = -1000;

  /** As many bits as packets hold (libopus's {@code OPUS_BITRATE_MAX}). */
  public static final int BITRATE_MAX = -1;

  /** The least that libopus does not raise. */
  private static final int MIN_BITRATE = 500;

  /** Per channel, the most that libopus does not lower. */
  private static final int MAX_CHANNEL_BITRATE = 300_000;

  private static final int MAX_COMPLEXITY = 10;
  private static final int MIN_LSB_DEPTH = 8;
  private static final int MAX_LSB_DEPTH = 24;

  /** libopus's {@code DRED_MAX_FRAMES} of 10 ms. */
  private static final int MAX_REDUNDANCY_MS = 1_040;

  /** Below, libopus does not listen to the signal before coding it, and makes no redundancy. */
  private static final int MIN_REDUNDANCY_COMPLEXITY = 7;

  /** For the same reason. */
  private static final int MIN_REDUNDANCY_RATE_HZ = 16_000;

  /** libopus counts redundancy in frames of 10 ms. */
  static final int REDUNDANCY_STEP_MS = 10;

  /** From this loss on, libopus spends enough on redundancy. */
  private static final int RICH_LOSS_PERCENT = 20;

  /** The speech coder's shortest frame. */
  private static final double MIN_SPEECH_FRAME_MS = 10;

  /** Checks every component and names the one that is out of its range. */
  public OpusConfig {
    OpusFormats.check(format, StreamFormat.MAX_CHANNELS);
    Objects.requireNonNull(application, "application");
    checkBitrate(bitrateBitsPerSecond, format.channels());
    Objects.requireNonNull(rateControl, "rateControl");
    checkRange("complexity", complexity, 0, MAX_COMPLEXITY);
    Objects.requireNonNull(signal, "signal");
    Objects.requireNonNull(bandwidth, "bandwidth");
    Objects.requireNonNull(maxBandwidth, "maxBandwidth");
    checkRange("forcedChannels", forcedChannels, 0, Math.min(2, format.channels()));
    if (Objects.requireNonNull(fec, "fec") != OpusFec.OFF && !hasSpeechCoder(format, application)) {
      throw new IllegalArgumentException(
          "fec is "
              + fec
              + ", allowed with application "
              + application
              + " and frames of "
              + format.frameMs()
              + " ms: OFF (it needs the speech coder)");
    }
    checkRange("expectedLossPercent", expectedLossPercent, 0, 100);
    checkRange("lsbDepth", lsbDepth, MIN_LSB_DEPTH, MAX_LSB_DEPTH);
    if (redundancyMs < 0
        || redundancyMs > MAX_REDUNDANCY_MS
        || redundancyMs % REDUNDANCY_STEP_MS != 0) {
      throw new IllegalArgumentException(
          "redundancyMs is "
              + redundancyMs
              + ", allowed: 0 to "
              + MAX_REDUNDANCY_MS
              + ", multiples of "
              + REDUNDANCY_STEP_MS);
    }
    if (redundancyMs > 0
        && (complexity < MIN_REDUNDANCY_COMPLEXITY
            || format.sampleRateHz() < MIN_REDUNDANCY_RATE_HZ)) {
      throw new IllegalArgumentException(
          "redundancyMs is "
              + redundancyMs
              + ", allowed with complexity "
              + complexity
              + " at "
              + format.sampleRateHz()
              + " Hz: 0 (it takes complexity "
              + MIN_REDUNDANCY_COMPLEXITY
              + " and "
              + MIN_REDUNDANCY_RATE_HZ
              + " Hz or more)");
    }
  }

  static void checkBitrate(int bitrateBitsPerSecond, int channels) {
    if (bitrateBitsPerSecond != BITRATE_AUTO && bitrateBitsPerSecond != BITRATE_MAX) {
      checkRange(
          "bitrateBitsPerSecond",
          bitrateBitsPerSecond,
          MIN_BITRATE,
          MAX_CHANNEL_BITRATE * channels);
    }
  }

  static void checkRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }

  private static boolean hasSpeechCoder(StreamFormat format, OpusApplication application) {
    return application != OpusApplication.RESTRICTED_LOWDELAY
        && format.frameMs() >= MIN_SPEECH_FRAME_MS;
  }

  /**
   * Speech over a network, as {@link CodecConfig#defaults} has it; all else as libopus sets it.
   *
   * @param format the frames of sound
   * @return the configuration
   */
  public static OpusConfig defaults(StreamFormat format) {
    return of(CodecConfig.defaults(format));
  }

  /**
   * What a codec-independent configuration means for Opus: tuned for voice, forward error
   * correction wherever the speech coder can serve, effective as soon as loss is expected. Not
   * beside deep redundancy, though: it would take the bits of that, at 24 and 32 kb/s all of them,
   * and restores single packets alone.
   *
   * @param config the codec-independent configuration
   * @return the configuration
   * @throws IllegalArgumentException if Opus does not take it
   */
  public static OpusConfig of(CodecConfig config) {
    StreamFormat format = OpusFormats.check(config.format(), StreamFormat.MAX_CHANNELS);
    OpusApplication application = OpusApplication.VOIP;
    return new OpusConfig(
        format,
        application,
        config.bitrateBitsPerSecond(),
        OpusRateControl.CONSTRAINED,
        config.complexity(),
        OpusSignal.AUTO,
        Optional.empty(),
        OpusBandwidth.FULLBAND,
        0,
        config.redundancyMs() == 0 && hasSpeechCoder(format, application)
            ? OpusFec.ON
            : OpusFec.OFF,
        config.expectedLossPercent(),
        config.dtx(),
        MAX_LSB_DEPTH,
        false,
        false,
        config.redundancyMs());
  }

  /**
   * What the library is told of a loss: with redundancy, more than there is. At 10 % it would spend
   * so little on it that gaps stay which a few bits more make good, and those cost the sound less.
   *
   * @param expectedLossPercent what the network loses, 0 to 100
   * @param redundancyMs the redundancy; 0 for none
   */
  static int toldLossPercent(int expectedLossPercent, int redundancyMs) {
    int more = Math.min(RICH_LOSS_PERCENT, (3 * expectedLossPercent + 1) / 2);
    return redundancyMs > 0 ? Math.max(expectedLossPercent, more) : expectedLossPercent;
  }

  /** The components while one of them changes. */
  private static final class Draft {
    private StreamFormat format;
    private OpusApplication application;
    private int bitrateBitsPerSecond;
    private OpusRateControl rateControl;
    private int complexity;
    private OpusSignal signal;
    private Optional<OpusBandwidth> bandwidth;
    private OpusBandwidth maxBandwidth;
    private int forcedChannels;
    private OpusFec fec;
    private int expectedLossPercent;
    private boolean dtx;
    private int lsbDepth;
    private boolean predictionDisabled;
    private boolean phaseInversionDisabled;
    private int redundancyMs;

    Draft(OpusConfig config) {
      format = config.format;
      application = config.application;
      bitrateBitsPerSecond = config.bitrateBitsPerSecond;
      rateControl = config.rateControl;
      complexity = config.complexity;
      signal = config.signal;
      bandwidth = config.bandwidth;
      maxBandwidth = config.maxBandwidth;
      forcedChannels = config.forcedChannels;
      fec = config.fec;
      expectedLossPercent = config.expectedLossPercent;
      dtx = config.dtx;
      lsbDepth = config.lsbDepth;
      predictionDisabled = config.predictionDisabled;
      phaseInversionDisabled = config.phaseInversionDisabled;
      redundancyMs = config.redundancyMs;
    }
  }

  private OpusConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new OpusConfig(
        draft.format,
        draft.application,
        draft.bitrateBitsPerSecond,
        draft.rateControl,
        draft.complexity,
        draft.signal,
        draft.bandwidth,
        draft.maxBandwidth,
        draft.forcedChannels,
        draft.fec,
        draft.expectedLossPercent,
        draft.dtx,
        draft.lsbDepth,
        draft.predictionDisabled,
        draft.phaseInversionDisabled,
        draft.redundancyMs);
  }

  /**
   * The same for other frames.
   *
   * @param format the frames
   * @return the configuration
   */
  public OpusConfig withFormat(StreamFormat format) {
    return with(draft -> draft.format = format);
  }

  /**
   * The same tuned for something else.
   *
   * @param application what it is tuned for
   * @return the configuration
   */
  public OpusConfig withApplication(OpusApplication application) {
    return with(draft -> draft.application = application);
  }

  /**
   * The same at another bit rate.
   *
   * @param bitrateBitsPerSecond the aim
   * @return the configuration
   */
  public OpusConfig withBitrateBitsPerSecond(int bitrateBitsPerSecond) {
    return with(draft -> draft.bitrateBitsPerSecond = bitrateBitsPerSecond);
  }

  /**
   * The same with another rate control.
   *
   * @param rateControl how the rate may vary
   * @return the configuration
   */
  public OpusConfig withRateControl(OpusRateControl rateControl) {
    return with(draft -> draft.rateControl = rateControl);
  }

  /**
   * The same at another effort.
   *
   * @param complexity 0 to 10
   * @return the configuration
   */
  public OpusConfig withComplexity(int complexity) {
    return with(draft -> draft.complexity = complexity);
  }

  /**
   * The same for another kind of sound.
   *
   * @param signal what the sound is
   * @return the configuration
   */
  public OpusConfig withSignal(OpusSignal signal) {
    return with(draft -> draft.signal = signal);
  }

  /**
   * The same with another bandwidth.
   *
   * @param bandwidth the part of the spectrum to code; empty: the encoder chooses
   * @return the configuration
   */
  public OpusConfig withBandwidth(Optional<OpusBandwidth> bandwidth) {
    return with(draft -> draft.bandwidth = bandwidth);
  }

  /**
   * The same with another limit of the bandwidth.
   *
   * @param maxBandwidth the most that the encoder may choose
   * @return the configuration
   */
  public OpusConfig withMaxBandwidth(OpusBandwidth maxBandwidth) {
    return with(draft -> draft.maxBandwidth = maxBandwidth);
  }

  /**
   * The same with another number of coded channels.
   *
   * @param forcedChannels 1, 2, or 0 for the encoder's choice
   * @return the configuration
   */
  public OpusConfig withForcedChannels(int forcedChannels) {
    return with(draft -> draft.forcedChannels = forcedChannels);
  }

  /**
   * The same with other forward error correction.
   *
   * @param fec whether and when
   * @return the configuration
   */
  public OpusConfig withFec(OpusFec fec) {
    return with(draft -> draft.fec = fec);
  }

  /**
   * The same for another network.
   *
   * @param expectedLossPercent 0 to 100
   * @return the configuration
   */
  public OpusConfig withExpectedLossPercent(int expectedLossPercent) {
    return with(draft -> draft.expectedLossPercent = expectedLossPercent);
  }

  /**
   * The same with or without discontinuous transmission.
   *
   * @param dtx whether silence need not be sent
   * @return the configuration
   */
  public OpusConfig withDtx(boolean dtx) {
    return with(draft -> draft.dtx = dtx);
  }

  /**
   * The same for sound of other depth.
   *
   * @param lsbDepth 8 to 24 bits
   * @return the configuration
   */
  public OpusConfig withLsbDepth(int lsbDepth) {
    return with(draft -> draft.lsbDepth = lsbDepth);
  }

  /**
   * The same with or without prediction.
   *
   * @param predictionDisabled whether frames do without their predecessors
   * @return the configuration
   */
  public OpusConfig withPredictionDisabled(boolean predictionDisabled) {
    return with(draft -> draft.predictionDisabled = predictionDisabled);
  }

  /**
   * The same with or without inverted phase.
   *
   * @param phaseInversionDisabled whether a mono mix loses nothing
   * @return the configuration
   */
  public OpusConfig withPhaseInversionDisabled(boolean phaseInversionDisabled) {
    return with(draft -> draft.phaseInversionDisabled = phaseInversionDisabled);
  }

  /**
   * The same with other deep redundancy.
   *
   * @param redundancyMs 0 to 1,040 ms, multiples of 10
   * @return the configuration
   */
  public OpusConfig withRedundancyMs(int redundancyMs) {
    return with(draft -> draft.redundancyMs = redundancyMs);
  }
}
