package org.silenzio.eval.metric.pesq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAlignmentTest {

  private static final Grid GRID = new Grid(16_000);

  private static float[] clean;

  @BeforeAll
  static void loadSpeech() throws IOException {
    clean = Speech.sample("austen16_clean.wav");
  }

  private static List<Utterance> align(float[] reference, float[] degraded) {
    return TimeAlignment.utterances(AlignmentPair.of(heard(reference), heard(degraded)));
  }

  private static PaddedSignal heard(float[] signal) {
    PaddedSignal padded = PaddedSignal.of(signal, GRID);
    return InputFilter.atTheEar(
        InputFilter.toListeningLevel(padded, padded.span()), PesqMode.WIDE_BAND);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 592, 4000})
  void findsADelayToTheSample(int samples) {
    float[] late = Speech.delayed(clean, samples);
    for (Utterance utterance : align(clean, late)) {
      assertEquals(samples, utterance.delay().samples());
    }
    for (Utterance utterance : align(late, clean)) {
      assertEquals(-samples, utterance.delay().samples());
    }
  }

  /** In the middle of a long utterance, with no pause near. */
  @ParameterizedTest
  @ValueSource(ints = {800, -800, 2400})
  void splitsAnUtteranceWhereItsDelayChanges(int lost) {
    int at = 90_000;
    float[] jumping = Speech.without(clean, at, lost);
    DelayTrack track = new DelayTrack(align(clean, jumping), GRID);
    int margin = GRID.marginSamples();
    assertEquals(0, track.at(margin + at - 8000));
    assertEquals(-lost, track.at(margin + at + 8000));
  }

  @Test
  void beepsAreNoUtterances() {
    assertTrue(align(Speech.beeps(10), Speech.beeps(10)).isEmpty());
  }
}
