package org.silenzio.natives.rnnoise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;

@ExtendWith(NeedsRnnoise.class)
@EnabledOnOs(OS.LINUX)
class RnnoiseLeakTest {

  private static final StreamFormat MONO = StreamFormat.of10Ms(48_000, 1);
  private static final long LIMIT_KIB = 5 * 1024;

  /** A lost native state is 32 KiB: 10,000 of them would be 320 MiB. */
  @Test
  void tenThousandLivesLeaveResidentMemoryFlat() throws IOException {
    live(5_000);
    long before = residentKib();
    live(10_000);
    long after = residentKib();
    assertTrue(after - before < LIMIT_KIB, "grew by " + (after - before) + " KiB");
  }

  private static void live(int times) {
    AudioFrame frame = new AudioFrame(MONO);
    for (int i = 0; i < times; i++) {
      try (NoiseSuppressor suppressor =
          new RnnoiseProvider().create(NoiseSuppressorConfig.defaults(MONO))) {
        suppressor.process(frame);
      }
    }
    System.gc();
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
