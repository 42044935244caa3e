package org.silenzio.eval.bench.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.bench.InputKind;
import org.silenzio.eval.peer.Peers;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;

@KernelIndependent
class ClockLauncherTest {

  @BeforeAll
  static void home() {
    System.setProperty("silenzio.home", Recordings.path("").resolve("../..").toString());
  }

  private static ClockSettings settings(double budgetMs, String... jvmOptions) {
    return new ClockSettings(
        16_000, 1, budgetMs, 0, 0, false, 0, InputKind.SPEECH, List.of(jvmOptions));
  }

  @Test
  void aSecondIsAHundredFramesOfAFreshJvm() throws IOException, InterruptedException {
    ClockRun run =
        ClockLauncher.run(Peers.find("unprocessed"), settings(1e-6, "-Dsilenzio.kernels=scalar"));
    ClockResult result = run.result();
    assertEquals(100, run.processingNanos().length);
    assertEquals(100, result.processing().frames());
    assertEquals(100, result.misses(), "nobody is done within a nanosecond");
    assertEquals(100, result.missedFrames().size());
    assertEquals(run.processingNanos()[0] / 1e3, result.firstFrameMicros());
    assertEquals("scalar", result.kernels(), "the option reached the JVM");
    assertTrue(result.steadyFromFrame() >= 50 && result.steadyFromFrame() < 100);
    assertTrue(result.cpuMicrosPerFrame() > 0);
    assertTrue(result.steadyBytesPerFrame() < 100, "" + result.steadyBytesPerFrame());
    assertTrue(result.openMs() > 0);
  }

  /** Uncompiled vector code takes milliseconds for a frame, and makes objects all the while. */
  @Test
  void aWarmUpComesBeforeTheFirstFrame() throws IOException, InterruptedException {
    ClockSettings warmed =
        new ClockSettings(48_000, 1, 10, 0, 20_000, false, 0, InputKind.SPEECH, List.of());
    ClockResult result = ClockLauncher.run(Peers.find("rnnoise-java"), warmed).result();
    assertEquals(100, result.processing().frames());
    assertEquals(0, result.steadyBytesPerFrame(), 100);
  }

  /** The JVM's own count tells, and its collector has work: a heap of 16 MB for 60 MB and more. */
  @Test
  void garbageIsMadeBesideTheFrames() throws IOException, InterruptedException {
    ClockSettings littered =
        new ClockSettings(
            16_000, 2, 10, 0, 0, false, 60, InputKind.SPEECH, List.of("-Xmx64m", "-Xmn16m"));
    ClockResult result = ClockLauncher.run(Peers.find("unprocessed"), littered).result();
    assertEquals(60, result.garbageMbPerSecond(), 30);
    assertTrue(result.collections().count() >= 1, "" + result.collections());
    assertTrue(result.steadyBytesPerFrame() < 100, "another thread's: " + result);
    assertEquals(10, result.slowest().size());
    assertTrue(
        result.slowest().stream().allMatch(s -> s.frame() >= 100 && s.frame() < 200), "" + result);
  }

  @Test
  void aJvmThatDoesNotStartSaysWhy() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () ->
                    ClockLauncher.run(Peers.find("unprocessed"), settings(10, "-XX:NoSuchFlag=1")))
            .getMessage();
    assertTrue(message.contains("NoSuchFlag"), message);
  }

  @Test
  void aCollectorThatIsAskedForReplacesTheInheritedOne() {
    List<String> inherited =
        List.of("-ea", "-XX:+UseSerialGC", "-agentlib:jdwp=server=y", "-Xmx1g");
    assertEquals(
        List.of("-ea", "-Xmx1g", "-XX:+UseZGC"),
        ClockLauncher.flags(inherited, List.of("-XX:+UseZGC")));
    assertEquals(
        List.of("-ea", "-XX:+UseSerialGC", "-Xmx1g"), ClockLauncher.flags(inherited, List.of()));
  }

  @Test
  void unfitSettingsAreNamed() {
    for (ThrowingSettings bad :
        List.<ThrowingSettings>of(
            () -> new ClockSettings(16_000, 0, 10, 0, 0, false, 0, InputKind.SPEECH, List.of()),
            () -> new ClockSettings(11_025, 1, 10, 0, 0, false, 0, InputKind.SPEECH, List.of()),
            () ->
                new ClockSettings(
                    16_000, 1, Double.NaN, 0, 0, false, 0, InputKind.SPEECH, List.of()),
            () -> new ClockSettings(16_000, 1, 10, -1, 0, false, 0, InputKind.SPEECH, List.of()),
            () -> new ClockSettings(16_000, 1, 10, 0, -1, false, 0, InputKind.SPEECH, List.of()),
            () -> new ClockSettings(16_000, 1, 10, 0, 0, false, -1, InputKind.SPEECH, List.of()),
            () ->
                new ClockSettings(
                    16_000, 1, 10, 0, 0, false, 1_001, InputKind.SPEECH, List.of()))) {
      String message = assertThrows(IllegalArgumentException.class, bad::make).getMessage();
      assertTrue(message.contains("allowed"), message);
    }
  }

  private interface ThrowingSettings {
    ClockSettings make();
  }
}
