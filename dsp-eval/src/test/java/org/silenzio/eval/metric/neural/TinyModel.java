package org.silenzio.eval.metric.neural;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the smallest network there is: "y" = −"x", for tests that have no published ones. */
final class TinyModel {

  private static final int FLOAT = 1;

  private TinyModel() {}

  static Path writeTo(Path file) throws IOException {
    byte[] node = join(text(1, "x"), text(2, "y"), text(4, "Neg"));
    byte[] graph = join(part(1, node), text(2, "tiny"), part(11, value("x")), part(12, value("y")));
    byte[] operators = number(2, 13);
    return Files.write(file, join(number(1, 8), part(7, graph), part(8, operators)));
  }

  /** A named vector of floats, of a length left open. */
  private static byte[] value(String name) {
    byte[] shape = part(1, text(2, "n"));
    byte[] tensor = join(number(1, FLOAT), part(2, shape));
    return join(text(1, name), part(2, part(1, tensor)));
  }

  /** Protocol buffers: a field's number and kind in one byte, and small values in another. */
  private static byte[] number(int field, int value) {
    return new byte[] {(byte) (field << 3), (byte) value};
  }

  private static byte[] text(int field, String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return part(field, bytes);
  }

  private static byte[] part(int field, byte[] content) {
    return join(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
