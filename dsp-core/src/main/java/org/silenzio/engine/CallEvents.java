package org.silenzio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened in a recorded call, by frames. */
final class CallEvents {

  /** One of them, as {@link CallFolder} writes it. */
  record Event(String kind, String value) {}

  private final Map<Long, List<Event>> byFrame = new HashMap<>();

  /**
   * Reads the events.
   *
   * @throws IOException if the file cannot be read or holds something else
   */
  CallEvents(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      try {
        if (parts.length != 3) {
          throw new NumberFormatException("not three columns");
        }
        byFrame
            .computeIfAbsent(Long.parseLong(parts[0]), frame -> new ArrayList<>())
            .add(new Event(parts[1], parts[2]));
      } catch (NumberFormatException e) {
        throw new IOException(file + " has the line '" + line + "': frame, kind and value", e);
      }
    }
  }

  /** The events of a frame in their order. */
  List<Event> at(long frame) {
    return byFrame.getOrDefault(frame, List.of());
  }
}
