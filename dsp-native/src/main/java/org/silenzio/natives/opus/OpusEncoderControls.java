package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.opus.opus_h;

/**
 * The controls of an encoder ({@code opus_encoder_ctl}). {@link OpusEncoder} lists them.
 *
 * <p>[audio] all of them: by the thread that encodes, between two calls. A set takes effect with
 * the next frame; what libopus refuses is an {@link OpusException} with its reason, what it would
 * clamp or what would lose sound an {@link IllegalArgumentException}; the setting stays as it was.
 * After the encoder's close all throw {@link IllegalStateException}.
 */
public final class OpusEncoderControls {

  private final ControlCalls calls;
  private final MemorySegment state;
  private final StreamFormat format;
  private final MemorySegment scratch;

  /** libopus forgets it with a reset. */
  private int redundancyMs;

  /** libopus tells the coded bandwidth, not the one that was asked for. */
  private Optional<OpusBandwidth> bandwidth = Optional.empty();

  OpusEncoderControls(ControlCalls calls, MemorySegment state, StreamFormat format, Arena arena) {
    this.calls = calls;
    this.state = state;
    this.format = format;
    scratch = arena.allocate(JAVA_INT);
  }

  /** Sets all that differs from what libopus begins with. */
  void apply(OpusConfig config) {
    setBitrateBitsPerSecond(config.bitrateBitsPerSecond());
    setVbr(config.rateControl() != OpusRateControl.CONSTANT);
    setVbrConstrained(config.rateControl() != OpusRateControl.VARIABLE);
    setComplexity(config.complexity());
    setSignal(config.signal());
    setMaxBandwidth(config.maxBandwidth());
    if (config.bandwidth().isPresent()) { // else it would undo the limit of the speech coder
      setBandwidth(config.bandwidth());
    }
    setForcedChannels(config.forcedChannels());
    setFec(config.fec());
    setDtx(config.dtx());
    setLsbDepth(config.lsbDepth());
    setPredictionDisabled(config.predictionDisabled());
    setPhaseInversionDisabled(config.phaseInversionDisabled());
    if (config.redundancyMs() > 0) { // libraries without it refuse even a 0
      setRedundancyMs(config.redundancyMs());
    }
    expectLoss(config.expectedLossPercent());
  }

  /** Prepares for a loss that the network has. [audio] */
  void expectLoss(int expectedLossPercent) {
    setExpectedLossPercent(OpusConfig.toldLossPercent(expectedLossPercent, redundancyMs));
  }

  private void set(String name, int request, int value) {
    calls.set(state, name, request, value);
  }

  private int get(String name, int request) {
    return calls.get(state, name, request, scratch);
  }

  /**
   * What the encoder is tuned for. [audio]
   *
   * @return as set last
   */
  public OpusApplication application() {
    return OpusApplication.of(get("APPLICATION", opus_h.OPUS_GET_APPLICATION_REQUEST()));
  }

  /**
   * Tunes the encoder for something else: libopus allows it before the first frame and after a
   * reset. [audio]
   *
   * @param application what to tune for
   */
  public void setApplication(OpusApplication application) {
    set("APPLICATION", opus_h.OPUS_SET_APPLICATION_REQUEST(), application.code());
  }

  /**
   * The bit rate in effect. [audio]
   *
   * @return what was set; for {@link OpusConfig#BITRATE_AUTO} and {@link OpusConfig#BITRATE_MAX}
   *     what they come to for frames as long as the last
   */
  public int bitrateBitsPerSecond() {
    return get("BITRATE", opus_h.OPUS_GET_BITRATE_REQUEST());
  }

  /**
   * Sets the aim. [audio]
   *
   * @param bitrateBitsPerSecond 500 to 300,000 times the channels, or one of {@link OpusConfig}'s
   *     two constants
   */
  public void setBitrateBitsPerSecond(int bitrateBitsPerSecond) {
    OpusConfig.checkBitrate(bitrateBitsPerSecond, format.channels());
    set("BITRATE", opus_h.OPUS_SET_BITRATE_REQUEST(), bitrateBitsPerSecond);
  }

  /**
   * Whether the rate varies. [audio]
   *
   * @return as set last
   */
  public boolean vbr() {
    return get("VBR", opus_h.OPUS_GET_VBR_REQUEST()) != 0;
  }

  /**
   * Lets the rate vary, or holds all packets to one size. [audio]
   *
   * @param vbr whether it varies
   */
  public void setVbr(boolean vbr) {
    set("VBR", opus_h.OPUS_SET_VBR_REQUEST(), vbr ? 1 : 0);
  }

  /**
   * Whether a varying rate is held near its aim. [audio]
   *
   * @return as set last
   */
  public boolean vbrConstrained() {
    return get("VBR_CONSTRAINT", opus_h.OPUS_GET_VBR_CONSTRAINT_REQUEST()) != 0;
  }

  /**
   * Holds a varying rate near its aim, or lets it go. [audio]
   *
   * @param vbrConstrained whether it is held
   */
  public void setVbrConstrained(boolean vbrConstrained) {
    set("VBR_CONSTRAINT", opus_h.OPUS_SET_VBR_CONSTRAINT_REQUEST(), vbrConstrained ? 1 : 0);
  }

  /**
   * The effort. [audio]
   *
   * @return 0 to 10
   */
  public int complexity() {
    return get("COMPLEXITY", opus_h.OPUS_GET_COMPLEXITY_REQUEST());
  }

  /**
   * Sets the effort. [audio]
   *
   * @param complexity 0 (least) to 10 (best sound)
   */
  public void setComplexity(int complexity) {
    set("COMPLEXITY", opus_h.OPUS_SET_COMPLEXITY_REQUEST(), complexity);
  }

  /**
   * What the sound is said to be. [audio]
   *
   * @return as set last
   */
  public OpusSignal signal() {
    return OpusSignal.of(get("SIGNAL", opus_h.OPUS_GET_SIGNAL_REQUEST()));
  }

  /**
   * Says what the sound is. [audio]
   *
   * @param signal the hint
   */
  public void setSignal(OpusSignal signal) {
    set("SIGNAL", opus_h.OPUS_SET_SIGNAL_REQUEST(), signal.code());
  }

  /**
   * The part of the spectrum that was asked for. [audio]
   *
   * @return as set last; empty: the encoder chooses
   */
  public Optional<OpusBandwidth> bandwidth() {
    return bandwidth;
  }

  /**
   * Sets the part of the spectrum to code. [audio]
   *
   * @param bandwidth the part; empty: the encoder chooses
   */
  public void setBandwidth(Optional<OpusBandwidth> bandwidth) {
    int code = bandwidth.map(OpusBandwidth::code).orElse(opus_h.OPUS_AUTO());
    set("BANDWIDTH", opus_h.OPUS_SET_BANDWIDTH_REQUEST(), code);
    this.bandwidth = bandwidth;
  }

  /**
   * The part of the spectrum that the last packet holds. [audio]
   *
   * @return the bandwidth; before the first packet the widest
   */
  public OpusBandwidth codedBandwidth() {
    return OpusBandwidth.of(get("BANDWIDTH", opus_h.OPUS_GET_BANDWIDTH_REQUEST()));
  }

  /**
   * The most that the encoder may choose. [audio]
   *
   * @return as set last
   */
  public OpusBandwidth maxBandwidth() {
    return OpusBandwidth.of(get("MAX_BANDWIDTH", opus_h.OPUS_GET_MAX_BANDWIDTH_REQUEST()));
  }

  /**
   * Limits what the encoder may choose. [audio]
   *
   * @param maxBandwidth the limit
   */
  public void setMaxBandwidth(OpusBandwidth maxBandwidth) {
    set("MAX_BANDWIDTH", opus_h.OPUS_SET_MAX_BANDWIDTH_REQUEST(), maxBandwidth.code());
  }

  /**
   * How many channels are coded whatever comes. [audio]
   *
   * @return 1, 2, or 0: the encoder chooses
   */
  public int forcedChannels() {
    return Math.max(0, get("FORCE_CHANNELS", opus_h.OPUS_GET_FORCE_CHANNELS_REQUEST()));
  }

  /**
   * Sets how many channels are coded whatever comes. [audio]
   *
   * @param forcedChannels 1, 2 (not for a mono encoder), or 0: the encoder chooses
   */
  public void setForcedChannels(int forcedChannels) {
    set(
        "FORCE_CHANNELS",
        opus_h.OPUS_SET_FORCE_CHANNELS_REQUEST(),
        forcedChannels == 0 ? opus_h.OPUS_AUTO() : forcedChannels);
  }

  /**
   * Whether packets carry a copy of the frame before. [audio]
   *
   * @return as set last
   */
  public OpusFec fec() {
    return OpusFec.of(get("INBAND_FEC", opus_h.OPUS_GET_INBAND_FEC_REQUEST()));
  }

  /**
   * Lets packets carry a copy of the frame before, if loss is expected. [audio]
   *
   * @param fec whether and when
   */
  public void setFec(OpusFec fec) {
    set("INBAND_FEC", opus_h.OPUS_SET_INBAND_FEC_REQUEST(), fec.code());
  }

  /**
   * The loss that the encoder prepares for. [audio]
   *
   * @return 0 to 100
   */
  public int expectedLossPercent() {
    return get("PACKET_LOSS_PERC", opus_h.OPUS_GET_PACKET_LOSS_PERC_REQUEST());
  }

  /**
   * Sets the loss to prepare for, as the library takes it; see {@link
   * OpusConfig#expectedLossPercent} for what it is told otherwise. [audio]
   *
   * @param expectedLossPercent 0 to 100
   */
  public void setExpectedLossPercent(int expectedLossPercent) {
    set("PACKET_LOSS_PERC", opus_h.OPUS_SET_PACKET_LOSS_PERC_REQUEST(), expectedLossPercent);
  }

  /**
   * Whether long silence is coded in packets that need not be sent. [audio]
   *
   * @return as set last
   */
  public boolean dtx() {
    return get("DTX", opus_h.OPUS_GET_DTX_REQUEST()) != 0;
  }

  /**
   * Lets long silence be coded in packets that need not be sent. [audio]
   *
   * @param dtx whether it is
   */
  public void setDtx(boolean dtx) {
    set("DTX", opus_h.OPUS_SET_DTX_REQUEST(), dtx ? 1 : 0);
  }

  /**
   * Whether the encoder is in discontinuous transmission. [audio]
   *
   * @return true since it found nothing but silence, also for the packets that are to be sent now
   *     and then
   */
  public boolean inDtx() {
    return get("IN_DTX", opus_h.OPUS_GET_IN_DTX_REQUEST()) != 0;
  }

  /**
   * The depth that the sound is said to have. [audio]
   *
   * @return 8 to 24 bits
   */
  public int lsbDepth() {
    return get("LSB_DEPTH", opus_h.OPUS_GET_LSB_DEPTH_REQUEST());
  }

  /**
   * Says what depth the sound has. [audio]
   *
   * @param lsbDepth 8 to 24 bits
   */
  public void setLsbDepth(int lsbDepth) {
    set("LSB_DEPTH", opus_h.OPUS_SET_LSB_DEPTH_REQUEST(), lsbDepth);
  }

  /**
   * Whether frames do without their predecessors. [audio]
   *
   * @return as set last
   */
  public boolean predictionDisabled() {
    return get("PREDICTION_DISABLED", opus_h.OPUS_GET_PREDICTION_DISABLED_REQUEST()) != 0;
  }

  /**
   * Makes frames do without their predecessors, or lets them use them. [audio]
   *
   * @param predictionDisabled whether they do without
   */
  public void setPredictionDisabled(boolean predictionDisabled) {
    set(
        "PREDICTION_DISABLED",
        opus_h.OPUS_SET_PREDICTION_DISABLED_REQUEST(),
        predictionDisabled ? 1 : 0);
  }

  /**
   * Whether stereo is coded so that a mono mix loses nothing. [audio]
   *
   * @return as set last
   */
  public boolean phaseInversionDisabled() {
    return get("PHASE_INVERSION_DISABLED", opus_h.OPUS_GET_PHASE_INVERSION_DISABLED_REQUEST()) != 0;
  }

  /**
   * Codes stereo so that a mono mix loses nothing, or as best for stereo. [audio]
   *
   * @param phaseInversionDisabled whether a mono mix matters
   */
  public void setPhaseInversionDisabled(boolean phaseInversionDisabled) {
    set(
        "PHASE_INVERSION_DISABLED",
        opus_h.OPUS_SET_PHASE_INVERSION_DISABLED_REQUEST(),
        phaseInversionDisabled ? 1 : 0);
  }

  /**
   * How long packets last. [audio]
   *
   * @return as set last
   */
  public OpusFrameDuration frameDuration() {
    return OpusFrameDuration.of(
        get("EXPERT_FRAME_DURATION", opus_h.OPUS_GET_EXPERT_FRAME_DURATION_REQUEST()));
  }

  /**
   * Sets how long packets last. [audio] An encoder takes frames of one length; of a longer one
   * libopus would code only the beginning, so all others are refused.
   *
   * @param frameDuration {@link OpusFrameDuration#OF_THE_FRAME} or the frame's own duration
   * @throws IllegalArgumentException if it is another
   */
  public void setFrameDuration(OpusFrameDuration frameDuration) {
    if (frameDuration != OpusFrameDuration.OF_THE_FRAME && frameDuration.ms() != format.frameMs()) {
      throw new IllegalArgumentException(
          "frameDuration is "
              + frameDuration
              + ", allowed: OF_THE_FRAME or the frame's "
              + format.frameMs()
              + " ms");
    }
    set(
        "EXPERT_FRAME_DURATION",
        opus_h.OPUS_SET_EXPERT_FRAME_DURATION_REQUEST(),
        frameDuration.code());
  }

  /**
   * How much of the past each packet carries again at most (DRED). [audio]
   *
   * @return milliseconds
   */
  public int redundancyMs() {
    return get("DRED_DURATION", opus_h.OPUS_GET_DRED_DURATION_REQUEST())
        * OpusConfig.REDUNDANCY_STEP_MS;
  }

  /**
   * Sets how much of the past each packet carries again at most (DRED). [audio]
   *
   * @param redundancyMs 0 to 1,040, multiples of 10
   * @throws IllegalArgumentException if it is no multiple of 10
   */
  public void setRedundancyMs(int redundancyMs) {
    if (redundancyMs % OpusConfig.REDUNDANCY_STEP_MS != 0) {
      throw new IllegalArgumentException(
          "redundancyMs is "
              + redundancyMs
              + ", allowed: multiples of "
              + OpusConfig.REDUNDANCY_STEP_MS);
    }
    set(
        "DRED_DURATION",
        opus_h.OPUS_SET_DRED_DURATION_REQUEST(),
        redundancyMs / OpusConfig.REDUNDANCY_STEP_MS);
    this.redundancyMs = redundancyMs;
  }

  /**
   * How much later a sample leaves encoder and decoder than it entered, the frame not counted.
   * [audio]
   *
   * @return samples at the encoder's rate
   */
  public int lookaheadSamples() {
    return get("LOOKAHEAD", opus_h.OPUS_GET_LOOKAHEAD_REQUEST());
  }

  /**
   * The rate that the encoder takes. [audio]
   *
   * @return as at construction
   */
  public int sampleRateHz() {
    return get("SAMPLE_RATE", opus_h.OPUS_GET_SAMPLE_RATE_REQUEST());
  }

  /**
   * The range coder's state after the last packet; a decoder that read it right has the same.
   * [audio]
   *
   * @return 32 bits, unsigned
   */
  public int finalRange() {
    return get("FINAL_RANGE", opus_h.OPUS_GET_FINAL_RANGE_REQUEST());
  }

  /** Forgets the signal's past but keeps the settings. [audio] */
  public void reset() {
    calls.reset(state);
    if (redundancyMs > 0) {
      setRedundancyMs(redundancyMs);
    }
  }
}
