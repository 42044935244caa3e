package org.silenzio.eval.bench.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.bench.InputKind;
import org.silenzio.eval.peer.Peers;
import org.silenzio.testing.Recordings;

class ColdStartTest {

  private static final long MS = 1_000_000;

  @TempDir Path folder;

  @BeforeAll
  static void home() {
    System.setProperty("silenzio.home", Recordings.path("").resolve("../..").toString());
  }

  /** Planted times: frame 3 late by waiting alone, 120 by work, 150 by another's work. */
  private static ClockRun run(double openMs) {
    FrameTimes times = FrameTimes.ofFrames(200);
    for (int n = 0; n < 200; n++) {
      times.processingNanos()[n] = MS;
      times.cpuNanos()[n] = MS / 2;
    }
    times.latenessNanos()[3] = 10 * MS;
    times.processingNanos()[120] = 12 * MS;
    times.cpuNanos()[120] = 11 * MS;
    times.processingNanos()[150] = 14 * MS;
    ChildReport report =
        new ChildReport("simd", 40, openMs, 0, 100, 0, 0, 200 * MS, 0, 1, 0, times);
    ClockSettings settings =
        new ClockSettings(16_000, 2, 10, 0, 0, true, 0, InputKind.SPEECH, List.of());
    ClockResult result =
        ClockResult.of("planted", "", settings, report, new JvmPauses(List.of(), List.of()));
    return new ClockRun(result, times.latenessNanos(), times.processingNanos(), times.cpuNanos());
  }

  @Test
  void lateFramesAreCountedByTheClockAndByTheProcessorsTime() {
    ColdStart start = ColdStart.of("planted", true, List.of(run(3_000), run(5_000), run(4_000)));
    assertEquals(3, start.jvms());
    assertEquals(3, start.lateFirstSecond());
    assertEquals(6, start.lateAfter());
    assertEquals(3, start.overPeriod());
    assertEquals(List.of(3, 120, 150), start.late().getFirst());
    assertEquals(14, start.longestMs().median());
    assertEquals(11, start.longestCpuMs().median());
    assertEquals(4_000, start.openMs().median());
    assertEquals(3_000, start.openMs().least());
    assertEquals(1, start.firstFrameMs().most());
    assertEquals(500 + 10_500 / 200.0, start.cpuMicros().median(), 1e-9);
    String table = ColdStartTable.of(List.of(start));
    assertTrue(table.contains("4,000 (3,000…5,000)"), table);
    assertTrue(table.contains("with AOT cache"), table);
  }

  @Test
  void foldersAreFoundInAClassPath() throws IOException {
    Path jar = Files.createFile(folder.resolve("some.jar"));
    assertFalse(ColdStart.hasFolders(jar + File.pathSeparator + folder.resolve("not-there.jar")));
    assertTrue(ColdStart.hasFolders(jar + File.pathSeparator + folder));
  }

  /** The same JVM flags and frames as the clock, and an opening that compiles: no vectors boxed. */
  @Test
  void freshJvmsOpenTheChainAsAnAppDoes() throws IOException, InterruptedException {
    List<ColdStart> starts =
        new ArrayList<>(
            ColdStart.measure(Peers.find("unprocessed"), 16_000, 1, 1, List.of("-Xmx200m")));
    ColdStart start = starts.getFirst();
    assertFalse(start.cached());
    assertEquals(100, start.framesEach());
    assertTrue(start.longestCpuMs().median() > 0 && start.openMs().median() > 0, "" + start);
    assertTrue(start.longestCpuMs().median() <= start.longestMs().median() + 1, "" + start);
    assertEquals(
        ColdStart.hasFolders(System.getProperty("java.class.path")) ? 1 : 2, starts.size());
    assertThrows(
        IllegalArgumentException.class,
        () -> ColdStart.measure(Peers.find("unprocessed"), 16_000, 1, 0, List.of()));
  }
}
