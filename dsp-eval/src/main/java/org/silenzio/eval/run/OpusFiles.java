package org.silenzio.eval.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.corpus.OpusSource;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SampleSource;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.corpus.SoundReader;
import org.silenzio.eval.corpus.SoundWriteException;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.eval.corpus.SurroundOrder;
import org.silenzio.natives.opus.OggOpusConfig;
import org.silenzio.natives.opus.OggOpusReader;
import org.silenzio.natives.opus.OggOpusWriter;

/** Sound files to Ogg Opus and back. */
public final class OpusFiles {

  private static final int PIECE_SAMPLES = 48_000;

  private OpusFiles() {}

  /**
   * How one file went.
   *
   * @param input the file read
   * @param output the file written
   * @param seconds how long the sound is
   * @param sampleRateHz the rate of the file that is not Opus
   * @param channels how many
   * @param opusBytes the size of the Ogg Opus file
   * @param gaps what was missing or damaged in it
   * @param realTimeFactor the time it took over the sound's length
   */
  public record Outcome(
      Path input,
      Path output,
      double seconds,
      int sampleRateHz,
      int channels,
      long opusBytes,
      long gaps,
      double realTimeFactor) {

    /** The mean rate, with all that the container needs. */
    public double kilobitsPerSecond() {
      return seconds == 0 ? 0 : opusBytes * 8 / 1e3 / seconds;
    }
  }

  /**
   * Encodes one file into another.
   *
   * @param input WAV, AIFF or AU
   * @param output the file to write, aside first
   * @param settings makes what the file is to be of the defaults for its rate and channels
   * @param progress is told how far it is
   * @throws SoundFileException if the input is unfit
   * @throws SoundWriteException if the output cannot be written; what was there before stays
   */
  public static Outcome encode(
      Path input, Path output, UnaryOperator<OggOpusConfig> settings, Denoising.Progress progress)
      throws IOException {
    long started = System.nanoTime();
    try (SoundReader reader = SoundReader.open(input)) {
      OggOpusConfig config =
          settings.apply(OggOpusConfig.defaults(reader.sampleRateHz(), reader.channels()));
      makeFolder(output);
      try {
        AsideFile.write(
            output,
            aside -> {
              try (OutputStream out = Files.newOutputStream(aside)) {
                encode(reader, out, config, progress);
              }
            });
      } catch (SoundFileException e) {
        throw e; // from the input
      } catch (IOException e) {
        throw new SoundWriteException(output, String.valueOf(e.getMessage()), e);
      }
      double seconds = (double) reader.samples() / reader.sampleRateHz();
      return new Outcome(
          input,
          output,
          seconds,
          reader.sampleRateHz(),
          reader.channels(),
          Files.size(output),
          0,
          (System.nanoTime() - started) / 1e9 / seconds);
    }
  }

  /**
   * Encodes a whole source.
   *
   * @param source the sound, its channels in the order of WAV files
   * @param out where the file's bytes go; not closed
   * @param config what the file is to be
   * @param progress is told how far it is
   */
  public static void encode(
      SampleSource source, OutputStream out, OggOpusConfig config, Denoising.Progress progress)
      throws IOException {
    float[][] piece = new float[source.channels()][PIECE_SAMPLES];
    float[][] ordered = SurroundOrder.toOpus(piece);
    try (OggOpusWriter writer = new OggOpusWriter(out, config)) {
      long done = 0;
      int count;
      while ((count = source.read(piece, PIECE_SAMPLES)) > 0) {
        writer.write(ordered, 0, count);
        done += count;
        progress.at(done, source.samples());
      }
      writer.finish();
    }
  }

  /**
   * Decodes one file into another.
   *
   * @param input Ogg Opus
   * @param output WAV, AIFF or AU, written aside first
   * @param encoding how to store samples
   * @param outputRateHz the output's rate
   * @param progress is told how far it is
   * @throws SoundFileException if the input is unfit
   * @throws SoundWriteException if the output cannot be written; what was there before stays
   */
  public static Outcome decode(
      Path input,
      Path output,
      SampleEncoding encoding,
      int outputRateHz,
      Denoising.Progress progress)
      throws IOException {
    long started = System.nanoTime();
    SoundWriter.checkName(output);
    try (OpusSource source = open(input)) {
      SampleSource converted = converted(input, source, outputRateHz);
      makeFolder(output);
      SoundWriter.write(output, encoding, new Watched(converted, progress));
      double seconds = (double) source.samples() / source.sampleRateHz();
      return new Outcome(
          input,
          output,
          seconds,
          outputRateHz,
          source.channels(),
          Files.size(input),
          source.gaps(),
          seconds == 0 ? 0 : (System.nanoTime() - started) / 1e9 / seconds);
    }
  }

  /** Opens an Ogg Opus file; what is wrong with it is told with its name. */
  public static OpusSource open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SoundFileException(file, Files.exists(file) ? "is no file" : "no such file");
    }
    OggOpusReader reader;
    try {
      reader = OggOpusReader.open(file);
    } catch (IOException e) {
      throw new SoundFileException(file, e.getMessage(), e);
    }
    try {
      return new OpusSource(file, reader);
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  /** A source at another rate; one that it cannot be had at is told with the file. */
  private static SampleSource converted(Path input, SampleSource source, int outputRateHz)
      throws IOException {
    try {
      return ConvertedSource.of(source, outputRateHz);
    } catch (IllegalArgumentException e) {
      throw new SoundFileException(input, "cannot be had at that rate: " + e.getMessage(), e);
    }
  }

  private static void makeFolder(Path output) throws SoundWriteException {
    try {
      Files.createDirectories(output.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new SoundWriteException(output, "its folder cannot be made (" + e + ")", e);
    }
  }

  /** Tells how far its reading is. */
  private record Watched(SampleSource source, Denoising.Progress progress, long[] done)
      implements SampleSource {

    Watched(SampleSource source, Denoising.Progress progress) {
      this(source, progress, new long[1]);
    }

    @Override
    public int sampleRateHz() {
      return source.sampleRateHz();
    }

    @Override
    public int channels() {
      return source.channels();
    }

    @Override
    public long samples() {
      return source.samples();
    }

    @Override
    public int read(float[][] to, int count) throws IOException {
      int read = source.read(to, count);
      done[0] += read;
      progress.at(done[0], samples());
      return read;
    }
  }
}
