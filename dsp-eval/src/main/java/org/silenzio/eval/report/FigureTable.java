package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.silenzio.eval.metric.FigureDirection;
import org.silenzio.eval.metric.FigureKind;
import org.silenzio.eval.metric.FigureKinds;

/**
 * Figures of several chains side by side, the best of each column marked.
 *
 * @param columns the figures
 * @param rows the chains
 */
record FigureTable(List<Column> columns, List<Row> rows) {

  /**
   * A figure.
   *
   * @param name as the catalogue has it
   * @param arrow which way it gets better; empty if neither
   * @param direction the same for the page's script: "up", "down" or "none"
   * @param explanation what it tells; empty if it is unknown
   */
  record Column(String name, String arrow, String direction, String explanation) {
    static Column of(FigureKind kind) {
      return switch (kind.direction()) {
        case HIGHER_IS_BETTER -> new Column(kind.name(), "\u2191", "up", explained(kind));
        case LOWER_IS_BETTER -> new Column(kind.name(), "\u2193", "down", explained(kind));
        case NEITHER -> new Column(kind.name(), "", "none", explained(kind));
      };
    }

    private static String explained(FigureKind kind) {
      return switch (kind.direction()) {
        case HIGHER_IS_BETTER -> join(kind.explanation(), "higher is better");
        case LOWER_IS_BETTER -> join(kind.explanation(), "lower is better");
        case NEITHER -> kind.explanation();
      };
    }

    private static String join(String explanation, String direction) {
      return explanation.isEmpty() ? direction : explanation + "; " + direction;
    }
  }

  /**
   * A chain.
   *
   * @param label its name
   * @param style its colour and dash
   * @param note what is to be known of the whole row; may be empty
   * @param cells as many as there are columns
   */
  record Row(String label, SeriesStyle style, String note, List<Cell> cells) {}

  /**
   * A chain's figure.
   *
   * @param text its value
   * @param best whether no other is better, as shown
   */
  record Cell(String text, boolean best) {}

  /**
   * Makes the table.
   *
   * @param values the chains with their figures, in order
   * @param notes what is to be known of a chain
   */
  static FigureTable of(
      Map<String, Map<String, Double>> values, Map<String, String> notes, ChainOrder order) {
    Set<String> names = new LinkedHashSet<>();
    values.values().forEach(figures -> names.addAll(figures.keySet()));
    List<FigureKind> kinds = names.stream().map(FigureKinds::of).toList();
    Map<FigureKind, Double> best = new LinkedHashMap<>();
    for (FigureKind kind : kinds) {
      best.put(kind, best(kind, values));
    }
    List<Row> rows = new ArrayList<>();
    values.forEach(
        (chain, figures) -> {
          List<Cell> cells = new ArrayList<>();
          for (FigureKind kind : kinds) {
            double value = figures.getOrDefault(kind.name(), Double.NaN);
            String text = Numbers.cell(value, kind.decimals());
            // what reads the same is as good
            boolean isBest = text.equals(Numbers.cell(best.get(kind), kind.decimals()));
            cells.add(new Cell(text, isBest && !Double.isNaN(best.get(kind))));
          }
          rows.add(new Row(chain, order.style(chain), notes.getOrDefault(chain, ""), cells));
        });
    return new FigureTable(kinds.stream().map(Column::of).toList(), rows);
  }

  /** The best value of a column; NaN where neither way is better or there is nothing to choose. */
  private static double best(FigureKind kind, Map<String, Map<String, Double>> values) {
    double best = Double.NaN;
    int candidates = 0;
    for (Map<String, Double> figures : values.values()) {
      double value = figures.getOrDefault(kind.name(), Double.NaN);
      if (!Double.isNaN(value)) {
        candidates++;
        best = Double.isNaN(best) || kind.direction().gain(best, value) > 0 ? value : best;
      }
    }
    return candidates < 2 || kind.direction() == FigureDirection.NEITHER ? Double.NaN : best;
  }
}
