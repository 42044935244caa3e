package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.testing.KernelIndependent;

/** Distributions still have libopus of before 1.5, whose decoder knows no effort and no DRED. */
@KernelIndependent
class OlderOpusTest {

  private static final List<Path> PLACES =
      Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
          .map(folder -> Path.of(folder, "libopus.so.0"))
          .toList();

  @TempDir private Path folder;

  @Test
  void theSystemsLibraryServesWhateverItsVersion() throws Exception {
    List<Path> found = PLACES.stream().filter(file -> file.toFile().isFile()).toList();
    assumeTrue(!found.isEmpty(), () -> "skipped: there is no libopus.so.0 in " + PLACES);
    ChildJvm.Outcome outcome =
        ChildJvm.run(
            folder, OlderOpusCalls.class, List.of("-Dsilenzio.opus.library=" + found.getFirst()));
    assertEquals(0, outcome.exitCode(), outcome.output());
    assertTrue(outcome.output().contains("libopus"), outcome.output());
    String energy = outcome.output().substring(outcome.output().lastIndexOf(' ') + 1).trim();
    assertTrue(Double.parseDouble(energy) > 1, outcome.output());
  }
}
