package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Objects;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * The deep redundancy of a packet (DRED, draft-ietf-mlcodec-opus-dred): the second before it in
 * some hundred bits a frame, enough for a neural vocoder to make the speech again.
 *
 * <p>[audio] {@link #parse}, {@link #process}: any thread, one call at a time, also beside a
 * decoder; the decoding by {@link OpusDecoder#decodeRedundancy(OpusDred, int, float[][], int, int)}
 * is a call of both. [control] construction, {@link #close}. A close during a call, and a call
 * after it, throw {@link IllegalStateException}.
 */
public final class OpusDred implements AutoCloseable {

  /** What libopus 1.5 added. */
  private static final String SYMBOL = "opus_dred_decoder_create";

  private final int sampleRateHz;
  private final Arena arena;
  private final boolean ownsArena;
  private final MemorySegment dredDecoder;
  private final MemorySegment dred;
  private final MemorySegment end;
  private final MemorySegment packetSegment;
  private int reachSamples;
  private int endSamples;
  private boolean processed;

  /**
   * Creates the native state.
   *
   * @param sampleRateHz the decoder's rate, in which samples are counted
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded or is older
   *     than 1.5
   */
  @SuppressWarnings("MustBeClosedChecker") // closed with this object
  public OpusDred(int sampleRateHz) {
    this(sampleRateHz, Arena.ofShared(), true);
  }

  /** With another owner's arena, which frees the state. */
  OpusDred(int sampleRateHz, Arena arena) {
    this(sampleRateHz, arena, false);
  }

  @SuppressWarnings("restricted") // reinterpret: the arena frees the state when it closes
  private OpusDred(int sampleRateHz, Arena arena, boolean ownsArena) {
    this.sampleRateHz = sampleRateHz;
    this.arena = arena;
    this.ownsArena = ownsArena;
    try {
      OpusFormats.checkRate(sampleRateHz);
      NativeLibraries.load(NativeLibrary.OPUS, SYMBOL);
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment created = opus_h.opus_dred_decoder_create(error);
      OpusException.check("opus_dred_decoder_create", error.get(JAVA_INT, 0));
      dredDecoder = created.reinterpret(arena, opus_h::opus_dred_decoder_destroy);
      created = opus_h.opus_dred_alloc(error);
      OpusException.check("opus_dred_alloc", error.get(JAVA_INT, 0));
      dred = created.reinterpret(arena, opus_h::opus_dred_free);
      end = arena.allocate(JAVA_INT);
      packetSegment = arena.allocate(OpusFormats.MAX_PACKET_BYTES);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Whether the loaded library has deep redundancy. */
  static boolean isAvailable() {
    return SymbolLookup.loaderLookup().find(SYMBOL).isPresent();
  }

  /**
   * Looks for redundancy in a packet. [audio] It replaces what was read before, whether there is
   * any or not.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @return how far before the packet's own sound it reaches, in samples; 0 if there is none, or if
   *     the packet is damaged
   */
  public int parse(byte[] packet, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, packet.length);
    if (length > OpusFormats.MAX_PACKET_BYTES) {
      forget();
      return 0;
    }
    MemorySegment.copy(packet, offset, packetSegment, JAVA_BYTE, 0, length);
    return parse(packetSegment, length);
  }

  /** The same of a packet where libopus can read it. */
  int parse(MemorySegment packet, int length) {
    forget();
    if (length > 0) {
      int reach =
          opus_h.opus_dred_parse(
              dredDecoder, dred, packet, length, sampleRateHz, sampleRateHz, end, 1);
      if (reach > 0) {
        endSamples = end.get(JAVA_INT, 0);
        reachSamples = reach;
      }
    }
    return reachSamples;
  }

  /**
   * Makes the redundancy that was parsed ready to be decoded. [audio] Most of the work: some
   * decodes' worth.
   *
   * @return whether there is any
   */
  public boolean process() {
    if (reachSamples > 0 && !processed) {
      processed = opus_h.opus_dred_process(dredDecoder, dred, dred) == opus_h.OPUS_OK();
    }
    return processed;
  }

  /** Drops what was read. [audio] */
  void forget() {
    reachSamples = 0;
    endSamples = 0;
    processed = false;
  }

  /**
   * How far before the packet's own sound the redundancy begins. [audio]
   *
   * @return samples, 0 if there is none
   */
  public int reachSamples() {
    return reachSamples;
  }

  /**
   * How far before the packet's own sound the redundancy ends: behind that it holds nothing,
   * because there was silence. [audio]
   *
   * @return samples, 0 or more
   */
  public int endSamples() {
    return endSamples;
  }

  /** Whether a piece that begins so far back can be made of it. */
  boolean covers(int samplesBack) {
    return processed && samplesBack <= reachSamples && samplesBack > endSamples;
  }

  /** Where libopus has it. */
  MemorySegment segment() {
    return dred;
  }

  /** Frees the native state; further calls have no effect. [control] */
  @Override
  public void close() {
    if (ownsArena && arena.scope().isAlive()) {
      arena.close();
    }
  }
}
