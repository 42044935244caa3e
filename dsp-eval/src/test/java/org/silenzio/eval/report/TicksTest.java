package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void marksWholeSeconds() {
    assertEquals(
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        labels(Ticks.within(0.0, 9.09, 10)));
  }

  @Test
  void labelsCarryAsManyDecimalsAsTheStep() {
    assertEquals(List.of("0.0", "0.5", "1.0", "1.5", "2.0"), labels(Ticks.within(0.0, 2.0, 5)));
    assertEquals(List.of("\u22120.02", "0.00", "0.02"), labels(Ticks.within(-0.03, 0.03, 3)));
  }

  @Test
  void labelsOfLargeStepsAreWhole() {
    assertEquals(List.of("0", "20", "40", "60"), labels(Ticks.within(0.0, 65.0, 5)));
  }

  @Test
  void includesBothEnds() {
    assertEquals(
        List.of("\u2212110", "\u2212100", "\u221290", "\u221280"),
        labels(Ticks.within(-110.0, -80.0, 4)));
  }

  @Test
  void valuesAreWhatTheLabelsSay() {
    for (Tick tick : Ticks.within(-0.3, 0.3, 7)) {
      assertEquals(Double.parseDouble(tick.label().replace('\u2212', '-')), tick.value());
    }
  }

  @Test
  void anyRangeGetsEnoughRoundTicksWithinIt() {
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < 2_000; n++) {
      double min = random.nextDouble(-100.0, 100.0);
      double max = min + Math.pow(10.0, random.nextDouble(-2.0, 4.0));
      int maxCount = random.nextInt(4, 12);
      List<Tick> ticks = Ticks.within(min, max, maxCount);
      String about = min + " to " + max + ", at most " + maxCount + ": " + ticks;
      assertTrue(ticks.size() <= maxCount, about);
      assertTrue(ticks.getFirst().value() >= min && ticks.getLast().value() <= max, about);
      // the next smaller step, at most 2.5 times finer, gives more than maxCount
      assertTrue(ticks.size() >= (maxCount - 1) / 2.5 - 1.0, about);
      if (ticks.size() > 1) {
        assertEvenAndRound(ticks, about);
      }
    }
  }

  private static void assertEvenAndRound(List<Tick> ticks, String about) {
    double step = ticks.get(1).value() - ticks.get(0).value();
    double mantissa = step / Math.pow(10.0, Math.floor(Math.log10(step) + 1e-6));
    assertTrue(
        near(mantissa, 1.0) || near(mantissa, 2.0) || near(mantissa, 5.0), mantissa + ": " + about);
    for (Tick tick : ticks) {
      double multiple = tick.value() / step;
      assertEquals(Math.rint(multiple), multiple, 1e-6, about);
    }
  }

  private static boolean near(double actual, double expected) {
    return Math.abs(actual - expected) < 1e-6;
  }

  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().map(Tick::label).toList();
  }
}
