package org.silenzio.natives.opus;

import static org.silenzio.bindings.opus.opus_h.C_INT;
import static org.silenzio.bindings.opus.opus_h.C_POINTER;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** {@code opus_multistream.h}, as far as it is used; the printed bindings leave it out. */
final class MultistreamCalls {

  private static final MethodHandle ENCODER_CREATE =
      function(
          "opus_multistream_surround_encoder_create",
          FunctionDescriptor.of(
              C_POINTER, C_INT, C_INT, C_INT, C_POINTER, C_POINTER, C_POINTER, C_INT, C_POINTER));
  private static final MethodHandle ENCODE =
      function(
          "opus_multistream_encode_float",
          FunctionDescriptor.of(C_INT, C_POINTER, C_POINTER, C_INT, C_POINTER, C_INT));
  private static final MethodHandle ENCODER_DESTROY =
      function("opus_multistream_encoder_destroy", FunctionDescriptor.ofVoid(C_POINTER));
  private static final MethodHandle DECODER_CREATE =
      function(
          "opus_multistream_decoder_create",
          FunctionDescriptor.of(C_POINTER, C_INT, C_INT, C_INT, C_INT, C_POINTER, C_POINTER));
  private static final MethodHandle DECODE =
      function(
          "opus_multistream_decode_float",
          FunctionDescriptor.of(C_INT, C_POINTER, C_POINTER, C_INT, C_POINTER, C_INT, C_INT));
  private static final MethodHandle DECODER_DESTROY =
      function("opus_multistream_decoder_destroy", FunctionDescriptor.ofVoid(C_POINTER));

  static final ControlCalls ENCODER_CONTROLS = controls("opus_multistream_encoder_ctl");
  static final ControlCalls DECODER_CONTROLS = controls("opus_multistream_decoder_ctl");

  private MultistreamCalls() {}

  @SuppressWarnings("restricted") // the signatures are those of opus_multistream.h
  private static MethodHandle function(
      String name, FunctionDescriptor signature, Linker.Option... options) {
    return Linker.nativeLinker()
        .downcallHandle(SymbolLookup.loaderLookup().findOrThrow(name), signature, options);
  }

  private static ControlCalls controls(String name) {
    return new ControlCalls(control(name), control(name, C_INT), control(name, C_POINTER));
  }

  private static MethodHandle control(String name, MemoryLayout... argument) {
    FunctionDescriptor fixed = FunctionDescriptor.of(C_INT, C_POINTER, C_INT);
    return function(name, fixed.appendArgumentLayouts(argument), Linker.Option.firstVariadicArg(2));
  }

  static MemorySegment createEncoder(
      int sampleRateHz,
      int channels,
      int mappingFamily,
      MemorySegment streams,
      MemorySegment coupledStreams,
      MemorySegment mapping,
      int application,
      MemorySegment error) {
    try {
      return (MemorySegment)
          ENCODER_CREATE.invokeExact(
              sampleRateHz,
              channels,
              mappingFamily,
              streams,
              coupledStreams,
              mapping,
              application,
              error);
    } catch (Throwable e) {
      throw ControlCalls.unchecked(e);
    }
  }

  static int encode(
      MemorySegment encoder, MemorySegment pcm, int samples, MemorySegment packet, int room) {
    try {
      return (int) ENCODE.invokeExact(encoder, pcm, samples, packet, room);
    } catch (Throwable e) {
      throw ControlCalls.unchecked(e);
    }
  }

  static void destroyEncoder(MemorySegment encoder) {
    try {
      ENCODER_DESTROY.invokeExact(encoder);
    } catch (Throwable e) {
      throw ControlCalls.unchecked(e);
    }
  }

  static MemorySegment createDecoder(
      int sampleRateHz,
      int channels,
      int streams,
      int coupledStreams,
      MemorySegment mapping,
      MemorySegment error) {
    try {
      return (MemorySegment)
          DECODER_CREATE.invokeExact(
              sampleRateHz, channels, streams, coupledStreams, mapping, error);
    } catch (Throwable e) {
      throw ControlCalls.unchecked(e);
    }
  }

  static int decode(
      MemorySegment decoder,
      MemorySegment packet,
      int length,
      MemorySegment pcm,
      int samples,
      int fec) {
    try {
      return (int) DECODE.invokeExact(decoder, packet, length, pcm, samples, fec);
    } catch (Throwable e) {
      throw ControlCalls.unchecked(e);
    }
  }

  static void destroyDecoder(MemorySegment decoder) {
    try {
      DECODER_DESTROY.invokeExact(decoder);
    } catch (Throwable e) {
      throw ControlCalls.unchecked(e);
    }
  }
}
