package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HighFarEndTest {

  private static final int FIRST_BIN = 21;
  private static final int BANDS = 3;
  private static final int FRAMES = 5;

  @Test
  void everyLagHasItsSpectrumAndBand() {
    int end = FIRST_BIN + BANDS * HighFarEnd.BAND_BINS;
    HighFarEnd far = new HighFarEnd(FIRST_BIN, end, FRAMES);
    Spectrum spectrum = new Spectrum(end);
    Spectrum side = new Spectrum(end);
    Arrays.fill(side.re, 2f);
    for (int frame = 1; frame < 3 * FRAMES; frame++) {
      for (int k = FIRST_BIN; k < end; k++) {
        spectrum.im[k] = 10 * frame + (k - FIRST_BIN) / HighFarEnd.BAND_BINS;
      }
      far.push(spectrum);
      far.add(side);
      for (int lag = 0; lag < FRAMES; lag++) {
        for (int band = 0; band < BANDS; band++) {
          float level = 10 * (frame - lag) + band;
          float power = frame - lag < 1 ? 0f : level * level + 4f;
          assertEquals(power, far.power(band, lag), 1e-3);
        }
      }
    }
    far.reset();
    assertEquals(0f, far.power(0, 0));
  }
}
