package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.silenzio.echo.EchoStatistics;

class CallWithoutEchoTest {

  @Test
  void theEchoIsGoneAndItsWayIsKnown() throws Exception {
    EchoStatistics statistics = CallWithoutEcho.play(new File("recordings/austen16_clean.wav"));
    assertTrue(statistics.bestReturnLossEnhancementDb() > 30, statistics.toString());
    assertEquals(60, statistics.delayMs(), 5);
    assertEquals(6, statistics.echoReturnLossDb(), 2); // half the strength
    assertEquals(0, statistics.missingRenderFrames());
  }
}
