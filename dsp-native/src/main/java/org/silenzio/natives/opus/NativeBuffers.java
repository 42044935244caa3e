package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What of a buffer libopus may touch itself, and the memory of the buffer used last: to ask for it
 * anew each time would make objects.
 */
final class NativeBuffers {

  private ByteBuffer last;
  private MemorySegment memory;

  /**
   * Whether samples can be handed over where they lie: outside the heap, in the processor's order
   * of bytes, at a multiple of their size.
   */
  static boolean holdsSamples(ByteBuffer buffer, int sampleBytes) {
    return buffer.isDirect()
        && buffer.order() == ByteOrder.nativeOrder()
        && buffer.alignmentOffset(buffer.position(), sampleBytes) == 0;
  }

  /** The bytes from the position of a direct buffer on. [audio] */
  @SuppressWarnings("ReferenceEquality") // equal buffers may lie in different memory
  MemorySegment remaining(ByteBuffer buffer) {
    if (buffer != last) { // the very object: its memory never changes
      memory = MemorySegment.ofBuffer(buffer.duplicate().clear());
      last = buffer;
    }
    int at = buffer.position();
    return at == 0 ? memory : memory.asSlice(at);
  }

  /** Copies the first bytes of a segment to where a buffer stands, which stays there. */
  static void copy(MemorySegment from, int bytes, ByteBuffer to) {
    int at = to.position();
    for (int i = 0; i < bytes; i++) {
      to.put(at + i, from.get(JAVA_BYTE, i));
    }
  }

  static void checkRoom(String name, ByteBuffer buffer, int bytes) {
    checkRoom(name, buffer.remaining(), bytes);
  }

  static void checkRoom(String name, int bytes, int needed) {
    if (bytes < needed) {
      throw new IllegalArgumentException(
          name + " has " + bytes + " bytes, allowed: " + needed + " or more");
    }
  }
}
