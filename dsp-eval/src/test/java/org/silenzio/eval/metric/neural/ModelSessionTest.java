package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSessionTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeModel() throws IOException {
    file = TinyModel.writeTo(folder.resolve("tiny.onnx"));
  }

  private static ModelInput input(float... values) {
    return new ModelInput("x", values, values.length);
  }

  @Test
  void runsAModel() {
    try (ModelSession session = new ModelSession(file)) {
      assertArrayEquals(new float[] {-1, 2.5f}, session.run(input(1, -2.5f)));
      assertArrayEquals(new float[] {-3}, session.run(input(3)));
    }
  }

  @Test
  void manyThreadsMayRunIt() throws Exception {
    try (ModelSession session = new ModelSession(file);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 1; i <= 400; i++) {
        float value = i;
        results.add(threads.submit(() -> session.run(input(value, 2 * value))));
      }
      for (int i = 1; i <= 400; i++) {
        assertArrayEquals(new float[] {-i, -2 * i}, results.get(i - 1).get());
      }
    }
  }

  @Test
  void closingWaitsForRunsAndEndsThem() throws Exception {
    ModelSession session = new ModelSession(file);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> runs =
          threads.submit(
              () -> {
                while (true) {
                  session.run(input(1, 2, 3));
                }
              });
      Thread.sleep(20);
      session.close();
      Exception end = assertThrows(Exception.class, runs::get);
      assertEquals(IllegalStateException.class, end.getCause().getClass());
    }
  }

  @Test
  void aClosedModelSaysSo() {
    ModelSession session = new ModelSession(file);
    session.close();
    session.close();
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> session.run(input(1)));
    assertEquals(file + ": the model is closed", refusal.getMessage());
  }

  @Test
  void aFailingRunNamesTheModelAndLeavesItUsable() {
    try (ModelSession session = new ModelSession(file)) {
      ModelInput wrong = new ModelInput("z", new float[1], 1);
      IllegalStateException refusal =
          assertThrows(IllegalStateException.class, () -> session.run(wrong));
      assertTrue(refusal.getMessage().startsWith(file + ": the model failed: "));
      assertArrayEquals(new float[] {-3}, session.run(input(3)));
    }
  }
}
