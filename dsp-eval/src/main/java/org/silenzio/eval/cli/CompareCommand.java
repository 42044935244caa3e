package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.silenzio.eval.compare.Comparison;
import org.silenzio.eval.compare.ComparisonText;
import org.silenzio.eval.compare.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio compare}. */
@Command(
    name = "compare",
    description = {
      "Tells what became better or worse between two evaluations, recording by recording.",
      "A regression is a mean that is worse by more than the figure's margin, with p < 0.05"
          + " (Wilcoxon's signed-rank test; with fewer than 6 recordings the margin alone"
          + " decides), or a row or figure that is lost."
    },
    exitCodeList = {"0:no regression", "1:a regression, or failed", "2:unfit input or arguments"})
final class CompareCommand implements Callable<Integer> {

  private static final int REGRESSION = 1;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A.json", description = "Results of silenzio eval --json.")
  private Path before;

  @Parameters(index = "1", paramLabel = "B.json", description = "The results in question.")
  private Path after;

  @Option(
      names = {"--peer", "--chain"},
      paramLabel = "NAME",
      split = ",",
      description = "Look at these chains alone; may be given several times.")
  private List<String> chains = new ArrayList<>();

  @Option(
      names = "--margin",
      paramLabel = "FIGURE=VALUE",
      description =
          "What a figure's mean may change by before it counts, such as \"ERLE dB=2\"; may be given"
              + " several times.")
  private Map<String, Double> margins = new LinkedHashMap<>();

  @Option(names = "--all", description = "Show also what stayed the same.")
  private boolean everything;

  @Override
  public Integer call() throws IOException {
    Results a = Results.read(before);
    Results b = Results.read(after);
    if (!chains.isEmpty()) {
      Set<String> known = new LinkedHashSet<>(a.chains());
      known.addAll(b.chains());
      for (String chain : chains) {
        if (!known.contains(chain)) {
          throw new IllegalArgumentException(
              "chain is '" + chain + "', allowed: " + String.join(", ", known));
        }
      }
      a = a.ofChains(chains::contains);
      b = b.ofChains(chains::contains);
    }
    Comparison comparison = Comparison.of(a, b, margins);
    PrintWriter out = spec.commandLine().getOut();
    out.print(ComparisonText.of(comparison, everything));
    out.flush();
    return comparison.hasRegression() ? REGRESSION : ExitCode.OK;
  }
}
