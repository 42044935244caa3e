package org.silenzio.eval.bench.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmPausesTest {

  @TempDir Path folder;

  private static Configuration settings() throws IOException, ParseException {
    try (Reader reader =
        new InputStreamReader(
            ClockLauncher.class.getResourceAsStream("frame-clock.jfc"), StandardCharsets.UTF_8)) {
      return Configuration.create(reader);
    }
  }

  @Test
  void aCollectionIsFoundWhereItHappened() throws IOException, ParseException {
    Path file = folder.resolve("gc.jfr");
    long before;
    long after;
    try (Recording recording = new Recording(settings())) {
      recording.start();
      before = System.nanoTime();
      System.gc();
      after = System.nanoTime();
      ClockMark.emit();
      recording.stop();
      recording.dump(file);
    }
    JvmPauses during = JvmPauses.read(file).within(before, after);
    List<Pause> collections =
        during.collections().stream().filter(p -> p.what().contains("System.gc()")).toList();
    assertTrue(!collections.isEmpty(), during.toString());
    long paused = collections.stream().mapToLong(Pause::nanos).sum();
    assertTrue(paused > 0 && paused <= after - before, paused + " of " + (after - before));
    for (Pause collection : collections) {
      assertTrue(
          during.safepoints().stream().anyMatch(safepoint -> surrounds(safepoint, collection)),
          "each lies in a safepoint: " + during);
    }
    JvmPauses elsewhere =
        JvmPauses.read(file).within(after + 1_000_000_000L, after + 2_000_000_000L);
    assertEquals(List.of(), elsewhere.collections());
  }

  private static boolean surrounds(Pause safepoint, Pause collection) {
    return safepoint.startNanos() <= collection.startNanos()
        && safepoint.startNanos() + safepoint.nanos()
            >= collection.startNanos() + collection.nanos();
  }

  @Test
  void aRecordingWithoutTheMarkIsRefused() throws IOException, ParseException {
    Path file = folder.resolve("none.jfr");
    try (Recording recording = new Recording(settings())) {
      recording.start();
      recording.stop();
      recording.dump(file);
    }
    assertThrows(IllegalStateException.class, () -> JvmPauses.read(file));
  }
}
