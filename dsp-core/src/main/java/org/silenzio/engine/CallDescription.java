package org.silenzio.engine;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;
import org.silenzio.kernel.Kernels;
import org.silenzio.noise.Implementation;

/**
 * What the engine of a recorded call was, and on what it ran.
 *
 * @param config what it was made for
 * @param replaced the stages that were the application's own
 * @param implementation of the noise suppressor
 * @param firstLevel the place of the quality that it began with among the levels
 * @param machine kernels, processor and Java: where another one replays, bits may differ
 */
record CallDescription(
    VoiceEngineConfig config,
    Set<Stage> replaced,
    Implementation implementation,
    int firstLevel,
    String machine) {

  private static final String VERSION = "1";

  CallDescription {
    replaced = Set.copyOf(replaced);
  }

  /** This machine. */
  static String thisMachine() {
    return String.join(
        "/",
        Kernels.kind() + "x" + Kernels.lanes(),
        System.getProperty("os.arch"),
        "java " + System.getProperty("java.version"));
  }

  void write(Path file) throws IOException {
    Map<String, String> values = new TreeMap<>();
    values.put("version", VERSION);
    values.put("capture", text(config.capture()));
    values.put("render", text(config.render()));
    values.put("content", config.content().name());
    values.put("stages", SettingsText.names(config.stages()));
    values.put("bestEchoPreset", config.bestEchoPreset().name());
    values.put("budget.framesPerSecond", Double.toString(config.budget().framesPerSecond()));
    values.put("budget.cpuMicrosPerFrame", Double.toString(config.budget().cpuMicrosPerFrame()));
    values.put("budget.maxLatencyMs", Double.toString(config.budget().maxLatencyMs()));
    values.put("maxAttenuationDb", Double.toString(config.maxAttenuationDb()));
    values.put("gainTargetDbfs", Double.toString(config.gainTargetDbfs()));
    values.put("maxEchoDelayMs", Integer.toString(config.maxEchoDelayMs()));
    values.put("replaced", SettingsText.names(replaced));
    values.put("implementation", implementation.name());
    values.put("firstLevel", Integer.toString(firstLevel));
    values.put("machine", machine);
    Files.writeString(
        file,
        values.entrySet().stream()
            .map(value -> value.getKey() + "=" + value.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file cannot be read or says something else
   */
  static CallDescription read(Path file) throws IOException {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
      if (!VERSION.equals(values.getProperty("version"))) {
        throw new IOException(
            file + " has version " + values.getProperty("version") + ", allowed: " + VERSION);
      }
      LatencyBudget budget =
          new LatencyBudget(
              number(values, "budget.framesPerSecond"),
              number(values, "budget.cpuMicrosPerFrame"),
              number(values, "budget.maxLatencyMs"));
      VoiceEngineConfig config =
          new VoiceEngineConfig(
              format(value(values, "capture")),
              format(value(values, "render")),
              Content.valueOf(value(values, "content")),
              SettingsText.stages(value(values, "stages")),
              EchoPreset.valueOf(value(values, "bestEchoPreset")),
              budget,
              number(values, "maxAttenuationDb"),
              number(values, "gainTargetDbfs"),
              Integer.parseInt(value(values, "maxEchoDelayMs")),
              0);
      return new CallDescription(
          config,
          SettingsText.stages(value(values, "replaced")),
          Implementation.valueOf(value(values, "implementation")),
          Integer.parseInt(value(values, "firstLevel")),
          value(values, "machine"));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " does not describe a recorded call: " + e.getMessage(), e);
    }
  }

  private static String text(StreamFormat format) {
    return format.sampleRateHz() + "/" + format.channels() + "/" + format.frameSamples();
  }

  private static StreamFormat format(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "format is '" + text + "', allowed: rate/channels/samples");
    }
    return new StreamFormat(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  private static double number(Properties values, String name) {
    return Double.parseDouble(value(values, name));
  }

  private static String value(Properties values, String name) {
    String value = values.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
