package org.silenzio.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void anotherThreadSeesARisingCountAndTheFinalOne() throws InterruptedException {
    Tally tally = new Tally();
    int rounds = 200_000;
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < rounds; i++) {
                    tally.add(3);
                  }
                });
    long last = 0;
    while (writer.isAlive()) {
      long now = tally.get();
      assertTrue(now >= last && now % 3 == 0);
      last = now;
    }
    writer.join();
    assertEquals(3L * rounds, tally.get());
  }
}
