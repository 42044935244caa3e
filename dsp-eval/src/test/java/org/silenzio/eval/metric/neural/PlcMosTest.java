package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.eval.SharedData;

class PlcMosTest {

  private PlcMos plcMos;

  @BeforeEach
  void load() {
    plcMos = new PlcMos(MetricModels.in(SharedData.path("models")));
  }

  @AfterEach
  void close() {
    if (plcMos != null) {
      plcMos.close();
    }
  }

  /** Figures of the published script. */
  @ParameterizedTest
  @CsvSource({
    "ludlows_bab0, 1.8047",
    "ulunas_0119,  1.7885",
    "vb_p287_001,  4.0529",
    "vb_p287_003,  2.3116",
    "vb_p287_005,  3.9181",
  })
  void reproducesThePublishedScript(String name, double mos) throws IOException {
    float[] samples = SharedData.samples("audio/noisy16/" + name + "_noisy.wav");
    assertEquals(mos, plcMos.score(samples), 5e-4);
  }

  @Test
  void refusesWhatCannotBeScored() {
    assertThrows(IllegalArgumentException.class, () -> plcMos.score(new float[7999]));
    plcMos.close();
    assertThrows(IllegalStateException.class, () -> plcMos.score(new float[16_000]));
  }
}
