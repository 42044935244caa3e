package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.silenzio.bindings.opus.opus_h;

/**
 * The controls of a decoder ({@code opus_decoder_ctl}). {@link OpusDecoder} lists them.
 *
 * <p>[audio] all of them: by the thread that decodes, between two calls. What libopus refuses is an
 * {@link OpusException} with its reason; the setting stays as it was. After the decoder's close all
 * throw {@link IllegalStateException}.
 */
public final class OpusDecoderControls {

  /** libopus counts gain in 1/256 dB. */
  private static final double GAIN_STEPS_PER_DB = 256;

  private final ControlCalls calls;
  private final MemorySegment state;
  private final MemorySegment scratch;

  /** As the caller wants it; libopus begins with 0. */
  private int complexity;

  /** Whether libopus has been given less for a while. */
  private boolean spared;

  OpusDecoderControls(ControlCalls calls, MemorySegment state, Arena arena) {
    this.calls = calls;
    this.state = state;
    scratch = arena.allocate(JAVA_INT);
  }

  /** Sets all that differs from what libopus begins with. */
  void apply(OpusDecoderConfig config) {
    setGainDb(config.gainDb());
    if (config.complexity() > 0) { // libraries before 1.5 refuse even a 0
      setComplexity(config.complexity());
    }
    setPhaseInversionDisabled(config.phaseInversionDisabled());
  }

  private void set(String name, int request, int value) {
    calls.set(state, name, request, value);
  }

  private int get(String name, int request) {
    return calls.get(state, name, request, scratch);
  }

  /**
   * By how much the sound is amplified. [audio]
   *
   * @return as set last, in dB
   */
  public double gainDb() {
    return get("GAIN", opus_h.OPUS_GET_GAIN_REQUEST()) / GAIN_STEPS_PER_DB;
  }

  /**
   * Sets by how much the sound is amplified. [audio]
   *
   * @param gainDb -128 to below 128 dB, rounded to 1/256 dB
   */
  public void setGainDb(double gainDb) {
    set("GAIN", opus_h.OPUS_SET_GAIN_REQUEST(), (int) Math.rint(gainDb * GAIN_STEPS_PER_DB));
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
   * Sets the effort: from 5 on losses are concealed by a neural network, from 6 and from 7 on
   * networks enhance speech where the library was built with them. [audio]
   *
   * @param complexity 0 (least) to 10
   */
  public void setComplexity(int complexity) {
    set("COMPLEXITY", opus_h.OPUS_SET_COMPLEXITY_REQUEST(), complexity);
    this.complexity = complexity;
  }

  /** Keeps libopus from concealing by its network, or lets it again. [audio] */
  void spareNetwork(boolean spare) {
    if (spare != spared && complexity >= OpusDecoderConfig.NEURAL_CONCEALMENT) {
      int effort = spare ? OpusDecoderConfig.NEURAL_CONCEALMENT - 1 : complexity;
      set("COMPLEXITY", opus_h.OPUS_SET_COMPLEXITY_REQUEST(), effort);
      spared = spare;
    }
  }

  /**
   * Whether inverted phase is undone, so that a mono mix loses nothing. [audio]
   *
   * @return as set last
   */
  public boolean phaseInversionDisabled() {
    return get("PHASE_INVERSION_DISABLED", opus_h.OPUS_GET_PHASE_INVERSION_DISABLED_REQUEST()) != 0;
  }

  /**
   * Undoes inverted phase, so that a mono mix loses nothing, or leaves it. [audio]
   *
   * @param phaseInversionDisabled whether it is undone
   */
  public void setPhaseInversionDisabled(boolean phaseInversionDisabled) {
    set(
        "PHASE_INVERSION_DISABLED",
        opus_h.OPUS_SET_PHASE_INVERSION_DISABLED_REQUEST(),
        phaseInversionDisabled ? 1 : 0);
  }

  /**
   * The part of the spectrum that the last packet held. [audio]
   *
   * @return the bandwidth; empty before the first packet
   */
  public Optional<OpusBandwidth> bandwidth() {
    return known(get("BANDWIDTH", opus_h.OPUS_GET_BANDWIDTH_REQUEST()));
  }

  /**
   * How long the sound decoded or concealed last was. [audio]
   *
   * @return samples per channel
   */
  public int lastPacketSamples() {
    return get("LAST_PACKET_DURATION", opus_h.OPUS_GET_LAST_PACKET_DURATION_REQUEST());
  }

  /**
   * The pitch period of the last frame. [audio]
   *
   * @return samples at 48 kHz; 0 if it has none
   */
  public int pitchSamples() {
    return get("PITCH", opus_h.OPUS_GET_PITCH_REQUEST());
  }

  /**
   * The rate that the decoder gives. [audio]
   *
   * @return as at construction
   */
  public int sampleRateHz() {
    return get("SAMPLE_RATE", opus_h.OPUS_GET_SAMPLE_RATE_REQUEST());
  }

  /**
   * The range coder's state after the last packet, equal to the encoder's. [audio]
   *
   * @return 32 bits, unsigned
   */
  public int finalRange() {
    return get("FINAL_RANGE", opus_h.OPUS_GET_FINAL_RANGE_REQUEST());
  }

  private static Optional<OpusBandwidth> known(int code) {
    return code == 0 ? Optional.empty() : Optional.of(OpusBandwidth.of(code));
  }

  /** Forgets the signal's past but keeps the settings. [audio] */
  public void reset() {
    calls.reset(state);
  }
}
