package org.silenzio.rnnoise;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RnnoiseModelTest {

  private final byte[] bytes = RnnoiseModel.builtInBytes();

  private static String refusal(byte[] model) {
    return assertThrows(IllegalArgumentException.class, () -> RnnoiseModel.of(model)).getMessage();
  }

  /** Where the data of an array begins. */
  private int dataOf(String name) {
    byte[] wanted = (name + "\0").getBytes(StandardCharsets.US_ASCII);
    for (int at = 20; ; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at + 44;
      }
    }
  }

  @Test
  void theBuiltInOneIsSharedAndSoIsAFilesWhileItIsTheSame(@TempDir Path folder) throws IOException {
    assertSame(RnnoiseModel.builtIn(), RnnoiseModel.builtIn());
    Path file = Files.write(folder.resolve("model"), bytes);
    RnnoiseModel first = ModelCache.get(file);
    assertSame(first, ModelCache.get(file));
    Files.write(file, Arrays.copyOf(bytes, bytes.length)); // rewritten: read anew
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    assertNotSame(first, ModelCache.get(file));
  }

  @Test
  void whatIsNoModelIsRefusedWithItsReason(@TempDir Path folder) throws IOException {
    assertTrue(refusal(new byte[0]).contains("conv1_weights_float is missing"));
    assertTrue(refusal("no model".getBytes(StandardCharsets.UTF_8)).contains("no 'DNNw'"));
    assertTrue(refusal(Arrays.copyOf(bytes, bytes.length - 1)).contains("states"));
    assertTrue(refusal(Arrays.copyOf(bytes, bytes.length / 2 / 64 * 64)).contains("byte"));
    Path file = Files.writeString(folder.resolve("text"), "text");
    String message =
        assertThrows(IllegalArgumentException.class, () -> RnnoiseModel.load(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
  }

  @Test
  void weightsOfAnotherShapeOrValueAreRefused() {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int bias = dataOf("conv1_bias");
    float kept = buffer.getFloat(bias);
    buffer.putFloat(bias, Float.NaN);
    assertTrue(refusal(bytes).contains("conv1_bias holds what is not finite"));
    buffer.putFloat(bias, kept);
    int index = dataOf("gru2_input_weights_idx");
    int column = buffer.getInt(index + 4);
    buffer.putInt(index + 4, 384);
    assertTrue(refusal(bytes).contains("gru2_input_weights_idx names column 384"));
    buffer.putInt(index + 4, column);
    int count = buffer.getInt(index);
    buffer.putInt(index, -1);
    assertTrue(refusal(bytes).contains("ends in group 0"));
    buffer.putInt(index, count);
    buffer.putInt(bias - 64 + 12, 508); // one float less
    assertTrue(refusal(bytes).contains("conv1_bias has 508 bytes, needed: 512"));
    buffer.putInt(bias - 64 + 12, 512);
    RnnoiseModel.of(bytes); // all mended
  }
}
