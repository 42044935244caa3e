package org.silenzio.eval.report;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Levels as a picture: time to the right, frequency upwards, one pixel per level. All pictures have
 * the same colour scale, so they can be compared.
 */
final class SpectrogramImage {

  /** The darkest colour's level in dBFS: about what 16-bit rounding leaves in one bin. */
  static final int QUIETEST_DBFS = -110;

  /** The brightest colour's level in dBFS: the strongest harmonics of a loud voice. */
  static final int LOUDEST_DBFS = -20;

  private SpectrogramImage() {}

  /** The PNG of levels in dBFS, {@code [column][bin]}; levels outside the scale get its ends. */
  static byte[] png(float[][] levelsDbfs) throws IOException {
    int columns = levelsDbfs.length;
    int bins = levelsDbfs[0].length;
    BufferedImage image =
        new BufferedImage(columns, bins, BufferedImage.TYPE_BYTE_INDEXED, ColorMap.palette());
    WritableRaster raster = image.getRaster();
    for (int x = 0; x < columns; x++) {
      for (int k = 0; k < bins; k++) {
        raster.setSample(x, bins - 1 - k, 0, colorIndex(levelsDbfs[x][k]));
      }
    }
    return encode(image);
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

  private static int colorIndex(float levelDbfs) {
    double position = (levelDbfs - QUIETEST_DBFS) / (LOUDEST_DBFS - QUIETEST_DBFS);
    return (int) Math.round(Math.clamp(position, 0.0, 1.0) * (ColorMap.COLORS - 1));
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    // ImageIO's own choice of stream would go through a temporary file
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("this Java has no PNG writer; use one with the full java.desktop");
      }
    }
    return png.toByteArray();
  }
}
