package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.engine.CallReplay;
import org.silenzio.engine.EngineStatistics;
import org.silenzio.receive.JitterStatistics;

class LoopbackCallTest {

  private static final int SECONDS = 5;

  @TempDir private Path folder;

  @Test
  void bothEndsHearEachOtherWithoutEchoAndTheCallComesAgain() throws Exception {
    float[] a = Talk.read(new File("recordings/prompts48_clean.wav"));
    float[] b = new float[a.length]; // answers when the other has spoken for half the time
    int later = SECONDS / 2 * 48_000;
    System.arraycopy(a, 0, b, later, a.length - later);
    try (LoopbackCall call = new LoopbackCall(a, b, folder, 0)) {
      call.run(SECONDS);
      for (boolean first : new boolean[] {true, false}) {
        EngineStatistics engine = call.engine(first);
        JitterStatistics received = call.received(first);
        assertTrue(
            engine.echo().orElseThrow().bestReturnLossEnhancementDb() > 15, engine::toString);
        assertTrue(Math.abs(engine.packets() - SECONDS * 50) < 5, engine::toString);
        assertTrue(received.packetsReceived() > 0.85 * SECONDS * 50, received::toString);
      }
    }
    for (String end : new String[] {"a", "b"}) {
      CallReplay.Result result = CallReplay.of(folder.resolve(end)).run(Optional.empty());
      assertTrue(result.isIdentical(), result::toString);
      assertEquals(SECONDS * 100, result.frames());
    }
  }
}
