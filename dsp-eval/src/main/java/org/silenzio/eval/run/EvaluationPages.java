package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.silenzio.eval.corpus.SoundReader;
import org.silenzio.eval.report.ChainResult;
import org.silenzio.eval.report.EvaluatedRecording;
import org.silenzio.eval.report.EvaluationPage;
import org.silenzio.eval.report.Figure;
import org.silenzio.eval.report.Sound;
import org.silenzio.eval.run.Evaluation.Outcome;

/** Puts outcomes and the sounds that were kept of them together for the page. */
public final class EvaluationPages {

  /** Of a recording that could not be read, whose page shows the problem alone. */
  private static final int UNKNOWN_RATE_HZ = 16_000;

  private EvaluationPages() {}

  /**
   * The page of an evaluation.
   *
   * @param calls what was evaluated
   * @param outcomes of each call those of all chains, in the order of the calls
   * @param takes the sounds
   * @param facts what the figures depend on
   * @throws IOException if a kept sound cannot be read
   */
  public static EvaluationPage of(
      List<? extends CallSource> calls,
      List<Outcome> outcomes,
      TakeFolder takes,
      List<Figure> facts)
      throws IOException {
    List<EvaluatedRecording> recordings = new ArrayList<>();
    int chains = outcomes.size() / calls.size();
    for (int c = 0; c < calls.size(); c++) {
      recordings.add(
          recording(calls.get(c), outcomes.subList(c * chains, (c + 1) * chains), takes));
    }
    return new EvaluationPage("Evaluation", facts, Optional.empty(), recordings);
  }

  private static EvaluatedRecording recording(
      CallSource call, List<Outcome> outcomes, TakeFolder takes) throws IOException {
    Path capture = takes.file(call, TakeFolder.CAPTURE);
    boolean isThere = Files.isRegularFile(capture);
    String problem = outcomes.getFirst().row().problem().orElse("not kept");
    return new EvaluatedRecording(
        call.group(),
        call.name(),
        call.situation(),
        isThere ? rateOf(capture) : UNKNOWN_RATE_HZ,
        isThere ? Sound.ofFile(capture) : unreadable(problem),
        kept(takes, call, TakeFolder.FAR_END),
        kept(takes, call, TakeFolder.CLEAN),
        outcomes.stream().map(outcome -> result(call, outcome, takes)).toList());
  }

  private static ChainResult result(CallSource call, Outcome outcome, TakeFolder takes) {
    Evaluation.Row row = outcome.row();
    return new ChainResult(
        row.peer(),
        row.problem().isPresent() ? Optional.empty() : kept(takes, call, row.peer()),
        row.figures(),
        outcome
            .timing()
            .map(time -> new ChainResult.Timing(time.medianUs(), time.percentile99Us())),
        row.problem());
  }

  private static Optional<Sound> kept(TakeFolder takes, CallSource call, String name) {
    return Optional.of(takes.file(call, name)).filter(Files::isRegularFile).map(Sound::ofFile);
  }

  private static Sound unreadable(String problem) {
    return () -> {
      throw new IOException(problem);
    };
  }

  private static int rateOf(Path file) throws IOException {
    try (SoundReader reader = SoundReader.open(file)) {
      return reader.sampleRateHz();
    }
  }
}
