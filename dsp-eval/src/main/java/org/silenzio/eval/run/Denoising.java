package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.corpus.SampleSource;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.corpus.SoundReader;
import org.silenzio.eval.corpus.SoundWriteException;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressorStatistics;
import org.silenzio.noise.NoiseSuppressors;

/** Denoises sound files. */
public final class Denoising {

  private static final int FRAMES_PER_SECOND = 100;

  private Denoising() {}

  /**
   * How one file went.
   *
   * @param input the noisy file
   * @param output the file written
   * @param seconds how long the sound is
   * @param realTimeFactor processing time, with reading and writing, over the sound's length
   * @param speechPercent the share of frames that hold speech
   * @param latencyMs the delay that a call would have, taken off in the file
   * @param mendedSamples samples that were not finite or absurdly loud
   */
  public record Outcome(
      Path input,
      Path output,
      double seconds,
      double realTimeFactor,
      double speechPercent,
      double latencyMs,
      long mendedSamples) {}

  /** Is told how far a file is, about every second of sound. */
  @FunctionalInterface
  public interface Progress {
    /** Told the samples done so far, and how many there are in all. */
    void at(long done, long total);
  }

  /** The frames in which a recording is streamed: 10 ms, rounded down where they do not divide. */
  public static StreamFormat framing(SampleSource source) {
    return framing(source.sampleRateHz(), source.channels());
  }

  static StreamFormat framing(int sampleRateHz, int channels) {
    return new StreamFormat(sampleRateHz, channels, sampleRateHz / FRAMES_PER_SECOND);
  }

  /**
   * Denoises one file into another of the same rate, channels, length and encoding.
   *
   * @param input the noisy file
   * @param output the file to write, aside first
   * @param settings how
   * @param progress is told how far it is
   * @return what is to tell about it
   * @throws SoundFileException if the input is unfit
   * @throws SoundWriteException if the output cannot be written; what was there before stays
   */
  public static Outcome denoise(
      Path input, Path output, DenoiseSettings settings, Progress progress) throws IOException {
    long started = System.nanoTime();
    try (SoundReader reader = SoundReader.open(input);
        NoiseSuppressor suppressor = suppressor(input.toString(), framing(reader), settings)) {
      makeFolder(output);
      SpeechShare speech = new SpeechShare(suppressor);
      StreamFormat format = suppressor.format();
      long[] frames = {0};
      Runnable afterFrame =
          () -> {
            speech.run();
            if (++frames[0] % FRAMES_PER_SECOND == 0) {
              long done = Math.min(reader.samples(), frames[0] * format.frameSamples());
              progress.at(done, reader.samples());
            }
          };
      SoundWriter.write(
          output, reader.encoding(), new ProcessedSource(reader, suppressor, afterFrame));
      double seconds = (double) reader.samples() / reader.sampleRateHz();
      NoiseSuppressorStatistics statistics = suppressor.statistics();
      return new Outcome(
          input,
          output,
          seconds,
          (System.nanoTime() - started) / 1e9 / seconds,
          speech.percent(),
          1_000.0 * suppressor.latencySamples() / format.sampleRateHz(),
          statistics.nonFiniteSamples() + statistics.limitedSamples());
    }
  }

  /** A suppressor for a file's sound; a rate that it cannot be made for is told with the file. */
  static NoiseSuppressor suppressor(Path input, SampleSource source) throws SoundFileException {
    return suppressor(input.toString(), framing(source), DenoiseSettings.defaults());
  }

  static NoiseSuppressor suppressor(String input, StreamFormat format, DenoiseSettings settings)
      throws SoundFileException {
    NoiseSuppressorConfig config = settings.config(format);
    try {
      return NoiseSuppressors.create(config);
    } catch (IllegalArgumentException e) {
      throw new SoundFileException(
          input, "its sample rate cannot be converted: " + e.getMessage(), e);
    }
  }

  private static void makeFolder(Path output) throws SoundWriteException {
    try {
      Files.createDirectories(output.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new SoundWriteException(output, "its folder cannot be made (" + e + ")", e);
    }
  }
}
