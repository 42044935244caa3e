package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NumbersTest {

  private final Locale before = Locale.getDefault();

  /** Other digits and another decimal separator, which must not show. */
  @BeforeEach
  void useAForeignLocale() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @AfterEach
  void useTheOldLocale() {
    Locale.setDefault(before);
  }

  @Test
  void roundsToDecimals() {
    assertEquals("21.3", Numbers.decimal(21.333, 1));
    assertEquals("2.00", Numbers.decimal(2.0, 2));
    assertEquals("\u22129.0", Numbers.decimal(-9.04, 1));
  }

  @Test
  void shortestHasNoTrailingZeros() {
    assertEquals("48", Numbers.shortest(48.0));
    assertEquals("44.1", Numbers.shortest(44.1));
    assertEquals("11.025", Numbers.shortest(11.025));
    assertEquals("100", Numbers.shortest(100.0));
  }

  @Test
  void plainHasNoExponent() {
    assertEquals("20", Numbers.plain(new BigDecimal("2E+1")));
    assertEquals("\u22120.05", Numbers.plain(new BigDecimal("-0.05")));
    assertEquals("0.0", Numbers.plain(new BigDecimal("0.0")));
  }

  @Test
  void percentIsForMachines() {
    assertEquals("12.50%", Numbers.percent(0.125));
    assertEquals("100.00%", Numbers.percent(1.0));
  }

  @Test
  void cellsSayWhatIsNoNumber() {
    assertEquals("\u2013", Numbers.cell(Double.NaN, 2));
    assertEquals("\u221e", Numbers.cell(Double.POSITIVE_INFINITY, 2));
    assertEquals("\u2212\u221e", Numbers.cell(Double.NEGATIVE_INFINITY, 2));
    assertEquals("\u22121.50", Numbers.cell(-1.5, 2));
    assertEquals("0.0", Numbers.cell(-0.04, 1), "there is no minus nought");
  }
}
