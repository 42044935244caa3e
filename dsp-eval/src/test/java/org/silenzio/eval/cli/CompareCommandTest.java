package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code silenzio compare} as a user types it, over JSON as {@code silenzio eval} writes it. */
class CompareCommandTest {

  @TempDir Path folder;
  private Path before;
  private Path worse;

  private Path results(String name, double ours, double theirs) throws IOException {
    String row =
        """
        {"group": "set", "item": "a", "peer": "%s", "figures": {"ERLE dB": %.1f}, "problem": null}
        """;
    return Files.writeString(
        folder.resolve(name),
        String.format(Locale.ROOT, "[" + row + "," + row + "]", "ours", ours, "theirs", theirs));
  }

  @BeforeEach
  void writeResults() throws IOException {
    before = results("a.json", 20, 30);
    worse = results("b.json", 21.5, 27.5);
  }

  @Test
  void theExitCodeTellsOfRegressions() {
    CommandResult same = CommandResult.of("compare", before, before);
    assertEquals(0, same.exitCode(), same.err());
    assertTrue(same.out().contains("2 figures compared: 0 regressions"), same.out());
    CommandResult regression = CommandResult.of("compare", before, worse);
    assertEquals(1, regression.exitCode(), regression.err());
    assertTrue(regression.out().contains("| theirs | ERLE dB | REGRESSION | "), regression.out());
    assertTrue(regression.out().contains("| ours   | ERLE dB | better     | "), regression.out());
  }

  @Test
  void chainsAndMarginsCanBeChosen() {
    assertEquals(0, CommandResult.of("compare", before, worse, "--chain", "ours").exitCode());
    assertEquals(
        1, CommandResult.of("compare", before, worse, "--chain", "ours,theirs").exitCode());
    CommandResult wide = CommandResult.of("compare", before, worse, "--margin", "ERLE dB=3");
    assertEquals(0, wide.exitCode());
    assertEquals(1, wide.out().lines().count(), "nothing to show but the counts");
    assertTrue(
        CommandResult.of("compare", before, worse, "--margin", "ERLE dB=3", "--all")
            .out()
            .contains("| same "));
  }

  @Test
  void unusableInputIsCode2AndOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("c.json"), "text");
    Path other =
        Files.writeString(
            folder.resolve("d.json"),
            "[{\"group\": \"x\", \"item\": \"x\", \"peer\": \"x\", \"figures\": {}}]");
    for (Path unfit : new Path[] {text, other, folder.resolve("absent.json")}) {
      CommandResult result = CommandResult.of("compare", before, unfit);
      assertEquals(2, result.exitCode(), result.out());
      assertEquals(1, result.err().lines().count(), result.err());
    }
    assertTrue(
        CommandResult.of("compare", before, worse, "--chain", "nobody")
            .err()
            .contains("allowed: ours, theirs"));
    assertEquals(2, CommandResult.of("compare", before, worse, "--chain", "nobody").exitCode());
    assertEquals(
        2, CommandResult.of("compare", before, worse, "--margin", "ERLE dB=-1").exitCode());
    assertEquals(2, CommandResult.of("compare", before, worse, "--margin", "ERL=1").exitCode());
    assertEquals(2, CommandResult.of("compare", before).exitCode());
  }
}
