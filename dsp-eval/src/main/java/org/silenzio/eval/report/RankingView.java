package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.silenzio.eval.metric.FigureDirection;
import org.silenzio.eval.metric.FigureKind;
import org.silenzio.eval.metric.FigureKinds;

/**
 * Every recording of a group by every chain, as the template lists it. Without the page's script it
 * shows the worst recordings of one chain by one figure.
 *
 * @param chains the chains to choose from
 * @param columns the figures
 * @param rows recordings by chains
 * @param leadColumn the place of the figure it is sorted by at first, counted from 0; −1 for none
 */
record RankingView(
    List<Choice> chains, List<FigureTable.Column> columns, List<Row> rows, int leadColumn) {

  /** How many of the worst are shown at first. */
  static final int WORST = 10;

  /** A chain to choose, and whether it is at first. */
  record Choice(String name, boolean chosen) {}

  /**
   * A recording by a chain.
   *
   * @param id the recording's anchor
   * @param recording its name
   * @param chain the chain
   * @param sound the player's anchor; empty if there is nothing to play
   * @param problem why there are no figures; empty if there are
   * @param hidden whether it waits for the script
   * @param cells the figures
   */
  record Row(
      String id,
      String recording,
      String chain,
      String sound,
      String problem,
      boolean hidden,
      List<Cell> cells) {}

  /** A figure for reading, and the same for sorting; empty for none. */
  record Cell(String text, String sort) {}

  static RankingView of(
      Map<String, EvaluatedRecording> recordings, List<String> figures, String ours) {
    List<FigureKind> kinds = figures.stream().map(FigureKinds::of).toList();
    int lead = lead(kinds);
    SequencedSet<String> chains = new LinkedHashSet<>();
    recordings.values().forEach(r -> r.chains().forEach(result -> chains.add(result.chain())));
    String chosen = chains.contains(ours) ? ours : chains.getLast();
    List<Entry> entries = new ArrayList<>();
    recordings.forEach(
        (id, recording) -> {
          for (int c = 0; c < recording.chains().size(); c++) {
            entries.add(new Entry(id, recording, recording.chains().get(c), c));
          }
        });
    if (lead >= 0) {
      entries.sort(worstFirst(kinds.get(lead)));
    }
    List<Row> rows = new ArrayList<>();
    int shown = 0;
    for (Entry entry : entries) {
      boolean show = entry.result.chain().equals(chosen) && shown < WORST;
      shown += show ? 1 : 0;
      rows.add(entry.row(kinds, !show));
    }
    return new RankingView(
        chains.stream().map(name -> new Choice(name, name.equals(chosen))).toList(),
        kinds.stream().map(FigureTable.Column::of).toList(),
        rows,
        lead);
  }

  private static int lead(List<FigureKind> kinds) {
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i).direction() != FigureDirection.NEITHER) {
        return i;
      }
    }
    return -1;
  }

  private record Entry(String id, EvaluatedRecording recording, ChainResult result, int chain) {

    double value(FigureKind kind) {
      return result.allFigures().getOrDefault(kind.name(), Double.NaN);
    }

    Row row(List<FigureKind> kinds, boolean hidden) {
      List<Cell> cells = new ArrayList<>();
      for (FigureKind kind : kinds) {
        double value = value(kind);
        cells.add(
            new Cell(
                Numbers.cell(value, kind.decimals()),
                Double.isNaN(value) ? "" : Double.toString(value)));
      }
      return new Row(
          id,
          recording.name(),
          result.chain(),
          result.output().isPresent() ? SectionView.soundId(id, chain) : "",
          result.problem().orElse(""),
          hidden,
          cells);
    }
  }

  /** What has no number at all is worse than any. */
  private static Comparator<Entry> worstFirst(FigureKind kind) {
    return (a, b) -> {
      double x = a.value(kind);
      double y = b.value(kind);
      if (Double.isNaN(x) || Double.isNaN(y)) {
        return Boolean.compare(Double.isNaN(y), Double.isNaN(x));
      }
      return Double.compare(0, kind.direction().gain(x, y));
    };
  }

  /** Whether there is more than what is shown at first. */
  boolean more() {
    return rows.stream().anyMatch(Row::hidden);
  }
}
