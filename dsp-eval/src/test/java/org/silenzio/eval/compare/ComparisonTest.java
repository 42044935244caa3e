package org.silenzio.eval.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants changes and looks whether they, and nothing else, are found. */
class ComparisonTest {

  private static final String MOS = "OVRL"; // margin 0.05, more is better
  private static final String NOISE = "pauses dBFS"; // margin 1, less is better

  @TempDir Path folder;
  private int files;

  private static ResultRow row(String item, String chain, Map<String, Double> figures) {
    return new ResultRow("set", item, chain, figures, null);
  }

  private static ResultRow failed(String item, String chain) {
    return new ResultRow("set", item, chain, Map.of(), "is silent");
  }

  private Results results(List<ResultRow> rows) throws IOException {
    Path json = folder.resolve(files++ + ".json");
    new ObjectMapper().writeValue(json.toFile(), rows);
    return Results.read(json);
  }

  private Results results(ResultRow... rows) throws IOException {
    return results(Arrays.asList(rows));
  }

  private Results many(int count, String figure, IntToDoubleFunction value) throws IOException {
    List<ResultRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row("item" + i, "ours", Map.of(figure, value.applyAsDouble(i))));
    }
    return results(rows);
  }

  private static FigureChange only(Comparison comparison) {
    assertEquals(1, comparison.changes().size());
    return comparison.changes().getFirst();
  }

  private Comparison compare(Results before, Results after) {
    return Comparison.of(before, after, Map.of());
  }

  @Test
  void findsAPlantedRegressionAndItsWorstRecordings() throws IOException {
    Results before = many(12, MOS, i -> 3 + 0.1 * i);
    Results after = many(12, MOS, i -> 3 + 0.1 * i - (i == 7 ? 0.5 : 0.06 + 0.001 * i));
    Comparison comparison = compare(before, after);
    FigureChange change = only(comparison);
    assertEquals(Verdict.REGRESSION, change.verdict());
    assertTrue(comparison.hasRegression());
    assertEquals(3.55, change.meanBefore(), 1e-9);
    // eleven times 0.06, their numbers' thousandths (66 − 7 = 59), and 0.5
    assertEquals(-(11 * 0.06 + 0.059 + 0.5) / 12, change.test().meanDifference(), 1e-9);
    assertEquals(
        List.of("item7", "item11", "item10"),
        change.worst(3).stream().map(FigureChange.Pair::item).toList());
    String text = ComparisonText.of(comparison, false);
    assertTrue(text.contains("| set   | ours  | OVRL   | REGRESSION | "), text);
    assertTrue(text.contains("  item7: 3.700 -> 3.200\n"), text);
    assertTrue(text.contains("1 figures compared: 1 regressions, 0 better"), text);
  }

  @Test
  void findsAPlantedImprovementWhereLessIsBetter() throws IOException {
    Results before = many(10, NOISE, i -> -40 - i);
    Comparison comparison = compare(before, many(10, NOISE, i -> -42.5 - 1.1 * i));
    assertEquals(Verdict.IMPROVEMENT, only(comparison).verdict());
    assertFalse(comparison.hasRegression());
    Comparison back = compare(many(10, NOISE, i -> -42.5 - 1.1 * i), before);
    assertEquals(Verdict.REGRESSION, only(back).verdict());
  }

  @Test
  void noiseIsNoRegression() throws IOException {
    Random random = new Random(5);
    double[] wobble = random.doubles(20, -1, 1).toArray();
    Results before = many(20, MOS, i -> 3);
    // far from the margin, but this way as often as that
    double mean = Arrays.stream(wobble).average().orElseThrow();
    Results scattered = many(20, MOS, i -> 3 + wobble[i] - mean - 0.1);
    assertEquals(Verdict.UNPROVEN, only(compare(before, scattered)).verdict());
    assertFalse(compare(before, scattered).hasRegression());
    // always worse, but by less than the margin
    Results tiny = many(20, MOS, i -> 3 - 0.04 - 0.0001 * i);
    assertEquals(Verdict.SAME, only(compare(before, tiny)).verdict());
    assertTrue(only(compare(before, tiny)).test().isSignificant());
    Comparison narrow = Comparison.of(before, tiny, Map.of(MOS, 0.01));
    assertEquals(Verdict.REGRESSION, only(narrow).verdict(), "with a margin of one's own");
    assertEquals(Verdict.SAME, only(compare(before, before)).verdict());
  }

  @Test
  void amongFewRecordingsTheMarginDecidesAlone() throws IOException {
    Results before = many(3, MOS, i -> 3);
    Results worse = many(3, MOS, i -> 2.9);
    assertEquals(Verdict.REGRESSION, only(compare(before, worse)).verdict());
    assertEquals(Verdict.SAME, only(compare(before, many(3, MOS, i -> 2.96))).verdict());
    assertEquals(Verdict.REGRESSION, only(compare(many(1, MOS, i -> 3), worse)).verdict());
  }

  @Test
  void levelsAndUnknownFiguresChangeButNeverRegress() throws IOException {
    for (String figure : List.of("LUFS", "warmth")) {
      Comparison comparison =
          compare(many(8, figure, i -> i), many(8, figure, i -> i + 3 + 0.1 * i));
      assertEquals(Verdict.CHANGE, only(comparison).verdict());
      assertFalse(comparison.hasRegression());
    }
  }

  @Test
  void rowsThatAreMissingOrFailAreRegressions() throws IOException {
    ResultRow a = row("a", "ours", Map.of(MOS, 3.0));
    ResultRow b = row("b", "ours", Map.of(MOS, 3.0));
    Comparison missing = compare(results(a, b), results(a));
    assertTrue(missing.hasRegression());
    assertEquals(
        new Comparison.Loss("set", "ours", "b", "the row is missing"), missing.losses().getFirst());
    Comparison failing = compare(results(a, b), results(a, failed("b", "ours")));
    assertTrue(failing.hasRegression());
    assertEquals("fails now: is silent", failing.losses().getFirst().what());
    String text = ComparisonText.of(failing, false);
    assertTrue(text.contains("ours over set, LOST:\n  b: fails now: is silent"), text);
    // failing as before, working again, or new: told at most
    assertFalse(
        compare(results(a, failed("b", "ours")), results(a, failed("b", "ours"))).hasRegression());
    Comparison mended = compare(results(a, failed("b", "ours")), results(a, b));
    assertFalse(mended.hasRegression());
    assertEquals(List.of("set/b by ours: works now, before: is silent"), mended.news());
    Comparison added = compare(results(a), results(a, b));
    assertFalse(added.hasRegression());
    assertEquals(List.of("set/b by ours: a new row"), added.news());
  }

  @Test
  void aFigureLostInSomeRowsIsARegressionButNotOneThatIsMeasuredNoMore() throws IOException {
    Map<String, Double> both = Map.of(MOS, 3.0, NOISE, -50.0);
    Results before = results(row("a", "ours", both), row("b", "ours", both));
    Comparison some =
        compare(before, results(row("a", "ours", both), row("b", "ours", Map.of(MOS, 3.0))));
    assertEquals("pauses dBFS is lost, was -50.00", some.losses().getFirst().what());
    assertTrue(some.hasRegression());
    Map<String, Double> one = Map.of(MOS, 3.0);
    Comparison all = compare(before, results(row("a", "ours", one), row("b", "ours", one)));
    assertFalse(all.hasRegression());
    assertEquals(List.of("pauses dBFS: not measured any more"), all.news());
    Map<String, Double> nan = Map.of(MOS, Double.NaN, NOISE, -50.0);
    Comparison gone = compare(before, results(row("a", "ours", both), row("b", "ours", nan)));
    assertTrue(gone.hasRegression(), "no number is as lost as none");
  }

  @Test
  void whoNeverConvergesAnyMoreIsARegression() throws IOException {
    double never = Double.POSITIVE_INFINITY;
    Results before = many(2, "convergence s", i -> 1.5);
    Results after = many(2, "convergence s", i -> i == 0 ? 1.5 : never);
    Comparison comparison = compare(before, after);
    assertEquals(
        "convergence s went from 1.500 to Infinity", comparison.losses().getFirst().what());
    Comparison back = compare(after, before);
    assertFalse(back.hasRegression());
    assertEquals(1, back.news().size());
    assertEquals(1, only(back).test().pairs());
    assertFalse(compare(after, after).hasRegression());
  }

  @Test
  void chainsAreComparedEachForItself() throws IOException {
    List<ResultRow> before = new ArrayList<>();
    List<ResultRow> after = new ArrayList<>();
    for (String item : List.of("a", "b")) {
      for (String chain : List.of("ours", "theirs")) {
        before.add(row(item, chain, Map.of(MOS, 3.0)));
        after.add(row(item, chain, Map.of(MOS, chain.equals("ours") ? 3.5 : 2.5)));
      }
    }
    Comparison both = compare(results(before), results(after));
    assertEquals(
        List.of(Verdict.IMPROVEMENT, Verdict.REGRESSION),
        both.changes().stream().map(FigureChange::verdict).toList());
    Comparison ours =
        compare(results(before).ofChains("ours"::equals), results(after).ofChains("ours"::equals));
    assertEquals(Verdict.IMPROVEMENT, only(ours).verdict());
    assertFalse(ours.hasRegression());
  }

  @Test
  void unusableInputIsToldWithItsFile() throws IOException {
    Path absent = folder.resolve("absent.json");
    assertEquals(
        absent + ": no such file",
        assertThrows(IllegalArgumentException.class, () -> Results.read(absent)).getMessage());
    for (String text : List.of("[]", "null", "{\"a\": 1}", "[{\"item\": \"a\"}]", "[{", "[null]")) {
      Path file = Files.writeString(folder.resolve("bad.json"), text);
      String message =
          assertThrows(IllegalArgumentException.class, () -> Results.read(file), text).getMessage();
      assertTrue(message.startsWith(file + ": "), message);
    }
    ResultRow a = row("a", "ours", Map.of(MOS, 3.0));
    String twice = assertThrows(IllegalArgumentException.class, () -> results(a, a)).getMessage();
    assertTrue(twice.endsWith("has two rows for set/a by ours"), twice);
    Results one = results(a);
    Results other = results(row("b", "ours", Map.of(MOS, 3.0)));
    assertThrows(IllegalArgumentException.class, () -> compare(one, other));
    String margin =
        assertThrows(
                IllegalArgumentException.class, () -> Comparison.of(one, one, Map.of("OVRLL", 1.0)))
            .getMessage();
    assertEquals("margin is for 'OVRLL', allowed: OVRL", margin);
    assertThrows(IllegalArgumentException.class, () -> Comparison.of(one, one, Map.of(MOS, -1.0)));
  }
}
