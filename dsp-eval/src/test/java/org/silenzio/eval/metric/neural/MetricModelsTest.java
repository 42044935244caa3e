package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MetricModelsTest {

  @TempDir private Path folder;

  private static String refusal(Executable attempt) {
    return assertThrows(MetricModelException.class, attempt).getMessage();
  }

  @Test
  void theEnvironmentNamesTheFolder() {
    assertEquals(Optional.empty(), MetricModels.fromEnvironment(Map.of()));
    assertEquals(Optional.empty(), MetricModels.fromEnvironment(Map.of("SILENZIO_MODELS", " ")));
    assertTrue(
        MetricModels.fromEnvironment(Map.of("SILENZIO_MODELS", folder.toString())).isPresent());
  }

  @Test
  void aFolderThatIsNoneIsNamed() throws IOException {
    Path missing = folder.resolve("nowhere");
    assertEquals(
        missing + ": no such folder for the metrics' models",
        refusal(() -> MetricModels.fromEnvironment(Map.of("SILENZIO_MODELS", missing.toString()))));
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(file + ": is no folder", refusal(() -> MetricModels.in(file)));
  }

  @Test
  void aMissingModelIsNamed() {
    MetricModels models = MetricModels.in(folder);
    String problem = ": no such model; get it from its publisher and put it there";
    assertEquals(
        folder.resolve("dnsmos/sig_bak_ovr.onnx") + problem, refusal(() -> new Dnsmos(models)));
    assertEquals(
        folder.resolve("aecmos/Run_1668423760_Stage_0.onnx") + problem,
        refusal(() -> new AecMos(models, 48_000)));
    assertEquals(
        folder.resolve("plcmos/plcmos_v2.onnx") + problem, refusal(() -> new PlcMos(models)));
  }

  @Test
  void aRateWithoutAModelIsRefused() {
    MetricModels models = MetricModels.in(folder);
    assertEquals(
        "sampleRateHz is 44100, allowed: 16000 or 48000",
        assertThrows(IllegalArgumentException.class, () -> new AecMos(models, 44_100))
            .getMessage());
  }

  @Test
  void aDamagedModelIsNamed() throws IOException {
    Path file = Files.createDirectory(folder.resolve("plcmos")).resolve("plcmos_v2.onnx");
    Files.write(file, new byte[] {1, 2, 3});
    String message = refusal(() -> new PlcMos(MetricModels.in(folder)));
    assertTrue(message.startsWith(file + ": cannot be loaded: "), message);
  }
}
