package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SpectrogramImageTest {

  private static final int DARKEST = 0x000004;
  private static final int BRIGHTEST = 0xfcfdbf;

  @Test
  void timeRunsRightAndFrequencyUp() throws IOException {
    float[][] levels = new float[5][3];
    for (float[] column : levels) {
      Arrays.fill(column, SpectrogramImage.QUIETEST_DBFS);
    }
    levels[4][0] = SpectrogramImage.LOUDEST_DBFS; // last moment, lowest frequency
    BufferedImage image = decode(SpectrogramImage.png(levels));
    assertEquals(5, image.getWidth());
    assertEquals(3, image.getHeight());
    for (int x = 0; x < 5; x++) {
      for (int y = 0; y < 3; y++) {
        int expected = x == 4 && y == 2 ? BRIGHTEST : DARKEST;
        assertEquals(expected, image.getRGB(x, y) & 0xffffff, "pixel " + x + ", " + y);
      }
    }
  }

  @Test
  void levelsBeyondTheScaleGetItsEnds() throws IOException {
    BufferedImage image = decode(SpectrogramImage.png(new float[][] {{-200f, 3f}}));
    assertEquals(DARKEST, image.getRGB(0, 1) & 0xffffff);
    assertEquals(BRIGHTEST, image.getRGB(0, 0) & 0xffffff);
  }

  @Test
  void theMiddleLevelGetsTheMiddleColor() throws IOException {
    float middle = 0.5f * (SpectrogramImage.QUIETEST_DBFS + SpectrogramImage.LOUDEST_DBFS);
    BufferedImage image = decode(SpectrogramImage.png(new float[][] {{middle}}));
    int color = image.getRGB(0, 0);
    assertEquals(0xb6, color >> 16 & 0xff, 2);
    assertEquals(0x36, color >> 8 & 0xff, 2);
    assertEquals(0x79, color & 0xff, 2);
  }

  @Test
  void theScaleHoldsEveryColorOnce() throws IOException {
    BufferedImage scale = decode(SpectrogramImage.scalePng());
    assertEquals(ColorMap.COLORS, scale.getWidth());
    for (int x = 0; x < scale.getWidth(); x++) {
      assertEquals(
          ColorMap.rgb(x / (ColorMap.COLORS - 1.0)), scale.getRGB(x, 0) & 0xffffff, "pixel " + x);
    }
  }

  private static BufferedImage decode(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
