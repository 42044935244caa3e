package org.silenzio.eval.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.rnnoise.rnnoise_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;

/**
 * How many calls a server can denoise: streams of 48 kHz noisy speech, shared out among as many
 * platform threads as there are processors; each thread gives its streams a frame each in turn, as
 * fast as it can.
 *
 * @param implementation java, native or wiener
 * @param streams how many
 * @param threads how many work
 * @param audioSeconds of each stream
 * @param wallSeconds that all took together
 * @param realTimeFactor seconds of audio of all streams per second of the clock
 * @param heapBytesPerStream what a stream holds on the heap, weights and class data apart
 * @param nativeBytesPerStream what it holds outside
 */
public record ManyStreams(
    String implementation,
    int streams,
    int threads,
    int audioSeconds,
    double wallSeconds,
    double realTimeFactor,
    long heapBytesPerStream,
    long nativeBytesPerStream) {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(48_000, 1);
  private static final int FRAMES_PER_SECOND = 100;
  private static final int WARM_UP_MS = 20_000;
  private static final int COLLECTIONS = 3;
  private static final int MOST_COLLECTIONS = 20;
  private static final int CLEANING_MS = 20;
  private static final long STILL_BYTES = 50_000;

  /**
   * Measures.
   *
   * @param implementation one that is named, not {@link Implementation#AUTO}
   * @param streams 1 or more
   * @param seconds of audio that each stream hears, 1 or more
   * @throws IllegalArgumentException if a number is under 1
   * @throws IllegalStateException if the implementation cannot run here, or its output is not
   *     finite or is silent
   */
  public static ManyStreams measure(Implementation implementation, int streams, int seconds)
      throws IOException, InterruptedException {
    checkPositive("streams", streams);
    checkPositive("seconds", seconds);
    float[] speech = CallInput.load(FORMAT.sampleRateHz()).capture();
    NoiseSuppressorConfig config =
        NoiseSuppressorConfig.defaults(FORMAT).withImplementation(implementation);
    // loads the weights and has everything compiled
    try (NoiseSuppressor first = NoiseSuppressors.create(config)) {
      boolean unusedWarm = FrameProcessor.warmUp(first, WARM_UP_MS);
    }
    List<NoiseSuppressor> made = new ArrayList<>(streams);
    try {
      long before = usedHeap();
      for (int n = 0; n < streams; n++) {
        made.add(NoiseSuppressors.create(config));
      }
      long held = (usedHeap() - before) / streams;
      int threads = Math.min(streams, Runtime.getRuntime().availableProcessors());
      double wallSeconds = run(made, threads, seconds * FRAMES_PER_SECOND, speech);
      return new ManyStreams(
          implementation.name().toLowerCase(Locale.ROOT),
          streams,
          threads,
          seconds,
          wallSeconds,
          (double) streams * seconds / wallSeconds,
          held,
          implementation == Implementation.NATIVE ? nativeBytes() : 0);
    } finally {
      made.forEach(NoiseSuppressor::close);
    }
  }

  private static void checkPositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", allowed: 1 or more");
    }
  }

  /** The C library's state and the buffer through which frames go to it. */
  private static long nativeBytes() {
    NativeLibraries.load(NativeLibrary.RNNOISE);
    return rnnoise_h.rnnoise_get_size() + (long) Float.BYTES * FORMAT.frameSamples();
  }

  /** Once nothing more is freed: what cleaners let go is gone only a collection later. */
  private static long usedHeap() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    long before;
    int rounds = 0;
    do {
      before = used;
      runtime.gc();
      Thread.sleep(CLEANING_MS);
      used = runtime.totalMemory() - runtime.freeMemory();
      rounds++;
    } while (rounds < MOST_COLLECTIONS && (rounds < COLLECTIONS || used < before - STILL_BYTES));
    return used;
  }

  private static double run(List<NoiseSuppressor> streams, int threads, int frames, float[] speech)
      throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Callable<long[]>> shares = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        List<NoiseSuppressor> share = new ArrayList<>();
        for (int n = t; n < streams.size(); n += threads) {
          share.add(streams.get(n));
        }
        shares.add(() -> work(share, frames, speech, start));
      }
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      for (Future<long[]> done : pool.invokeAll(shares)) {
        first = Math.min(first, done.get()[0]);
        last = Math.max(last, done.get()[1]);
      }
      return (last - first) / 1e9;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e);
    }
  }

  /** When it began and when it ended. */
  private static long[] work(
      List<NoiseSuppressor> share, int frames, float[] speech, CyclicBarrier start)
      throws Exception {
    AudioFrame frame = new AudioFrame(FORMAT);
    float[] samples = frame.channel(0);
    int recorded = speech.length / samples.length;
    double magnitude = 0;
    start.await();
    long begun = System.nanoTime();
    for (int f = 0; f < frames; f++) {
      for (int n = 0; n < share.size(); n++) {
        // each stream is at another place of the recording
        int at = (f + 37 * n) % recorded;
        System.arraycopy(speech, at * samples.length, samples, 0, samples.length);
        share.get(n).process(frame);
        magnitude += Math.abs(samples[0]);
      }
    }
    long ended = System.nanoTime();
    if (!Double.isFinite(magnitude) || magnitude == 0) {
      throw new IllegalStateException("the streams gave silence, NaN or infinity");
    }
    return new long[] {begun, ended};
  }
}
