package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory that ends at a page which nobody may touch: a byte read or written behind its end kills
 * the process. Linux alone; never freed.
 */
final class GuardedMemory {

  private static final long PAGE =
      4_096; // a multiple of it where pages are larger would do as well
  private static final long ALIGNED = 16 * PAGE; // pages of 64 KiB, on some ARM machines
  private static final int NO_ACCESS = 0;
  private static final int READ_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle MMAP =
      function(
          "mmap",
          FunctionDescriptor.of(
              ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle MPROTECT =
      function("mprotect", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle STRLEN =
      function("strlen", FunctionDescriptor.of(JAVA_LONG, ADDRESS));

  private final MemorySegment usable;

  /** Maps so many bytes or more. */
  GuardedMemory(long bytes) {
    long size = (bytes + ALIGNED - 1) / ALIGNED * ALIGNED;
    try {
      MemorySegment mapped =
          (MemorySegment)
              MMAP.invokeExact(
                  MemorySegment.NULL, size + ALIGNED, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
      if (mapped.address() == -1L) {
        throw new IllegalStateException("mmap failed");
      }
      MemorySegment guard = MemorySegment.ofAddress(mapped.address() + size);
      if ((int) MPROTECT.invokeExact(guard, ALIGNED, NO_ACCESS) != 0) {
        throw new IllegalStateException("mprotect failed");
      }
      usable = mapped.reinterpret(size);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor signature) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature);
  }

  /** The last bytes before the guard. */
  MemorySegment last(long bytes) {
    return usable.asSlice(usable.byteSize() - bytes, bytes);
  }

  /** A copy of a packet that ends at the guard. */
  MemorySegment holding(byte[] packet, int length) {
    MemorySegment segment = last(length);
    MemorySegment.copy(MemorySegment.ofArray(packet), 0, segment, 0, length);
    return segment;
  }

  /** Lets the C library read over the end, to show that this ends the process. */
  void overread() {
    MemorySegment text = last(10).fill((byte) 'a');
    try {
      long length = (long) STRLEN.invokeExact(text);
      throw new IllegalStateException("read " + length + " bytes and lives");
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
