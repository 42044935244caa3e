package org.silenzio.eval.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.silenzio.eval.corpus.ProjectHome;

/**
 * The functions of libspeexdsp 1.2 that the peer calls ({@code speex_echo.h}, {@code
 * speex_preprocess.h}).
 */
@SuppressWarnings("restricted") // this class exists to call native code
final class SpeexDsp {

  static final int SPEEX_ECHO_SET_SAMPLING_RATE = 24;
  static final int SPEEX_PREPROCESS_SET_DENOISE = 0;
  static final int SPEEX_PREPROCESS_SET_ECHO_STATE = 24;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Optional<Path> FILE = find();

  private final MethodHandle echoInit;
  private final MethodHandle echoDestroy;
  private final MethodHandle echoCancel;
  private final MethodHandle echoControl;
  private final MethodHandle preprocessInit;
  private final MethodHandle preprocessDestroy;
  private final MethodHandle preprocessRun;
  private final MethodHandle preprocessControl;

  private SpeexDsp(SymbolLookup library) {
    echoInit = function(library, "speex_echo_state_init", ADDRESS, JAVA_INT, JAVA_INT);
    echoDestroy = function(library, "speex_echo_state_destroy", null, ADDRESS);
    echoCancel =
        function(library, "speex_echo_cancellation", null, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    echoControl = function(library, "speex_echo_ctl", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    preprocessInit = function(library, "speex_preprocess_state_init", ADDRESS, JAVA_INT, JAVA_INT);
    preprocessDestroy = function(library, "speex_preprocess_state_destroy", null, ADDRESS);
    preprocessRun = function(library, "speex_preprocess_run", JAVA_INT, ADDRESS, ADDRESS);
    preprocessControl =
        function(library, "speex_preprocess_ctl", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
  }

  private static MethodHandle function(
      SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
    FunctionDescriptor shape =
        result == null
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(result, arguments);
    return LINKER.downcallHandle(library.findOrThrow(name), shape);
  }

  private static final class Holder {
    static final SpeexDsp INSTANCE =
        new SpeexDsp(SymbolLookup.libraryLookup(FILE.orElseThrow(), Arena.global()));
  }

  static SpeexDsp get() {
    return Holder.INSTANCE;
  }

  static Optional<String> problem() {
    return FILE.isPresent()
        ? Optional.empty()
        : Optional.of(
            "libspeexdsp is not here: the build could not fetch it and it is not installed (Debian:"
                + " apt-get install libspeexdsp1)");
  }

  /** What the build fetched, or where distributions install it. */
  private static Optional<Path> find() {
    String machine = "linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64");
    Stream<Path> fetched =
        Stream.of(ProjectHome.peerLibraries().resolve(machine).resolve("libspeexdsp.so"));
    Stream<Path> installed =
        Stream.of(
                "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
            .map(folder -> Path.of(folder, "libspeexdsp.so.1"));
    return Stream.concat(fetched, installed)
        .filter(Files::isRegularFile)
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  MemorySegment createEchoState(int frameSamples, int tailSamples) {
    try {
      return (MemorySegment) echoInit.invokeExact(frameSamples, tailSamples);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void destroyEchoState(MemorySegment state) {
    try {
      echoDestroy.invokeExact(state);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void cancelEcho(MemorySegment state, MemorySegment mic, MemorySegment far, MemorySegment out) {
    try {
      echoCancel.invokeExact(state, mic, far, out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void controlEcho(MemorySegment state, int request, MemorySegment argument) {
    try {
      check((int) echoControl.invokeExact(state, request, argument), request);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  MemorySegment createPreprocessor(int frameSamples, int sampleRateHz) {
    try {
      return (MemorySegment) preprocessInit.invokeExact(frameSamples, sampleRateHz);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void destroyPreprocessor(MemorySegment state) {
    try {
      preprocessDestroy.invokeExact(state);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void preprocess(MemorySegment state, MemorySegment samples) {
    try {
      int unusedVoiceActivity = (int) preprocessRun.invokeExact(state, samples);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void controlPreprocessor(MemorySegment state, int request, MemorySegment argument) {
    try {
      check((int) preprocessControl.invokeExact(state, request, argument), request);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static void check(int result, int request) {
    if (result != 0) {
      throw new IllegalStateException("libspeexdsp refused the request " + request);
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
