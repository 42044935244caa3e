package org.silenzio.eval.bench.clock;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * The pauses of a flight recording.
 *
 * <p>A safepoint lasts from the moment at which threads are asked to stop until they run again:
 * from the start of {@code jdk.SafepointBegin} to the end of the {@code jdk.SafepointEnd} of the
 * same number. Most collections' pauses lie within a safepoint, so the two lists are not to be
 * added up.
 *
 * @param collections pauses of the garbage collector
 * @param safepoints all stops of the threads
 */
record JvmPauses(List<Pause> collections, List<Pause> safepoints) {

  /**
   * Reads a recording that holds a {@link ClockMark}.
   *
   * @throws IllegalStateException if it holds none
   */
  static JvmPauses read(Path recording) throws IOException {
    List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
    RecordedEvent mark =
        events.stream()
            .filter(event -> isOf(event, ClockMark.NAME))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("the recording holds no " + ClockMark.NAME));
    Axis axis = new Axis(mark.getStartTime(), mark.getLong(ClockMark.NANO_TIME));
    return new JvmPauses(collections(events, axis), safepoints(events, axis));
  }

  /** Those that overlap a stretch of time. */
  JvmPauses within(long fromNanos, long toNanos) {
    return new JvmPauses(
        within(collections, fromNanos, toNanos), within(safepoints, fromNanos, toNanos));
  }

  private static List<Pause> within(List<Pause> pauses, long from, long to) {
    // differences, because nanoTime may wrap around
    return pauses.stream()
        .filter(p -> p.startNanos() + p.nanos() - from >= 0 && p.startNanos() - to <= 0)
        .toList();
  }

  private static boolean isOf(RecordedEvent event, String type) {
    return event.getEventType().getName().equals(type);
  }

  /** The recorder's clock on the axis of nanoTime. */
  private record Axis(Instant markTime, long markNanos) {
    long nanos(Instant time) {
      return markNanos + Duration.between(markTime, time).toNanos();
    }

    Pause pause(String what, Instant start, Instant end) {
      return new Pause(what, nanos(start), Duration.between(start, end).toNanos());
    }
  }

  private static List<Pause> collections(List<RecordedEvent> events, Axis axis) {
    Map<Integer, String> names = new HashMap<>();
    for (RecordedEvent event : events) {
      if (isOf(event, "jdk.GarbageCollection")) {
        String name = event.getString("name") + " (" + event.getString("cause") + ")";
        names.put(event.getInt("gcId"), name);
      }
    }
    List<Pause> pauses = new ArrayList<>();
    for (RecordedEvent event : events) {
      if (isOf(event, "jdk.GCPhasePause")) {
        String name = names.getOrDefault(event.getInt("gcId"), event.getString("name"));
        pauses.add(axis.pause(name, event.getStartTime(), event.getEndTime()));
      }
    }
    return sorted(pauses);
  }

  private static List<Pause> safepoints(List<RecordedEvent> events, Axis axis) {
    Map<Long, String> operations = new HashMap<>();
    Map<Long, Instant> ends = new HashMap<>();
    for (RecordedEvent event : events) {
      if (isOf(event, "jdk.ExecuteVMOperation") && event.getBoolean("safepoint")) {
        operations.merge(
            event.getLong("safepointId"), event.getString("operation"), (a, b) -> a + ", " + b);
      } else if (isOf(event, "jdk.SafepointEnd")) {
        ends.put(event.getLong("safepointId"), event.getEndTime());
      }
    }
    List<Pause> pauses = new ArrayList<>();
    for (RecordedEvent event : events) {
      if (isOf(event, "jdk.SafepointBegin")) {
        long id = event.getLong("safepointId");
        Instant end = ends.getOrDefault(id, event.getEndTime());
        pauses.add(axis.pause(operations.getOrDefault(id, "other"), event.getStartTime(), end));
      }
    }
    return sorted(pauses);
  }

  private static List<Pause> sorted(List<Pause> pauses) {
    return pauses.stream().sorted(Comparator.comparingLong(Pause::startNanos)).toList();
  }
}
