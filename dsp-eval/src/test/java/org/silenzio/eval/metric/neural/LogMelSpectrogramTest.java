package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.silenzio.testing.Tones;

/** Values marked so were computed with numpy by librosa's formulas. */
class LogMelSpectrogramTest {

  private static final LogMelSpectrogram P808 = new LogMelSpectrogram(16_000, 321, 160, 120);

  @Test
  void aSegmentOfDnsmosGivesItsNineHundredFrames() {
    assertEquals(900, P808.frames(144_000));
    assertEquals(1, P808.frames(1));
    assertEquals(1, P808.frames(160));
    assertEquals(2, P808.frames(161));
  }

  @Test
  void aSinePeaksInItsBand() {
    float[] sine = Tones.sine(1000, 0.5, 16_000, 16_000);
    float[] features = P808.of(sine);
    int loudest = 0;
    for (int b = 1; b < 120; b++) {
      loudest = features[50 * 120 + b] > features[50 * 120 + loudest] ? b : loudest;
    }
    // the centre of band b lies at (b + 1) / 121 of the mels up to 8 kHz
    double centreMel = MelScale.ofHz(8000) * (loudest + 1) / 121;
    assertEquals(15, centreMel, MelScale.ofHz(8000) / 121);
    assertEquals(1, features[50 * 120 + loudest], 0.03f); // the maximum is 0 dB
  }

  @Test
  void levelsAreRelativeToTheLoudest() {
    float[] signal = TestSignal.of(8000);
    float[] halved = signal.clone();
    for (int n = 0; n < halved.length; n++) {
      halved[n] *= 0.5f;
    }
    assertArrayEquals(P808.of(signal), P808.of(halved), 1e-5f);
  }

  @Test
  void eightyDecibelsBelowIsTheFloor() {
    float[] impulse = new float[16_000];
    impulse[8000] = 1;
    float[] features = P808.of(impulse);
    assertEquals(-1, features[0]);
    float[] silence = P808.of(new float[1600]);
    float[] ones = new float[silence.length];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, silence); // no level is below the loudest
  }

  @Test
  void featuresOfP808MatchNumpy() {
    float[] features = P808.of(TestSignal.of(20_000));
    assertEquals(125 * 120, features.length);
    assertEquals(0.452409, features[5], 1e-5);
    assertEquals(0.153963, features[3 * 120 + 20], 1e-5);
    assertEquals(-1.0, features[10 * 120 + 60], 1e-5);
    assertEquals(-0.735773, features[124 * 120 + 119], 1e-5);
  }

  @Test
  void featuresOfAecMosMatchNumpy() {
    float[] features = new LogMelSpectrogram(16_000, 513, 256, 160).of(TestSignal.of(20_000));
    assertEquals(79 * 160, features.length);
    assertEquals(0.231089, features[5], 1e-5);
    assertEquals(0.124719, features[3 * 160 + 20], 1e-5);
    assertEquals(-0.891928, features[10 * 160 + 60], 1e-5);
    assertEquals(-0.723673, features[78 * 160 + 159], 1e-5);
  }

  @Test
  void featuresOfAecMosAt48KilohertzMatchNumpy() {
    float[] features = new LogMelSpectrogram(48_000, 1537, 768, 160).of(TestSignal.of(20_000));
    assertEquals(27 * 160, features.length);
    assertEquals(0.123157, features[5], 1e-5);
    assertEquals(-0.845445, features[3 * 160 + 20], 1e-5);
    assertEquals(-0.883345, features[10 * 160 + 60], 1e-5);
    assertEquals(-0.821995, features[26 * 160 + 159], 1e-5);
  }
}
