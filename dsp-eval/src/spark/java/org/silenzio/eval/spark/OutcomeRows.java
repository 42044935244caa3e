package org.silenzio.eval.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.silenzio.eval.run.Evaluation;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.Evaluation.Timing;

/** Outcomes as Spark carries and keeps them. */
final class OutcomeRows {

  /** The columns; figures by name, in a fixed order, empty where there is a problem. */
  static final StructType SCHEMA =
      new StructType()
          .add("group", DataTypes.StringType, false)
          .add("item", DataTypes.StringType, false)
          .add("peer", DataTypes.StringType, false)
          .add(
              "figures",
              DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
              false)
          .add("problem", DataTypes.StringType, true)
          .add("median_us", DataTypes.DoubleType, true)
          .add("p99_us", DataTypes.DoubleType, true);

  private static final int FIGURES = 3;
  private static final int PROBLEM = 4;
  private static final int MEDIAN = 5;
  private static final int PERCENTILE = 6;

  private OutcomeRows() {}

  static Row of(Outcome outcome) {
    Evaluation.Row row = outcome.row();
    return RowFactory.create(
        row.group(),
        row.item(),
        row.peer(),
        new LinkedHashMap<>(row.figures()),
        row.problem().orElse(null),
        outcome.timing().map(Timing::medianUs).orElse(null),
        outcome.timing().map(Timing::percentile99Us).orElse(null));
  }

  static Outcome outcome(Row row) {
    Map<String, Double> figures = row.getAs(FIGURES);
    Optional<Timing> timing =
        row.isNullAt(MEDIAN)
            ? Optional.empty()
            : Optional.of(new Timing(row.getDouble(MEDIAN), row.getDouble(PERCENTILE)));
    return new Outcome(
        new Evaluation.Row(
            row.getString(0),
            row.getString(1),
            row.getString(2),
            figures,
            Optional.ofNullable(row.getString(PROBLEM))),
        timing);
  }

  static List<Outcome> outcomes(List<Row> rows) {
    return rows.stream().map(OutcomeRows::outcome).toList();
  }
}
