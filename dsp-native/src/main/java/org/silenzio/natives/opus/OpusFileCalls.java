package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the printed binding of {@code opusfile.h} leaves out: reading through functions of our own,
 * headers, and where it reads. All its numbers are {@code int}, {@code opus_int64} or {@code
 * size_t}: the same on every platform of 64 bits.
 */
@SuppressWarnings("restricted") // this class exists to call native code
final class OpusFileCalls {

  private static final Linker LINKER = Linker.nativeLinker();

  private static final MethodHandle OPEN =
      function("op_open_callbacks", ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
  private static final MethodHandle HEAD = function("op_head", ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle TAGS = function("op_tags", ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle BITRATE = function("op_bitrate", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SEEKABLE = function("op_seekable", JAVA_INT, ADDRESS);
  private static final MethodHandle CURRENT_LINK = function("op_current_link", JAVA_INT, ADDRESS);
  private static final MethodHandle PCM_TELL = function("op_pcm_tell", JAVA_LONG, ADDRESS);

  /** {@code struct OpusHead}: int version, then these, up to the table of channels. */
  private static final int HEAD_INTS = 8;

  /** {@code struct OpusTags}: char **, int *, int and, aligned, char *. */
  private static final long TAGS_BYTES = 32;

  private static final long MAX_TEXT_BYTES = Integer.MAX_VALUE;

  private OpusFileCalls() {}

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        SymbolLookup.loaderLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /**
   * {@code op_open_callbacks}: the feed's functions are called within this call and within later
   * ones, on their thread.
   */
  static MemorySegment open(OpusFileFeed feed, Arena arena, MemorySegment error) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MemorySegment callbacks = arena.allocate(ADDRESS, 4); // read, seek, tell, close
    try {
      FunctionDescriptor read = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
      callbacks.setAtIndex(ADDRESS, 0, stub(lookup, feed, "read", read, arena));
      if (feed.isSeekable()) {
        FunctionDescriptor seek = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
        FunctionDescriptor tell = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
        callbacks.setAtIndex(ADDRESS, 1, stub(lookup, feed, "seek", seek, arena));
        callbacks.setAtIndex(ADDRESS, 2, stub(lookup, feed, "tell", tell, arena));
      }
      // the first argument comes back with each call, where nobody needs it
      return (MemorySegment) OPEN.invokeExact(callbacks, callbacks, MemorySegment.NULL, 0L, error);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static MemorySegment stub(
      MethodHandles.Lookup lookup,
      OpusFileFeed feed,
      String name,
      FunctionDescriptor shape,
      Arena arena)
      throws ReflectiveOperationException {
    MethodHandle method = lookup.findVirtual(OpusFileFeed.class, name, shape.toMethodType());
    return LINKER.upcallStub(method.bindTo(feed), shape, arena);
  }

  static OggOpusHead head(MemorySegment file, int link) {
    try {
      MemorySegment head = (MemorySegment) HEAD.invokeExact(file, link);
      head = head.reinterpret((long) HEAD_INTS * Integer.BYTES);
      return new OggOpusHead(
          head.getAtIndex(JAVA_INT, 1),
          head.getAtIndex(JAVA_INT, 2),
          Integer.toUnsignedLong(head.getAtIndex(JAVA_INT, 3)),
          head.getAtIndex(JAVA_INT, 4) / OggOpusHead.GAIN_STEPS_PER_DB,
          head.getAtIndex(JAVA_INT, 5),
          head.getAtIndex(JAVA_INT, 6),
          head.getAtIndex(JAVA_INT, 7));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static OggOpusTags tags(MemorySegment file, int link) {
    try {
      MemorySegment tags = (MemorySegment) TAGS.invokeExact(file, link);
      tags = tags.reinterpret(TAGS_BYTES);
      int count = tags.get(JAVA_INT, 2 * ADDRESS.byteSize());
      MemorySegment texts = tags.getAtIndex(ADDRESS, 0).reinterpret(count * ADDRESS.byteSize());
      MemorySegment lengths = tags.getAtIndex(ADDRESS, 1).reinterpret((long) count * Integer.BYTES);
      List<String> comments = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        MemorySegment text =
            texts.getAtIndex(ADDRESS, i).reinterpret(lengths.getAtIndex(JAVA_INT, i));
        comments.add(new String(text.toArray(JAVA_BYTE), StandardCharsets.UTF_8));
      }
      MemorySegment vendor = tags.getAtIndex(ADDRESS, 3).reinterpret(MAX_TEXT_BYTES);
      return new OggOpusTags(vendor.getString(0), comments);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int bitrate(MemorySegment file, int link) {
    try {
      return (int) BITRATE.invokeExact(file, link);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static boolean isSeekable(MemorySegment file) {
    try {
      return (int) SEEKABLE.invokeExact(file) != 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int currentLink(MemorySegment file) {
    try {
      return (int) CURRENT_LINK.invokeExact(file);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long pcmTell(MemorySegment file) {
    try {
      return (long) PCM_TELL.invokeExact(file);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static RuntimeException unexpected(Throwable e) {
    return switch (e) {
      case RuntimeException runtime -> runtime;
      case Error error -> throw error;
      default -> throw new AssertionError("a downcall throws nothing checked", e);
    };
  }
}
