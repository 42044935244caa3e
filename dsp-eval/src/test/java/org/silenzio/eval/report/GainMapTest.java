package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GainMapTest {

  private static final int RATE_HZ = 16_000;

  private static float[][] levels(float[] samples) {
    return Spectrogram.coarseDbfs(samples, RATE_HZ, 100, 128);
  }

  @Test
  void aPlainGainIsThatGainEverywhere() {
    Random random = new Random(1);
    float[] capture = new float[RATE_HZ];
    float[] output = new float[RATE_HZ];
    for (int i = 0; i < capture.length; i++) {
      capture[i] = 0.1f * (float) random.nextGaussian();
      output[i] = 0.1f * capture[i];
    }
    float[][] gains = GainMap.gainsDb(levels(capture), levels(output));
    assertEquals(50, gains.length);
    assertEquals(64, gains[0].length);
    for (float[] column : gains) {
      for (float gain : column) {
        assertEquals(-20, gain, 0.01);
      }
    }
  }

  @Test
  void whatWasSilentStaysNeutralWhateverItsRoundingBecame() {
    float[] silence = new float[RATE_HZ];
    float[] rounding = new float[RATE_HZ];
    Arrays.fill(rounding, 1e-7f);
    for (float[] column : GainMap.gainsDb(levels(silence), levels(rounding))) {
      for (float gain : column) {
        assertEquals(0, gain, 1e-6);
      }
    }
  }

  @Test
  void lessIsBlueMoreIsRedAndNothingNearWhite() throws IOException {
    float[][] gains = {{-40, 0}, {0, 40}, {-90, 90}};
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(GainMap.png(gains)));
    assertEquals(0x2166ac, image.getRGB(0, 1) & 0xffffff, "rows count upwards");
    assertEquals(0xf7f7f7, image.getRGB(0, 0) & 0xffffff);
    assertEquals(0xb2182b, image.getRGB(1, 0) & 0xffffff);
    assertEquals(0x2166ac, image.getRGB(2, 1) & 0xffffff, "beyond the scale its end");
    assertEquals(0xb2182b, image.getRGB(2, 0) & 0xffffff);
    BufferedImage scale = ImageIO.read(new ByteArrayInputStream(GainMap.scalePng()));
    assertEquals(0xf7f7f7, scale.getRGB(scale.getWidth() / 2, 0) & 0xffffff);
    assertTrue(scale.getWidth() % 2 == 1, "one colour is in the middle");
  }
}
