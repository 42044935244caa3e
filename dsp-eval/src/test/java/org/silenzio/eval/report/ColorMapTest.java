package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.IndexColorModel;
import org.junit.jupiter.api.Test;

class ColorMapTest {

  @Test
  void runsFromBlackToPaleYellow() {
    assertEquals(0x000004, ColorMap.rgb(0.0));
    assertEquals(0xfcfdbf, ColorMap.rgb(1.0));
  }

  @Test
  void passesThroughItsMiddleColor() {
    assertEquals(0xb63679, ColorMap.rgb(0.5));
  }

  @Test
  void everyColorIsLighterThanTheOneBefore() {
    IndexColorModel palette = ColorMap.palette();
    assertEquals(ColorMap.COLORS, palette.getMapSize());
    for (int i = 1; i < palette.getMapSize(); i++) {
      assertTrue(luminance(palette.getRGB(i)) > luminance(palette.getRGB(i - 1)), "color " + i);
    }
  }

  /** Equal steps in level look about equal: CIE L* (0 to 100) keeps close to a straight line. */
  @Test
  void lightnessRisesEvenly() {
    double darkest = lightness(ColorMap.rgb(0.0));
    double lightest = lightness(ColorMap.rgb(1.0));
    for (int percent = 0; percent <= 100; percent++) {
      double even = darkest + 0.01 * percent * (lightest - darkest);
      assertEquals(even, lightness(ColorMap.rgb(0.01 * percent)), 6.0, percent + " %");
    }
  }

  private static double lightness(int rgb) {
    double y = luminance(rgb);
    return y > 0.008856 ? 116.0 * Math.cbrt(y) - 16.0 : 903.3 * y;
  }

  /** CIE Y of an sRGB colour. */
  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  @Test
  void changesRunFromBlueOverNearWhiteToRed() {
    assertEquals(0x2166ac, ColorMap.divergingRgb(0));
    assertEquals(0xf7f7f7, ColorMap.divergingRgb(0.5));
    assertEquals(0xb2182b, ColorMap.divergingRgb(1));
  }
}
