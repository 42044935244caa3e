package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowPathTest {

  private static final EchoPreset PRESET = EchoPreset.STANDARD;
  private static final int BINS = PRESET.windowSamples() / 2 + 1;

  /**
   * The main filter foresees the echo up to a bin and nothing above it. That is a change if it
   * could do better there, and none if it has no covariance to learn as fast as the shadow.
   */
  @ParameterizedTest
  @CsvSource({"80, 144, true", "80, 80, false", "0, 144, true", "0, 80, true"})
  void onlyBinsThatLearnAsFastTellAChange(int foreseen, int fullBins, boolean change) {
    Random random = new Random(5);
    FarSpectra far = new FarSpectra(BINS, PRESET.taps(), 0);
    ShadowPath shadow = new ShadowPath(PRESET, fullBins);
    Spectrum sound = new Spectrum(BINS);
    Spectrum capture = new Spectrum(BINS);
    float[] mainPrior = new float[BINS];
    boolean found = false;
    for (int frame = 0; frame < 60; frame++) {
      for (int k = 0; k < BINS; k++) {
        sound.re[k] = (float) random.nextGaussian();
        sound.im[k] = (float) random.nextGaussian();
        capture.re[k] = 0.5f * sound.re[k];
        capture.im[k] = 0.5f * sound.im[k];
        float power = capture.re[k] * capture.re[k] + capture.im[k] * capture.im[k];
        mainPrior[k] = k < foreseen ? 0f : power;
      }
      far.push(sound);
      far.refresh();
      shadow.step(far, capture, true, mainPrior);
      found |= shadow.findsChange(capture);
    }
    assertEquals(change, found);
  }
}
