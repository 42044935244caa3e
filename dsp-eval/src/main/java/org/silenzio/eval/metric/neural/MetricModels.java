package org.silenzio.eval.metric.neural;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder with the published networks:
 *
 * <pre>
 * dnsmos/sig_bak_ovr.onnx            DNSMOS P.835   (microsoft/DNS-Challenge)
 * dnsmos/model_v8.onnx               DNSMOS P.808   (microsoft/DNS-Challenge)
 * aecmos/Run_1663915512_Stage_0.onnx AECMOS 16 kHz  (microsoft/AEC-Challenge)
 * aecmos/Run_1668423760_Stage_0.onnx AECMOS 48 kHz  (microsoft/AEC-Challenge)
 * plcmos/plcmos_v2.onnx              PLCMOS v2      (microsoft/PLC-Challenge)
 * </pre>
 *
 * <p>A file is looked for when the metric that needs it is made, so part of them will do.
 */
public final class MetricModels {

  /** The environment variable that names the folder. */
  public static final String VARIABLE = "SILENZIO_MODELS";

  private final Path folder;

  private MetricModels(Path folder) {
    this.folder = folder;
  }

  /**
   * The networks in a folder.
   *
   * @throws MetricModelException if it is no folder
   */
  public static MetricModels in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new MetricModelException(
          folder, Files.exists(folder) ? "is no folder" : "no such folder for the metrics' models");
    }
    return new MetricModels(folder);
  }

  /**
   * The networks in the folder that {@value #VARIABLE} names; empty where it is not set.
   *
   * @throws MetricModelException if it names no folder
   */
  public static Optional<MetricModels> fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  static Optional<MetricModels> fromEnvironment(Map<String, String> environment) {
    String named = environment.get(VARIABLE);
    return named == null || named.isBlank() ? Optional.empty() : Optional.of(in(Path.of(named)));
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  Path file(String relative) {
    Path file = folder.resolve(relative);
    if (!Files.isRegularFile(file)) {
      throw new MetricModelException(
          file, "no such model; get it from its publisher and put it there");
    }
    return file;
  }
}
