package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.Evaluation.Row;
import org.silenzio.eval.run.Evaluation.Timing;

class SummaryTableTest {

  private static Outcome outcome(String item, String peer, double value, double us) {
    return new Outcome(
        new Row("calls", item, peer, Map.of("MOS", value), Optional.empty()),
        Optional.of(new Timing(us, 2 * us)));
  }

  @Test
  void showsTheMeansOfWhatCouldBeScored() {
    Outcome broken =
        new Outcome(
            new Row("calls", "c", "ours", Map.of(), Optional.of("is silent")), Optional.empty());
    String table =
        SummaryTable.of(
            List.of(
                outcome("a", "ours", 3, 10),
                outcome("a", "theirs", 2, 5),
                outcome("b", "ours", 4, 20),
                outcome("b", "theirs", 2.5, 5),
                broken),
            false);
    assertEquals(
        """
        | calls (3) |  MOS | us/frame | us p99 |
        |-----------|-----:|---------:|-------:|
        | ours      | 3.50 |     15.0 |   30.0 |
        | theirs    | 2.25 |     5.00 |   10.0 |

        """,
        table);
  }

  @Test
  void showsDetailsOnlyWhereAskedFor() {
    List<Outcome> outcomes =
        List.of(
            new Outcome(
                new Row("calls", "a", "ours", Map.of("MOS", 3.0, "LUFS", -20.0), Optional.empty()),
                Optional.of(new Timing(1, 2))));
    assertFalse(SummaryTable.of(outcomes, false).contains("LUFS"));
    assertTrue(SummaryTable.of(outcomes, true).contains("LUFS"));
  }
}
