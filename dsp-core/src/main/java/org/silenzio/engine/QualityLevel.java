package org.silenzio.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.silenzio.echo.EchoPreset;

/**
 * One of the ways in which the capture can be cleaned.
 *
 * @param echo the canceller's preset; null where there is none or the application's own
 * @param suppression how noise is suppressed
 */
record QualityLevel(EchoPreset echo, Suppression suppression) {

  /**
   * The levels from the best to the cheapest: first the canceller steps down, then the suppressor;
   * without any suppression it is the cheapest alone.
   *
   * @param presets the canceller's, from the best down; a single null where there is no choice
   * @param suppressions from the best down
   * @return all combinations that serve
   */
  static List<QualityLevel> of(List<EchoPreset> presets, List<Suppression> suppressions) {
    List<QualityLevel> levels = new ArrayList<>();
    for (Suppression suppression : suppressions) {
      boolean lastResort = suppression == Suppression.NONE && suppressions.size() > 1;
      List<EchoPreset> served =
          lastResort ? presets.subList(presets.size() - 1, presets.size()) : presets;
      for (EchoPreset preset : served) {
        levels.add(new QualityLevel(preset, suppression));
      }
    }
    return levels;
  }

  /**
   * Keeps of levels each that takes no more work than the one before: once the canceller has
   * stepped down it does not step up with a cheaper suppressor.
   */
  static List<QualityLevel> falling(List<QualityLevel> levels) {
    List<QualityLevel> kept = new ArrayList<>();
    for (QualityLevel level : levels) {
      if (kept.isEmpty()
          || level.echo() == null
          || level.echo().compareTo(kept.getLast().echo()) >= 0) {
        kept.add(level);
      }
    }
    return kept;
  }

  /** For people, as {@code standard+rnnoise}. */
  String label() {
    String canceller = echo == null ? "" : echo.name() + "+";
    return (canceller + suppression).toLowerCase(Locale.ROOT);
  }
}
