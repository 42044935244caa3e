package org.silenzio.eval.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.silenzio.eval.metric.FigureDirection;
import org.silenzio.eval.metric.FigureKind;
import org.silenzio.eval.metric.FigureKinds;

/** Two evaluations side by side, recording by recording. */
public final class Comparison {

  private final Results before;
  private final Results after;
  private final Map<String, Double> margins;
  private final List<FigureChange> changes = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();
  private final List<String> news = new ArrayList<>();

  /**
   * Something that was there and is not any more.
   *
   * @param group the recording's folder
   * @param chain the chain
   * @param item the recording
   * @param what is lost
   */
  record Loss(String group, String chain, String item, String what) {}

  private record Place(String group, String chain) {}

  private Comparison(Results before, Results after, Map<String, Double> margins) {
    this.before = before;
    this.after = after;
    this.margins = Map.copyOf(margins);
  }

  /**
   * Compares two evaluations.
   *
   * @param before the results to hold the others against
   * @param after the results in question
   * @param margins by figure, where the {@link FigureKinds} catalogue's shall not count; 0 or more
   * @throws IllegalArgumentException if they have no row in common, or a margin is negative, no
   *     number, or for a figure that neither has
   */
  public static Comparison of(Results before, Results after, Map<String, Double> margins) {
    Comparison comparison = new Comparison(before, after, margins);
    comparison.checkMargins();
    comparison.compareRows();
    comparison.compareFigures();
    return comparison;
  }

  private void checkMargins() {
    Set<String> known = new LinkedHashSet<>(before.figures());
    known.addAll(after.figures());
    margins.forEach(
        (figure, margin) -> {
          if (!known.contains(figure)) {
            throw new IllegalArgumentException(
                "margin is for '" + figure + "', allowed: " + String.join(", ", known));
          }
          FigureKinds.of(figure).withNoiseMargin(margin);
        });
  }

  private void compareRows() {
    if (before.rows().keySet().stream().noneMatch(after.rows()::containsKey)) {
      throw new IllegalArgumentException("the two results have no recording and chain in common");
    }
    before
        .rows()
        .forEach(
            (key, row) -> {
              ResultRow now = after.rows().get(key);
              if (now == null) {
                lose(row, "the row is missing");
              } else if (row.problem() == null && now.problem() != null) {
                lose(row, "fails now: " + now.problem());
              } else if (row.problem() != null && now.problem() == null) {
                news.add(key + ": works now, before: " + row.problem());
              }
            });
    after
        .rows()
        .forEach(
            (key, row) -> {
              if (!before.rows().containsKey(key)) {
                news.add(key + ": a new row" + (row.problem() == null ? "" : ", which fails"));
              }
            });
  }

  private void compareFigures() {
    Map<Place, List<ResultRow>> places = new LinkedHashMap<>();
    for (ResultRow row : before.rows().values()) {
      ResultRow now = after.rows().get(row.key());
      if (now != null && row.problem() == null && now.problem() == null) {
        places.computeIfAbsent(new Place(row.group(), row.peer()), p -> new ArrayList<>()).add(row);
      }
    }
    Set<String> measuredNow = after.figures();
    for (String figure : before.figures()) {
      if (!measuredNow.contains(figure)) {
        news.add(figure + ": not measured any more");
      }
    }
    for (String figure : measuredNow) {
      if (!before.figures().contains(figure)) {
        news.add(figure + ": measured for the first time");
      }
    }
    places.forEach(
        (place, rows) -> {
          for (String figure : before.figures()) {
            if (measuredNow.contains(figure)) {
              compare(place, kind(figure), rows);
            }
          }
        });
  }

  private FigureKind kind(String figure) {
    FigureKind kind = FigureKinds.of(figure);
    Double margin = margins.get(figure);
    return margin == null ? kind : kind.withNoiseMargin(margin);
  }

  private void compare(Place place, FigureKind kind, List<ResultRow> rows) {
    List<FigureChange.Pair> pairs = new ArrayList<>();
    for (ResultRow row : rows) {
      double was = row.figure(kind.name());
      double is = after.rows().get(row.key()).figure(kind.name());
      if (Double.isNaN(was)) {
        continue; // nothing to compare with
      }
      if (Double.isNaN(is)) {
        lose(row, kind.name() + " is lost, was " + Values.text(kind, was));
      } else if (Double.isFinite(was) && Double.isFinite(is)) {
        pairs.add(new FigureChange.Pair(row.item(), was, is));
      } else {
        unbounded(row, kind, was, is);
      }
    }
    if (!pairs.isEmpty()) {
      changes.add(FigureChange.of(place.group, place.chain, kind, pairs));
    }
  }

  /** A step to or from infinity, as of a canceller that never converges, enters no mean. */
  private void unbounded(ResultRow row, FigureKind kind, double was, double is) {
    double gain = kind.direction().gain(was, is);
    String step =
        kind.name() + " went from " + Values.text(kind, was) + " to " + Values.text(kind, is);
    if (gain < 0) {
      lose(row, step);
    } else if (gain > 0 || (kind.direction() == FigureDirection.NEITHER && was != is)) {
      news.add(row.key() + ": " + step);
    }
  }

  private void lose(ResultRow row, String what) {
    losses.add(new Loss(row.group(), row.peer(), row.item(), what));
  }

  /** Whether something became worse or was lost. */
  public boolean hasRegression() {
    return !losses.isEmpty()
        || changes.stream().anyMatch(change -> change.verdict() == Verdict.REGRESSION);
  }

  /** Every figure that could be compared, by group, chain and figure. */
  List<FigureChange> changes() {
    return List.copyOf(changes);
  }

  /** What was there and is not any more; each is a regression. */
  List<Loss> losses() {
    return List.copyOf(losses);
  }

  /** What is told without being a regression. */
  List<String> news() {
    return List.copyOf(news);
  }
}
