package org.silenzio.samples;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Pcm16;
import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;

/**
 * A server's work, {@code ManyStreams STREAMS FILE.wav}: takes noise out of so many streams (16
 * bit, mono) on as many threads as there are processors. Every 10 ms each stream has a frame; a
 * stream's frames are processed in order, by whichever thread is free.
 */
public final class ManyStreams {

  private static final double FRAME_MS = 10;
  private static final double NANOS_PER_MS = 1e6;

  private ManyStreams() {}

  /** Denoises the file so many times at once and tells how fast that went. */
  public static void main(String[] arguments) throws Exception {
    Result result = denoise(Integer.parseInt(arguments[0]), new File(arguments[1]));
    System.out.printf(
        "%d streams: %.0f times as fast as they come, the slowest round of all took %.1f ms%n",
        Integer.parseInt(arguments[0]), result.timesRealTime(), result.slowestRoundMs());
  }

  /**
   * What a run gave.
   *
   * @param rounds frames of each stream
   * @param timesRealTime sound of all streams per time taken
   * @param slowestRoundMs the longest that all streams' frames of one moment took
   * @param last each stream's last frame
   */
  record Result(int rounds, double timesRealTime, double slowestRoundMs, List<AudioFrame> last) {}

  /** Denoises a file in so many streams. */
  static Result denoise(int count, File file) throws Exception {
    byte[] sound;
    StreamFormat format;
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file)) {
      format = StreamFormat.of10Ms((int) in.getFormat().getSampleRate(), 1);
      sound = in.readAllBytes();
    }
    List<NoiseSuppressor> suppressors = new ArrayList<>();
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<AudioFrame> frames = new ArrayList<>();
      for (int n = 0; n < count; n++) {
        suppressors.add(NoiseSuppressors.create(NoiseSuppressorConfig.defaults(format)));
        frames.add(new AudioFrame(format));
      }
      int bytes = Pcm16.bytes(format);
      int rounds = sound.length / bytes;
      long longest = 0;
      long began = System.nanoTime();
      for (int round = 0; round < rounds; round++) {
        byte[] heard = Arrays.copyOfRange(sound, round * bytes, (round + 1) * bytes);
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
          int first = thread;
          running.add(
              pool.submit(
                  () -> {
                    for (int n = first; n < count; n += threads) {
                      Pcm16.decode(heard, frames.get(n));
                      suppressors.get(n).process(frames.get(n));
                      // send the frame on
                    }
                  }));
        }
        for (Future<?> share : running) {
          share.get(); // the next frames come when these are done
        }
        longest = Math.max(longest, System.nanoTime() - start);
      }
      double tookMs = (System.nanoTime() - began) / NANOS_PER_MS;
      return new Result(rounds, count * rounds * FRAME_MS / tookMs, longest / NANOS_PER_MS, frames);
    } finally {
      suppressors.forEach(NoiseSuppressor::close);
    }
  }
}
