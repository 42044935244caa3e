package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.silenzio.echo.EchoPreset;
import org.silenzio.echo.EchoSuppression;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.report.Figure;
import org.silenzio.eval.scenario.CallFiles;
import org.silenzio.eval.scenario.Scenarios;
import org.silenzio.eval.scenario.SimulatedCall;
import org.silenzio.eval.scenario.Simulator;

/**
 * A simulated call through the whole chain: both talk, the microphone hears the loudspeaker too,
 * and what would be sent is free of it and of noise.
 */
public final class DemoCall {

  private static final String SCENARIO = "double-talk-0db";

  private DemoCall() {}

  /**
   * Simulates the call, cancels its echo, suppresses its noise, and writes all sounds and a page.
   *
   * @param folder where the sounds go; the page lies beside it
   * @param facts where and with what it is made
   * @return a line that says how it went, and the page
   * @throws IOException if a file cannot be written
   */
  public static Result run(Path folder, List<Figure> facts) throws IOException {
    SimulatedCall call = Simulator.run(Scenarios.find(SCENARIO).getFirst());
    CallFiles.write(call, folder, SampleEncoding.PCM_16);
    CancelJob job =
        new CancelJob(
            folder.resolve(SCENARIO + "_lpb.wav"),
            folder.resolve(SCENARIO + "_mic.wav"),
            OptionalInt.empty(),
            folder.resolve(SCENARIO + "_sent.wav"),
            true,
            EchoPreset.BEST,
            EchoSuppression.BY_PRESET,
            true,
            false);
    Path page = folder.resolveSibling("echo.html");
    Cancelling.Outcome outcome =
        Cancelling.cancel(job, Optional.of(new Cancelling.Page(page, facts)), (done, total) -> {});
    String summary =
        String.format(
            Locale.ROOT,
            "%s: echo %.1f dB down at best, delay %.0f ms found",
            SCENARIO,
            outcome.statistics().bestReturnLossEnhancementDb(),
            outcome.statistics().delayMs());
    return new Result(summary, page);
  }

  /**
   * How it went.
   *
   * @param summary in one line
   * @param page to look at and listen to
   */
  public record Result(String summary, Path page) {}
}
