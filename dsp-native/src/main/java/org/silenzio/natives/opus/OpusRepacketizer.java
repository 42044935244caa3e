package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Joins packets into longer ones and takes them apart, without decoding (RFC 6716, section 3.2);
 * pads packets and takes the padding off.
 *
 * <p>[audio] all methods but [control] construction and {@link #close}: any thread, one call at a
 * time. A close during a call, and a call after it, throw {@link IllegalStateException}.
 */
public final class OpusRepacketizer implements AutoCloseable {

  private final Arena arena;
  private final MemorySegment repacketizer;
  private final MemorySegment added; // libopus points into it until the next reset
  private final MemorySegment result;
  private long addedBytes;

  /**
   * Creates the native state.
   *
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  // reinterpret: the arena frees the state when it closes; the arena is closed with this object
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  public OpusRepacketizer() {
    NativeLibraries.load(NativeLibrary.OPUS); // before the binding looks its symbols up
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      MemorySegment created = opus_h.opus_repacketizer_create();
      if (created.address() == 0) {
        throw new IllegalStateException("opus_repacketizer_create gave NULL: no memory");
      }
      repacketizer = created.reinterpret(arena, opus_h::opus_repacketizer_destroy);
      added = arena.allocate(2L * OpusFormats.MAX_PACKET_BYTES);
      result = arena.allocate(OpusFormats.MAX_PACKET_BYTES);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /**
   * Adds a packet behind those added before. [audio]
   *
   * @param packet holds the packet, which is copied
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @return false if it was not added: it is damaged, coded in another mode, bandwidth, frame size
   *     or number of channels than those before, or 120 ms would be exceeded
   */
  public boolean add(byte[] packet, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, packet.length);
    if (length == 0 || length > added.byteSize() - addedBytes) {
      return false;
    }
    MemorySegment.copy(packet, offset, added, JAVA_BYTE, addedBytes, length);
    if (!add(added.asSlice(addedBytes, length), length)) {
      return false;
    }
    addedBytes += length;
    return true;
  }

  /** The same of a packet that stays where it is until {@link #reset}. */
  boolean add(MemorySegment packet, int length) {
    return opus_h.opus_repacketizer_cat(repacketizer, packet, length) == opus_h.OPUS_OK();
  }

  /**
   * How many frames were added. [audio]
   *
   * @return 0 to 48
   */
  public int frames() {
    return opus_h.opus_repacketizer_get_nb_frames(repacketizer);
  }

  /**
   * Gives all frames in one packet. [audio]
   *
   * @param into receives the packet
   * @param at where it begins
   * @return its length in bytes; 0 if the padding of what was added is damaged
   * @throws OpusException if {@code into} is too short or nothing was added
   */
  public int join(byte[] into, int at) {
    return join(0, frames(), into, at);
  }

  /**
   * Gives some of the frames in one packet. [audio]
   *
   * @param firstFrame the first one, from 0
   * @param endFrame behind the last one
   * @param into receives the packet
   * @param at where it begins
   * @return its length in bytes; 0 if the padding of what was added is damaged
   * @throws OpusException if {@code into} is too short or there are no such frames
   */
  public int join(int firstFrame, int endFrame, byte[] into, int at) {
    Objects.checkIndex(at, into.length + 1);
    int room = (int) Math.min(into.length - at, result.byteSize());
    int length = join(firstFrame, endFrame, result, room);
    MemorySegment.copy(result, JAVA_BYTE, 0, into, at, length);
    return length;
  }

  /** The same into where libopus can write. */
  int join(int firstFrame, int endFrame, MemorySegment into, int room) {
    int length = opus_h.opus_repacketizer_out_range(repacketizer, firstFrame, endFrame, into, room);
    if (length == opus_h.OPUS_INTERNAL_ERROR() || length == opus_h.OPUS_INVALID_PACKET()) {
      return 0; // only now libopus looks at the extensions in the padding
    }
    return OpusException.check("opus_repacketizer_out_range", length);
  }

  /** Forgets what was added. [audio] */
  public void reset() {
    MemorySegment same = opus_h.opus_repacketizer_init(repacketizer);
    assert same.address() == repacketizer.address();
    addedBytes = 0;
  }

  /**
   * Lengthens a packet in place, so that its length tells nothing. [audio] The sound stays the
   * same; what was added leaves with {@link #unpad}.
   *
   * @param packet holds the packet from index 0
   * @param length its length in bytes
   * @param paddedLength the length to give it, at most the array's
   * @return false if the packet is damaged or longer already: it stays as it was
   */
  public boolean pad(byte[] packet, int length, int paddedLength) {
    Objects.checkFromIndexSize(0, length, packet.length);
    Objects.checkFromIndexSize(0, paddedLength, packet.length);
    if (length == 0 || paddedLength > result.byteSize() || length > paddedLength) {
      return false;
    }
    MemorySegment.copy(packet, 0, result, JAVA_BYTE, 0, length);
    if (!pad(result, length, paddedLength)) {
      return false;
    }
    MemorySegment.copy(result, JAVA_BYTE, 0, packet, 0, paddedLength);
    return true;
  }

  /** The same where libopus can write, of one byte or more. */
  boolean pad(MemorySegment packet, int length, int paddedLength) {
    return opus_h.opus_packet_pad(packet, length, paddedLength) == opus_h.OPUS_OK();
  }

  /**
   * Takes a packet's padding off, in place. [audio] Deep redundancy lies in the padding and goes
   * with it.
   *
   * @param packet holds the packet from index 0
   * @param length its length in bytes
   * @return the length without padding; 0 if the packet is damaged: it stays as it was
   */
  public int unpad(byte[] packet, int length) {
    Objects.checkFromIndexSize(0, length, packet.length);
    if (length == 0 || length > result.byteSize()) {
      return 0;
    }
    MemorySegment.copy(packet, 0, result, JAVA_BYTE, 0, length);
    int unpadded = unpad(result, length);
    MemorySegment.copy(result, JAVA_BYTE, 0, packet, 0, unpadded);
    return unpadded;
  }

  /** The same where libopus can write, of one byte or more. */
  int unpad(MemorySegment packet, int length) {
    return Math.max(0, opus_h.opus_packet_unpad(packet, length));
  }

  /** Frees the native state; further calls have no effect. [control] */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
