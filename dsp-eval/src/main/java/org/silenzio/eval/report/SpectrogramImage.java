package org.silenzio.eval.report;

import java.io.IOException;

/**
 * Levels as a picture: time to the right, frequency upwards, one pixel per level. All pictures have
 * the same colour scale, so they can be compared.
 */
final class SpectrogramImage {

  /** The darkest colour's level in dBFS: about what 16-bit rounding leaves in one bin. */
  static final int QUIETEST_DBFS = -110;

  /** The brightest colour's level in dBFS: the strongest harmonics of a loud voice. */
  static final int LOUDEST_DBFS = -20;

  /** 3 dB apart, which the eye still takes for steady. */
  private static final int FEW_COLORS = 31;

  private SpectrogramImage() {}

  /** The PNG of levels in dBFS, {@code [column][bin]}; levels outside the scale get its ends. */
  static byte[] png(float[][] levelsDbfs) throws IOException {
    return IndexedPng.of(
        levelsDbfs,
        ColorMap.palette(),
        level -> IndexedPng.index(level, QUIETEST_DBFS, LOUDEST_DBFS, ColorMap.COLORS));
  }

  /** The same in so few colours that the file is a third smaller, for pages with many pictures. */
  static byte[] smallPng(float[][] levelsDbfs) throws IOException {
    return IndexedPng.of(
        levelsDbfs,
        ColorMap.palette(FEW_COLORS, ColorMap::rgb),
        level -> IndexedPng.index(level, QUIETEST_DBFS, LOUDEST_DBFS, FEW_COLORS));
  }

  /** A strip of all colours in rising order, made like the pictures it explains. */
  static byte[] scalePng() throws IOException {
    float[][] ramp = new float[ColorMap.COLORS][1];
    for (int i = 0; i < ramp.length; i++) {
      double position = i / (ramp.length - 1.0);
      ramp[i][0] = (float) (QUIETEST_DBFS + position * (LOUDEST_DBFS - QUIETEST_DBFS));
    }
    return png(ramp);
  }
}
