package org.silenzio.eval.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.corpus.RawFormat;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.corpus.SoundPipeReader;
import org.silenzio.eval.corpus.SoundPipeWriter;
import org.silenzio.eval.corpus.SoundWriteException;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorStatistics;

/**
 * Denoises sound between two pipes, while it is being recorded and played: each frame of 10 ms goes
 * on as soon as it is whole and processed. The output lies in time with the input and is as long:
 * the suppressor's delay is left out at the beginning and fetched at the end.
 */
public final class PipedDenoising {

  private static final String INPUT = "standard input";
  private static final String OUTPUT = "standard output";

  private PipedDenoising() {}

  /**
   * What is known once the input's format is.
   *
   * @param format rate, channels and encoding of both ends
   * @param isWav whether both ends are WAVs
   * @param delayMs how much later than it came in a sample goes out: what the suppressor holds back
   *     and the frame that has to fill
   */
  public record Beginning(RawFormat format, boolean isWav, double delayMs) {}

  /**
   * How it went.
   *
   * @param seconds how long the sound was
   * @param speechPercent the share of frames that hold speech
   * @param mendedSamples samples that were not finite or absurdly loud
   */
  public record Outcome(double seconds, double speechPercent, long mendedSamples) {}

  /**
   * Denoises till the input ends.
   *
   * @param in where sound comes from, not closed
   * @param out where it goes, in the same format
   * @param raw how samples are stored; empty for a WAV, whose header says
   * @param settings how
   * @param atBeginning told before the first sample
   * @throws SoundFileException if the input is unfit, or ends too early: what came is denoised then
   * @throws SoundWriteException if the output takes no more
   */
  public static Outcome denoise(
      InputStream in,
      OutputStream out,
      Optional<RawFormat> raw,
      DenoiseSettings settings,
      Consumer<Beginning> atBeginning)
      throws IOException {
    SoundPipeReader reader =
        raw.isPresent()
            ? SoundPipeReader.raw(INPUT, in, raw.get())
            : SoundPipeReader.wav(INPUT, in);
    StreamFormat framing = Denoising.framing(reader.sampleRateHz(), reader.channels());
    try (NoiseSuppressor suppressor = Denoising.suppressor(INPUT, framing, settings)) {
      SampleEncoding encoding = reader.encoding();
      RawFormat format = new RawFormat(reader.sampleRateHz(), reader.channels(), encoding);
      double delaySamples = suppressor.latencySamples() + (double) framing.frameSamples();
      atBeginning.accept(
          new Beginning(format, raw.isEmpty(), 1_000.0 * delaySamples / format.sampleRateHz()));
      SoundPipeWriter writer =
          raw.isPresent()
              ? SoundPipeWriter.raw(OUTPUT, out, format)
              : SoundPipeWriter.wav(OUTPUT, out, format, reader.samples());
      SpeechShare speech = new SpeechShare(suppressor);
      long samples = pass(reader, suppressor, speech, writer);
      if (reader.isTruncated()) {
        throw reader.truncation();
      }
      writer.end();
      reader.drain();
      NoiseSuppressorStatistics statistics = suppressor.statistics();
      return new Outcome(
          (double) samples / format.sampleRateHz(),
          speech.percent(),
          statistics.nonFiniteSamples() + statistics.limitedSamples());
    }
  }

  /** All of the sound, and silence behind its end that fetches what the suppressor holds. */
  private static long pass(
      SoundPipeReader reader,
      NoiseSuppressor suppressor,
      Runnable afterFrame,
      SoundPipeWriter writer)
      throws IOException {
    AudioFrame frame = new AudioFrame(suppressor.format());
    int frameSamples = suppressor.format().frameSamples();
    float[][] channels = new float[suppressor.format().channels()][];
    Arrays.setAll(channels, frame::channel);
    long toDrop = suppressor.latencySamples();
    long received = 0;
    long written = 0;
    boolean ended = false;
    while (!ended || written < received) {
      int got = ended ? 0 : reader.read(channels, frameSamples);
      ended |= got < frameSamples;
      received += got;
      if (written == received && ended) {
        break;
      }
      for (float[] channel : channels) {
        Arrays.fill(channel, got, frameSamples, 0f);
      }
      suppressor.process(frame);
      afterFrame.run();
      int from = (int) Math.min(toDrop, frameSamples);
      toDrop -= from;
      int count = (int) Math.min(frameSamples - from, received - written);
      writer.write(channels, from, count);
      written += count;
    }
    return received;
  }
}
