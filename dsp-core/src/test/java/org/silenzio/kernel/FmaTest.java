package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class FmaTest {

  /** Its square is 1 + 2⁻¹¹ + 2⁻²⁴, of which a float has no room for the last. */
  private static final float A = 1f + 0x1p-12f;

  @Test
  void roundsOnceWhereThatIsFastAndTwiceElsewhere() {
    float left = Fma.fma(A, A, -(1f + 0x1p-11f));
    assertEquals(Fma.IS_FAST ? 0x1p-24f : 0f, left);
  }

  @Test
  void findsTheInstructionWhereTheProcessorHasIt() throws Exception {
    Path processor = Path.of("/proc/cpuinfo");
    Assumptions.assumeTrue(Files.isReadable(processor), "only Linux tells");
    Assumptions.assumeTrue(
        Files.readAllLines(processor).stream()
            .anyMatch(line -> line.startsWith("flags") && line.contains(" fma ")),
        "no such instruction, or another architecture");
    assertTrue(Fma.IS_FAST);
  }
}
