package org.silenzio.eval.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scenarios that come with the project, and those that a user writes. Stateless. */
public final class Scenarios {

  /** Stands for all of the standard set. */
  public static final String ALL = "all";

  private static final List<String> NAMES =
      List.of(
          "far-end",
          "near-end-noise",
          "double-talk-10db",
          "double-talk-0db",
          "double-talk-minus-10db",
          "long-delay",
          "delay-jump",
          "drift-plus-100ppm",
          "drift-minus-200ppm",
          "path-change",
          "nonlinear-loudspeaker",
          "capture-clipping",
          "headphones",
          "music",
          "stereo",
          "reverberant",
          "quiet-far-end",
          "full-band");

  /** Stands for the set that tries delays, jumps and clocks. */
  public static final String ALIGNMENT = "alignment";

  private static final List<String> ALIGNMENT_NAMES =
      List.of(
          "delay-0ms",
          "delay-40ms",
          "delay-120ms",
          "delay-300ms",
          "delay-480ms",
          "delay-900ms",
          "jump-plus-30ms",
          "jump-minus-30ms",
          "jump-plus-80ms",
          "jump-minus-80ms",
          "clocks-alike",
          "clocks-plus-50ppm",
          "clocks-minus-50ppm",
          "clocks-plus-100ppm",
          "clocks-minus-100ppm",
          "clocks-plus-300ppm",
          "clocks-minus-300ppm");

  /** Stands for the set that tries the linear filter. */
  public static final String ROOMS = "rooms";

  private static final List<String> ROOM_NAMES =
      List.of(
          "room-study",
          "room-office",
          "room-kitchen",
          "room-living-room",
          "room-meeting-room",
          "room-van");

  /** The sets beside the standard one, each in the folder of its name. */
  private static final Map<String, List<String>> FURTHER =
      Map.of(ALIGNMENT, ALIGNMENT_NAMES, ROOMS, ROOM_NAMES);

  private Scenarios() {}

  /** The names of the standard set, in its fixed order. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The standard set, in its fixed order.
   *
   * @throws ScenarioException if the project's recordings are not found
   */
  public static List<Scenario> standard() {
    return NAMES.stream().map(Scenarios::named).toList();
  }

  /**
   * Scenarios by name or file.
   *
   * @param nameOrFile a name of any set, {@code all} for the whole standard set, {@code alignment}
   *     for the one that tries delays, jumps and clocks, {@code rooms} for the one that tries the
   *     linear filter, or the path of a file that ends in .yaml, .yml or .json
   * @throws ScenarioException if there is none, or it is not understood
   */
  public static List<Scenario> find(String nameOrFile) {
    if (nameOrFile.equals(ALL)) {
      return standard();
    }
    if (FURTHER.containsKey(nameOrFile)) {
      return FURTHER.get(nameOrFile).stream().map(Scenarios::named).toList();
    }
    if (folder(nameOrFile).isPresent()) {
      return List.of(named(nameOrFile));
    }
    if (!nameOrFile.matches("(?i).*\\.(yaml|yml|json)")) {
      throw new ScenarioException(
          "scenario is '"
              + nameOrFile
              + "', allowed: all, alignment, rooms, a .yaml, .yml or .json file, "
              + String.join(", ", NAMES));
    }
    return List.of(fromFile(Path.of(nameOrFile)));
  }

  private static Scenario fromFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ScenarioException(file + ": no such file");
    }
    String fileName = file.getFileName().toString();
    String name = fileName.substring(0, fileName.lastIndexOf('.'));
    try {
      return ScenarioReader.read(
          Files.readString(file),
          file.toString(),
          name,
          Optional.of(file.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw new ScenarioException(file + ": cannot be read as UTF-8 text (" + e + ")", e);
    }
  }

  /** Where a scenario's resource lies; empty for what is none's name. */
  private static Optional<String> folder(String name) {
    if (NAMES.contains(name)) {
      return Optional.of("");
    }
    return FURTHER.entrySet().stream()
        .filter(set -> set.getValue().contains(name))
        .map(set -> set.getKey() + "/")
        .findFirst();
  }

  private static Scenario named(String name) {
    String resource = folder(name).orElseThrow() + name + ".yaml";
    try (InputStream stream = Scenarios.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return ScenarioReader.read(text, resource, name, Optional.empty());
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + resource + " cannot be read", e);
    }
  }
}
