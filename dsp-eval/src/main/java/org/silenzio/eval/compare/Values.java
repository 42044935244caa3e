package org.silenzio.eval.compare;

import java.util.Locale;
import org.silenzio.eval.metric.FigureKind;

/** Figures as text, with one decimal more than tables show: differences are small. */
final class Values {

  private Values() {}

  static String text(FigureKind kind, double value) {
    return text("%." + (kind.decimals() + 1) + "f", value);
  }

  static String signed(FigureKind kind, double value) {
    return text("%+." + (kind.decimals() + 1) + "f", value);
  }

  static String text(String pattern, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, pattern, value);
  }
}
