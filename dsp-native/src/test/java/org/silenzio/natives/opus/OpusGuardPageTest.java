package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.testing.KernelIndependent;

@EnabledOnOs(value = OS.LINUX, disabledReason = "guard pages are set up by mmap and mprotect")
@KernelIndependent
class OpusGuardPageTest {

  @TempDir private Path folder;

  @Test
  void noCallReadsOrWritesBeyondTheLengthItIsGiven() throws Exception {
    ChildJvm.Outcome outcome = run();
    assertEquals(0, outcome.exitCode(), outcome.output());
    assertTrue(outcome.output().contains(" calls"), outcome.output());
  }

  /** The proof that the test above could fail. */
  @Test
  void oneByteTooManyWouldEndTheProcess() throws Exception {
    ChildJvm.Outcome outcome = run("overread");
    assertNotEquals(0, outcome.exitCode());
    assertTrue(outcome.output().contains("SIGSEGV"), outcome.output());
  }

  private ChildJvm.Outcome run(String... arguments) throws IOException, InterruptedException {
    return ChildJvm.run(folder, GuardedCalls.class, List.of(), arguments);
  }
}
