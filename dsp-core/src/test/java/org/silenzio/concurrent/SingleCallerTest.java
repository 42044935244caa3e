package org.silenzio.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SingleCallerTest {

  @Test
  void theSecondCallerIsToldWhoIsInside() throws InterruptedException {
    SingleCaller caller = new SingleCaller("process");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    Thread first =
        Thread.ofPlatform()
            .name("first")
            .start(
                () -> {
                  caller.enter();
                  inside.countDown();
                  try {
                    enough.await();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  } finally {
                    caller.leave();
                  }
                });
    inside.await();
    String message = assertThrows(IllegalStateException.class, caller::enter).getMessage();
    String me = Thread.currentThread().getName();
    assertEquals(
        "process is for one caller at a time: " + me + " came while first was in it", message);
    enough.countDown();
    first.join();
    assertTrue(caller.enter()); // the refused one has not shut the place
    assertThrows(IllegalStateException.class, caller::enter); // nor may a thread enter twice
    assertTrue(caller.leave());
  }
}
