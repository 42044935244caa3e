package org.silenzio.eval.report;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as text, the same in every locale. */
final class Numbers {

  private static final char HYPHEN = '-';
  private static final char MINUS = '\u2212';

  private Numbers() {}

  /** For reading: so many decimals, and a proper minus sign. */
  static String decimal(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return (zero ? text.replace("-", "") : text).replace(HYPHEN, MINUS);
  }

  /** For tables: as {@link #decimal}, with a dash for no number and a sign for infinity. */
  static String cell(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "\u2013";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "\u221e" : MINUS + "\u221e";
    }
    return decimal(value, decimals);
  }

  /** For reading: as many decimals as it takes, and a proper minus sign. */
  static String shortest(double value) {
    return plain(BigDecimal.valueOf(value).stripTrailingZeros());
  }

  /** For reading: all the digits, no exponent, and a proper minus sign. */
  static String plain(BigDecimal value) {
    return value.toPlainString().replace(HYPHEN, MINUS);
  }

  /** For SVG: a share of 1 as a percentage. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100.0 * share);
  }
}
