package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoCancellerConfig;
import org.silenzio.echo.EchoStatistics;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.corpus.SoundWriteException;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.eval.metric.SignalLevels;
import org.silenzio.eval.report.CancelReport;
import org.silenzio.eval.report.Figure;
import org.silenzio.gain.HighPassFilter;
import org.silenzio.gain.HighPassFilterConfig;
import org.silenzio.noise.NoiseSuppressor;

/** Cancels echo in recordings, 10 ms at a time, nothing seen ahead. */
public final class Cancelling {

  private static final int FRAMES_PER_SECOND = 100;

  private Cancelling() {}

  /**
   * How it went.
   *
   * @param job what was done
   * @param sampleRateHz samples per second of microphone and output
   * @param seconds how long the microphone's sound is
   * @param realTimeFactor processing time, without reading and writing, over the sound's length
   * @param latencyMs the delay that a call would have
   * @param statistics what the canceller told at the end
   * @param mendedSamples input samples that were not finite or absurdly loud
   * @param microphone the levels before
   * @param output the levels after
   */
  public record Outcome(
      CancelJob job,
      int sampleRateHz,
      double seconds,
      double realTimeFactor,
      double latencyMs,
      EchoStatistics statistics,
      long mendedSamples,
      SignalLevels microphone,
      SignalLevels output) {}

  /**
   * A page about it.
   *
   * @param file where it goes
   * @param facts where and with what it was made
   */
  public record Page(Path file, List<Figure> facts) {}

  /**
   * Cancels the echo in one recording. Files are written when all is done: the page first aside,
   * then the sound, then the page into place.
   *
   * @param job what is to be done
   * @param page is written too if it is there
   * @param progress is told how far it is
   * @return what is to tell about it
   * @throws SoundFileException if an input is unfit
   * @throws SoundWriteException if the output cannot be written; what was there before stays
   * @throws IllegalArgumentException if the microphone's file has no such channel
   */
  public static Outcome cancel(CancelJob job, Optional<Page> page, Denoising.Progress progress)
      throws IOException {
    SoundWriter.checkName(job.output());
    CancelInput input = CancelInput.load(job);
    int rate = input.sampleRateHz();
    int samples = input.microphone().length;
    StreamFormat format = new StreamFormat(rate, 1, rate / FRAMES_PER_SECOND);
    StatisticsTrack track = new StatisticsTrack(rate, samples, format.frameSamples());
    try (CancelChain chain = chain(job, input, format, track, progress)) {
      int latency = chain.latencySamples();
      // silence behind the end, to fetch what the chain still holds
      CallRun run =
          CallRun.of(chain, Arrays.copyOf(input.microphone(), samples + latency), input.farEnd());
      float[] inTime = Arrays.copyOfRange(run.output(), latency, latency + samples);
      double seconds = (double) samples / rate;
      Outcome outcome =
          new Outcome(
              job,
              rate,
              seconds,
              LongStream.of(run.frameNanos()).sum() / 1e9 / seconds,
              1_000.0 * latency / rate,
              track.atEnd(),
              input.mendedSamples(),
              SignalLevels.of(input.microphone(), rate),
              SignalLevels.of(inTime, rate));
      Recording sound =
          new Recording(rate, new float[][] {job.keepDelay() ? run.output() : inTime});
      makeFolder(job.output());
      if (page.isPresent()) {
        write(outcome, input, track, inTime, page.get(), sound);
      } else {
        SoundWriter.write(job.output(), input.encoding(), sound.source());
      }
      return outcome;
    }
  }

  private static CancelChain chain(
      CancelJob job,
      CancelInput input,
      StreamFormat format,
      StatisticsTrack track,
      Denoising.Progress progress)
      throws SoundFileException {
    EchoCancellerConfig config =
        EchoCancellerConfig.defaults(format)
            .withRenderChannels(input.farEnd().length)
            .withPreset(job.preset())
            .withSuppression(job.suppression());
    EchoCanceller canceller;
    try {
      canceller = EchoCanceller.create(config);
    } catch (IllegalArgumentException e) {
      throw new SoundFileException(
          job.microphone(), "its sample rate cannot be converted: " + e.getMessage(), e);
    }
    int samples = input.microphone().length;
    try {
      Optional<NoiseSuppressor> suppressor =
          job.denoise()
              ? Optional.of(
                  Denoising.suppressor(
                      job.microphone(),
                      new Recording(format.sampleRateHz(), new float[][] {input.microphone()})
                          .source()))
              : Optional.empty();
      return new CancelChain(
          job.highPass()
              ? Optional.of(new HighPassFilter(HighPassFilterConfig.defaults(format)))
              : Optional.empty(),
          canceller,
          suppressor,
          track.andThen(
              c -> {
                long frames = c.statistics().frames();
                if (frames % FRAMES_PER_SECOND == 0) {
                  progress.at(Math.min(samples, frames * format.frameSamples()), samples);
                }
              }));
    } catch (IOException | RuntimeException | Error e) {
      canceller.close();
      throw e;
    }
  }

  private static void write(
      Outcome outcome,
      CancelInput input,
      StatisticsTrack track,
      float[] inTime,
      Page page,
      Recording sound)
      throws IOException {
    CancelJob job = outcome.job();
    CancelReport report =
        new CancelReport(
            job.microphone().getFileName().toString(),
            page.facts(),
            CancelFigures.of(outcome),
            outcome.sampleRateHz(),
            input.microphone(),
            input.farEndMean(),
            inTime,
            track.track());
    makeFolder(page.file());
    AsideFile.write(
        page.file(),
        aside -> {
          report.write(aside);
          SoundWriter.write(job.output(), input.encoding(), sound.source());
        });
  }

  private static void makeFolder(Path file) throws SoundWriteException {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new SoundWriteException(file, "its folder cannot be made (" + e + ")", e);
    }
  }
}
