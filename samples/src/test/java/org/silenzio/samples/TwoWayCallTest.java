package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.silenzio.engine.EngineStatistics;

class TwoWayCallTest {

  @Test
  void tenLinesSendAPacketPerFrame() {
    AtomicInteger packets = new AtomicInteger();
    EngineStatistics statistics =
        TwoWayCall.call((packet, length, voice) -> packets.incrementAndGet());
    assertEquals(100, packets.get());
    assertEquals(100, statistics.packets());
    assertEquals(100, statistics.captureTimes().frames());
    assertEquals(0, statistics.missingFarEndFrames());
  }
}
