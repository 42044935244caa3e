package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.eval.SharedData;

class DnsmosTest {

  private static final double TOLERANCE = 5e-4;

  private Dnsmos dnsmos;

  @BeforeEach
  void load() {
    dnsmos = new Dnsmos(MetricModels.in(SharedData.path("models")));
  }

  @AfterEach
  void close() {
    if (dnsmos != null) {
      dnsmos.close();
    }
  }

  private static float[] noisy(String name) throws IOException {
    return SharedData.samples("audio/noisy16/" + name + "_noisy.wav");
  }

  /** Figures of the published script. */
  @ParameterizedTest
  @CsvSource({
    "ludlows_bab0, 1.2047, 1.1683, 1.0889, 2.5136",
    "ulunas_0119,  1.3132, 1.1445, 1.1957, 2.5962",
    "vb_p287_001,  3.3337, 2.6183, 2.3682, 2.8205",
    "vb_p287_003,  3.0786, 1.9120, 1.9172, 2.9032",
    "vb_p287_005,  3.6207, 2.8205, 2.6603, 3.0427",
  })
  void reproducesThePublishedScript(String name, double sig, double bak, double ovrl, double p808)
      throws IOException {
    Dnsmos.Score score = dnsmos.score(noisy(name));
    assertEquals(sig, score.sig(), TOLERANCE);
    assertEquals(bak, score.bak(), TOLERANCE);
    assertEquals(ovrl, score.ovrl(), TOLERANCE);
    assertEquals(p808, score.p808(), TOLERANCE);
  }

  @Test
  void manyThreadsGetTheSameScoreToTheLastBit() throws Exception {
    float[] samples = noisy("ulunas_0119");
    Dnsmos.Score alone = dnsmos.score(samples);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Dnsmos.Score>> scores = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        scores.add(threads.submit(() -> dnsmos.score(samples)));
      }
      for (Future<Dnsmos.Score> score : scores) {
        assertEquals(alone, score.get());
      }
    }
  }

  @Test
  void refusesWhatCannotBeScored() {
    assertThrows(IllegalArgumentException.class, () -> dnsmos.score(new float[0]));
    dnsmos.close();
    assertThrows(IllegalStateException.class, () -> dnsmos.score(new float[16_000]));
  }
}
