package org.silenzio.eval.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.silenzio.eval.run.Evaluation;
import org.silenzio.eval.run.Evaluation.Outcome;
import picocli.CommandLine.ExitCode;

/** A row as programs read it, without its timing: the same run gives the same bytes. */
record ResultRow(
    String group, String item, String peer, Map<String, Double> figures, String problem) {

  static ResultRow of(Outcome outcome) {
    Evaluation.Row row = outcome.row();
    return new ResultRow(
        row.group(), row.item(), row.peer(), row.figures(), row.problem().orElse(null));
  }

  /**
   * Tells a recording's problem once, not once for each chain.
   *
   * @return the command's exit code
   */
  static int tellProblems(List<Outcome> outcomes, PrintWriter err) {
    List<String> problems =
        outcomes.stream()
            .map(Outcome::row)
            .filter(row -> row.problem().isPresent())
            .map(row -> row.group() + "/" + row.item() + ": " + row.problem().get())
            .distinct()
            .toList();
    problems.forEach(problem -> err.println("silenzio: " + problem));
    err.flush();
    return problems.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
  }
}
