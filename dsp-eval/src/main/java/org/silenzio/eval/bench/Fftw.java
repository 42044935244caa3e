package org.silenzio.eval.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.transform.RealFft;

/**
 * FFTW 3 in single precision, to compare with: a real transform there and back, planned with
 * FFTW_MEASURE, on samples that already lie in native memory. FFTW is GPL-2: the build fetches it
 * from Debian or the system has it, and nothing of ours contains it.
 */
@SuppressWarnings("restricted") // this class exists to call native code
final class Fftw implements Stage.Body {

  private static final int FFTW_MEASURE = 0;

  /** Alignment that its vector code likes. */
  private static final int ALIGNMENT_BYTES = 64;

  private static final Optional<Path> FILE = find();

  private final int length;
  private final int pieces;
  private final Arena arena = Arena.ofConfined();
  private final MethodHandle execute;
  private final MethodHandle destroy;
  private final MemorySegment speech;
  private final MemorySegment time;
  private final MemorySegment spectrum;
  private final MemorySegment forward;
  private final MemorySegment inverse;
  private int piece;

  /**
   * Plans the transforms and holds them against ours.
   *
   * @throws IllegalStateException if the two spectra differ
   */
  Fftw(int length, float[] recorded) {
    this.length = length;
    this.pieces = recorded.length / length;
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = SymbolLookup.libraryLookup(FILE.orElseThrow(), arena);
    FunctionDescriptor ofPlan = FunctionDescriptor.ofVoid(ADDRESS);
    execute = linker.downcallHandle(library.findOrThrow("fftwf_execute"), ofPlan);
    destroy = linker.downcallHandle(library.findOrThrow("fftwf_destroy_plan"), ofPlan);
    FunctionDescriptor planning =
        FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    speech = arena.allocate((long) Float.BYTES * recorded.length, ALIGNMENT_BYTES);
    time = arena.allocate((long) Float.BYTES * length, ALIGNMENT_BYTES);
    spectrum = arena.allocate((long) Float.BYTES * (length + 2), ALIGNMENT_BYTES);
    MethodHandle planForward =
        linker.downcallHandle(library.findOrThrow("fftwf_plan_dft_r2c_1d"), planning);
    MethodHandle planInverse =
        linker.downcallHandle(library.findOrThrow("fftwf_plan_dft_c2r_1d"), planning);
    forward = plan(planForward, length, time, spectrum);
    inverse = plan(planInverse, length, spectrum, time);
    MemorySegment.copy(recorded, 0, speech, JAVA_FLOAT, 0, recorded.length);
    check(recorded);
  }

  static Optional<String> problem() {
    return FILE.isPresent()
        ? Optional.empty()
        : Optional.of(
            "libfftw3f is not here: the build could not fetch it and it is not installed (Debian:"
                + " apt-get install libfftw3-single3)");
  }

  /** What the build fetched, or where distributions install it. */
  private static Optional<Path> find() {
    String machine = "linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64");
    Stream<Path> fetched =
        Stream.of(ProjectHome.peerLibraries().resolve(machine).resolve("libfftw3f.so"));
    Stream<Path> installed =
        Stream.of(
                "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
            .map(folder -> Path.of(folder, "libfftw3f.so.3"));
    return Stream.concat(fetched, installed)
        .filter(Files::isRegularFile)
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  private static MemorySegment plan(
      MethodHandle planner, int length, MemorySegment from, MemorySegment to) {
    try {
      return (MemorySegment) planner.invokeExact(length, from, to, FFTW_MEASURE);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private void check(float[] recorded) {
    RealFft ours = RealFft.ofLength(length);
    float[] re = new float[ours.bins()];
    float[] im = new float[ours.bins()];
    ours.forward(Arrays.copyOf(recorded, length), re, im);
    MemorySegment.copy(speech, 0, time, 0, time.byteSize());
    call(execute, forward);
    double error = 0;
    double norm = 0;
    for (int k = 0; k < re.length; k++) {
      error += Math.pow(spectrum.getAtIndex(JAVA_FLOAT, 2L * k) - re[k], 2);
      error += Math.pow(spectrum.getAtIndex(JAVA_FLOAT, 2L * k + 1) - im[k], 2);
      norm += Math.pow(re[k], 2) + Math.pow(im[k], 2);
    }
    if (!(error <= 1e-10 * norm)) {
      throw new IllegalStateException("FFTW's spectrum of " + length + " samples is not ours");
    }
  }

  @Override
  public float run() {
    long from = (long) Float.BYTES * length * piece;
    piece = piece + 1 == pieces ? 0 : piece + 1;
    MemorySegment.copy(speech, from, time, 0, time.byteSize());
    call(execute, forward);
    call(execute, inverse);
    return time.getAtIndex(JAVA_FLOAT, 1);
  }

  @Override
  public void close() {
    call(destroy, forward);
    call(destroy, inverse);
    arena.close();
  }

  private static void call(MethodHandle function, MemorySegment plan) {
    try {
      function.invokeExact(plan);
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
