package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.silenzio.bindings.opus.opus_h;

/**
 * The control function of one kind of state, a handle for each shape of arguments it is called
 * with. Names are those of libopus's requests, for messages.
 *
 * @param withoutArgument {@code (state, request)}
 * @param withInt {@code (state, request, int)}
 * @param withPointer {@code (state, request, int*)}
 */
record ControlCalls(MethodHandle withoutArgument, MethodHandle withInt, MethodHandle withPointer) {

  /** {@code opus_encoder_ctl}. */
  static ControlCalls ofEncoder() {
    return OfEncoder.CALLS;
  }

  /** {@code opus_decoder_ctl}. */
  static ControlCalls ofDecoder() {
    return OfDecoder.CALLS;
  }

  private static final class OfEncoder {
    static final ControlCalls CALLS =
        new ControlCalls(
            opus_h.opus_encoder_ctl.makeInvoker().handle(),
            opus_h.opus_encoder_ctl.makeInvoker(opus_h.C_INT).handle(),
            opus_h.opus_encoder_ctl.makeInvoker(opus_h.C_POINTER).handle());
  }

  private static final class OfDecoder {
    static final ControlCalls CALLS =
        new ControlCalls(
            opus_h.opus_decoder_ctl.makeInvoker().handle(),
            opus_h.opus_decoder_ctl.makeInvoker(opus_h.C_INT).handle(),
            opus_h.opus_decoder_ctl.makeInvoker(opus_h.C_POINTER).handle());
  }

  void set(MemorySegment state, String name, int request, int value) {
    int result;
    try {
      result = (int) withInt.invokeExact(state, request, value);
    } catch (Throwable e) {
      throw unchecked(e);
    }
    if (result < 0) {
      throw new OpusException("OPUS_SET_" + name + " " + value, result);
    }
  }

  /** Asks for an integer, which libopus leaves in the given scratch segment. */
  int get(MemorySegment state, String name, int request, MemorySegment scratch) {
    int result;
    try {
      result = (int) withPointer.invokeExact(state, request, scratch);
    } catch (Throwable e) {
      throw unchecked(e);
    }
    if (result < 0) {
      throw new OpusException("OPUS_GET_" + name, result);
    }
    return scratch.get(JAVA_INT, 0);
  }

  void reset(MemorySegment state) {
    int result;
    try {
      result = (int) withoutArgument.invokeExact(state, opus_h.OPUS_RESET_STATE());
    } catch (Throwable e) {
      throw unchecked(e);
    }
    OpusException.check("OPUS_RESET_STATE", result);
  }

  /** A downcall throws nothing checked. */
  static RuntimeException unchecked(Throwable e) {
    return switch (e) {
      case RuntimeException runtime -> runtime;
      case Error error -> throw error;
      default -> throw new AssertionError("a downcall throws nothing checked", e);
    };
  }
}
