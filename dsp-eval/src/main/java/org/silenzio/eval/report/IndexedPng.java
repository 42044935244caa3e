package org.silenzio.eval.report;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Values as a small picture: time to the right, frequency upwards, one pixel per value. */
final class IndexedPng {

  private IndexedPng() {}

  /** The PNG of {@code [column][row]}, each value by its place in the palette. */
  static byte[] of(float[][] values, IndexColorModel palette, DoubleUnaryOperator index)
      throws IOException {
    int columns = values.length;
    int rows = values[0].length;
    BufferedImage image =
        new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_INDEXED, palette);
    WritableRaster raster = image.getRaster();
    for (int x = 0; x < columns; x++) {
      for (int k = 0; k < rows; k++) {
        raster.setSample(x, rows - 1 - k, 0, (int) index.applyAsDouble(values[x][k]));
      }
    }
    return encode(image);
  }

  /** The place of a value in a palette that spans a scale; beyond it, the nearer end. */
  static int index(double value, double min, double max, int colors) {
    double position = (value - min) / (max - min);
    return (int) Math.round(Math.clamp(position, 0.0, 1.0) * (colors - 1));
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
