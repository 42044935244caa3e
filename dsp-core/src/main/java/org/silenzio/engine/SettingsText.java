package org.silenzio.engine;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.silenzio.audio.StreamFormat;
import org.silenzio.gain.GainConfig;

/** Settings as one line of text, {@code name=value;name=value}, and back. */
final class SettingsText {

  private SettingsText() {}

  static String of(EngineSettings settings) {
    Map<String, String> values = new TreeMap<>();
    values.put("muted", Boolean.toString(settings.muted()));
    values.put("maxAttenuationDb", Double.toString(settings.maxAttenuationDb()));
    values.put("gainTargetDbfs", Double.toString(settings.gain().targetDbfs()));
    values.put("on", names(settings.on()));
    values.put("content", settings.content().name());
    values.put("echoDelayHintMs", Integer.toString(settings.echoDelayHintMs()));
    return values.entrySet().stream()
        .map(value -> value.getKey() + "=" + value.getValue())
        .collect(Collectors.joining(";"));
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static EngineSettings parse(String text, StreamFormat format) {
    Map<String, String> values = new TreeMap<>();
    for (String part : text.split(";", -1)) {
      int at = part.indexOf('=');
      if (at < 0) {
        throw new IllegalArgumentException("settings has '" + part + "', allowed: name=value");
      }
      values.put(part.substring(0, at), part.substring(at + 1));
    }
    GainConfig gain =
        GainConfig.defaults(format)
            .withTargetDbfs(Double.parseDouble(value(values, "gainTargetDbfs")));
    return new EngineSettings(
        Boolean.parseBoolean(value(values, "muted")),
        Double.parseDouble(value(values, "maxAttenuationDb")),
        gain,
        stages(value(values, "on")),
        Content.valueOf(value(values, "content")),
        Integer.parseInt(value(values, "echoDelayHintMs")));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("settings has no " + name + ", it has " + values.keySet());
    }
    return value;
  }

  /** The names of stages in their order, joined by commas. */
  static String names(Set<Stage> stages) {
    return stages.stream().sorted().map(Stage::name).collect(Collectors.joining(","));
  }

  /** Reads what {@link #names} wrote. */
  static Set<Stage> stages(String names) {
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    for (String name : names.split(",", -1)) {
      if (!name.isEmpty()) {
        stages.add(Stage.valueOf(name.toUpperCase(Locale.ROOT)));
      }
    }
    return Set.copyOf(stages);
  }
}
