package org.silenzio.eval.run;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.Evaluation.Row;

/**
 * One line per recording and chain for spreadsheets (RFC 4180): figures as columns, empty where a
 * figure is not defined, then the times per frame, which differ from run to run, and the problem.
 */
public final class CsvTable {

  private static final String MEDIAN = "us/frame";
  private static final String PERCENTILE_99 = "us p99";

  private CsvTable() {}

  /** Writes a head line and all outcomes. */
  public static void write(List<Outcome> outcomes, Writer to) throws IOException {
    Set<String> figures = new LinkedHashSet<>();
    outcomes.forEach(outcome -> figures.addAll(outcome.row().figures().keySet()));
    CsvSchema schema =
        CsvSchema.builder()
            .addColumns(List.of("group", "item", "chain"), CsvSchema.ColumnType.STRING)
            .addColumns(figures, CsvSchema.ColumnType.NUMBER)
            .addColumns(List.of(MEDIAN, PERCENTILE_99), CsvSchema.ColumnType.NUMBER)
            .addColumn("problem")
            .setUseHeader(true)
            .build();
    ObjectWriter writer = new CsvMapper().writer(schema);
    try (SequenceWriter lines = writer.writeValues(to)) {
      for (Outcome outcome : outcomes) {
        lines.write(line(outcome));
      }
    }
  }

  private static Map<String, Object> line(Outcome outcome) {
    Row row = outcome.row();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("group", row.group());
    line.put("item", row.item());
    line.put("chain", row.peer());
    line.putAll(row.figures());
    outcome
        .timing()
        .ifPresent(
            timing -> {
              line.put(MEDIAN, timing.medianUs());
              line.put(PERCENTILE_99, timing.percentile99Us());
            });
    row.problem().ifPresent(problem -> line.put("problem", problem));
    return line;
  }
}
