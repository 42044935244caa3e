package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScalesTest {

  private static final Take LONG = take(32_000, 0.1f);
  private static final Take SHORT_AND_LOUD = take(8_000, -0.8f);

  @Test
  void theLongestTakeSpansTheTimeAxis() {
    Scales scales = scales(16_000, SHORT_AND_LOUD, LONG);
    assertEquals("100.00%", scales.width(LONG));
    assertEquals("25.00%", scales.width(SHORT_AND_LOUD));
    assertEquals(0.5, scales.seconds(SHORT_AND_LOUD));
    assertEquals(new Mark("100.00%", "2.0"), scales.timeMarks().getLast());
  }

  @Test
  void theLoudestTakeFillsThePlotAndFits() {
    double amplitude = scales(16_000, LONG, SHORT_AND_LOUD).amplitude();
    assertTrue(amplitude >= 0.8f && amplitude < 0.9, "" + amplitude);
  }

  @Test
  void silenceIsNotBlownUp() {
    double amplitude = scales(16_000, take(100, 0f)).amplitude();
    assertTrue(amplitude >= 0.01, "" + amplitude);
  }

  @Test
  void theFrequencyAxisEndsAtHalfTheRate() {
    List<Mark> marks = scales(16_000, LONG).frequencyMarks();
    assertEquals(new Mark("100.00%", "0"), marks.getFirst());
    assertEquals(new Mark("0.00%", "8"), marks.getLast());
    // 20 of 24 kHz
    assertEquals(new Mark("16.67%", "20"), scales(48_000, LONG).frequencyMarks().getLast());
  }

  @Test
  void everyAmplitudeAxisNamesMoreThanZero() {
    for (float peak = 0.02f; peak < 2f; peak *= 1.07f) {
      List<Mark> marks = scales(48_000, take(10, peak)).amplitudeMarks();
      assertTrue(marks.size() == 3 || marks.size() == 5, peak + ": " + marks);
      assertEquals("50.00%", marks.get(marks.size() / 2).position());
    }
  }

  private static Scales scales(int rateHz, Take... takes) {
    return Scales.of(
        new RecordingReport("Title", "", rateHz, List.of(takes), List.of()),
        Stream.of(takes).map(t -> new Waveform(t.samples())).toList());
  }

  private static Take take(int samples, float peak) {
    float[] sound = new float[samples];
    sound[samples / 2] = peak;
    return new Take("Take", Path.of("a.wav"), sound);
  }
}
