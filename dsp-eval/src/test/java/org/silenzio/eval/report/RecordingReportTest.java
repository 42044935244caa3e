package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingReportTest {

  private static final Take TAKE = new Take("Before", Path.of("a.wav"), new float[1]);

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 44_100, 48_000, 192_000})
  void acceptsTheUsualRates(int rateHz) {
    assertEquals(rateHz, report(rateHz, List.of(TAKE)).sampleRateHz());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 7_999, 192_001})
  void namesARateOutOfRange(int rateHz) {
    var e = assertThrows(IllegalArgumentException.class, () -> report(rateHz, List.of(TAKE)));
    assertEquals("sampleRateHz is " + rateHz + ", allowed: 8000 to 192000", e.getMessage());
  }

  @Test
  void rejectsNoTakes() {
    var e = assertThrows(IllegalArgumentException.class, () -> report(48_000, List.of()));
    assertEquals("takes is empty, allowed: 1 take or more", e.getMessage());
  }

  @Test
  void keepsItsOwnLists() {
    List<Take> takes = new ArrayList<>(List.of(TAKE));
    RecordingReport report = report(48_000, takes);
    takes.clear();
    assertEquals(List.of(TAKE), report.takes());
  }

  private static RecordingReport report(int rateHz, List<Take> takes) {
    return new RecordingReport("Title", "", rateHz, takes, List.of());
  }
}
