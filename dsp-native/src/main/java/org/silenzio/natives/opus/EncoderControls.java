package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.bindings.opus.opus_h.opus_encoder_ctl;

/** {@code opus_encoder_ctl}, one handle for each shape of arguments it is called with. */
final class EncoderControls {

  private static final MethodHandle WITHOUT_ARGUMENT = opus_encoder_ctl.makeInvoker().handle();
  private static final MethodHandle WITH_INT = opus_encoder_ctl.makeInvoker(opus_h.C_INT).handle();
  private static final MethodHandle WITH_POINTER =
      opus_encoder_ctl.makeInvoker(opus_h.C_POINTER).handle();

  private EncoderControls() {}

  static void set(MemorySegment encoder, int request, int value) {
    try {
      OpusException.check("opus_encoder_ctl", (int) WITH_INT.invokeExact(encoder, request, value));
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Asks for an integer, which libopus leaves in the given scratch segment. */
  static int get(MemorySegment encoder, int request, MemorySegment scratch) {
    try {
      OpusException.check(
          "opus_encoder_ctl", (int) WITH_POINTER.invokeExact(encoder, request, scratch));
      return scratch.get(JAVA_INT, 0);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static void reset(MemorySegment encoder) {
    try {
      OpusException.check(
          "opus_encoder_ctl",
          (int) WITHOUT_ARGUMENT.invokeExact(encoder, opus_h.OPUS_RESET_STATE()));
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static RuntimeException rethrow(Throwable e) {
    return switch (e) {
      case RuntimeException runtime -> runtime;
      case Error error -> throw error;
      default -> throw new AssertionError("a downcall throws nothing checked", e);
    };
  }
}
