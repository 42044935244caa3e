package org.silenzio.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.silenzio.testing.Allocation;

class FrameExchangeTest {

  private static final StreamFormat FORMAT = new StreamFormat(16_000, 2, 40);

  private static void fill(AudioFrame frame, int number) {
    for (int c = 0; c < frame.format().channels(); c++) {
      // the sign tells the channels apart
      Arrays.fill(frame.channel(c), c == 0 ? number : -number);
    }
  }

  /** The number that fill wrote; fails if not all samples agree. */
  private static int number(AudioFrame frame) {
    float number = frame.channel(0)[0];
    for (int n = 0; n < frame.format().frameSamples(); n++) {
      assertEquals(number, frame.channel(0)[n]);
      assertEquals(-number, frame.channel(1)[n]);
    }
    return (int) number;
  }

  @Test
  void twoThreadsLoseNothingButWhatIsCounted() throws InterruptedException {
    int frames = 400_000;
    FrameExchange exchange = new FrameExchange(FORMAT, 3);
    Thread producer =
        Thread.ofPlatform()
            .start(
                () -> {
                  AudioFrame frame = new AudioFrame(FORMAT);
                  for (int n = 1; n <= frames; n++) {
                    fill(frame, n);
                    if (!exchange.offer(frame) && n % 64 == 0) {
                      LockSupport.parkNanos(1); // a busy machine may have but one core for both
                    }
                  }
                });
    AudioFrame frame = new AudioFrame(FORMAT);
    int last = 0;
    long taken = 0;
    long skipped = 0;
    boolean over = false;
    while (true) {
      assertTrue(exchange.size() >= 0 && exchange.size() <= 3);
      if (exchange.poll(frame)) {
        int number = number(frame);
        assertTrue(number > last, number + " came after " + last);
        last = number;
        taken++;
        skipped += taken % 1_000 == 0 ? exchange.skip(2) : 0;
      } else if (over) {
        break;
      } else {
        over = !producer.isAlive(); // then once more: the last frame may have come in between
      }
    }
    producer.join();
    assertEquals(frames, taken + skipped + exchange.refusedFrames());
    assertTrue(taken > 1_000, "both ran at the same time: " + taken);
  }

  @Test
  void aConsumerThatWaitsForEachFrameNeverSeesHalfOfOne() throws InterruptedException {
    int frames = 2_000;
    // long ones, so that copying takes a while
    StreamFormat format = new StreamFormat(48_000, 2, 5_760);
    FrameExchange exchange = new FrameExchange(format, 2);
    Thread producer =
        Thread.ofPlatform()
            .start(
                () -> {
                  AudioFrame frame = new AudioFrame(format);
                  for (int n = 1; n <= frames; n++) {
                    fill(frame, n);
                    for (int spins = 0; exchange.size() > 0; spins++) {
                      if (spins > 1_000) {
                        LockSupport.parkNanos(1);
                      }
                    }
                    exchange.offer(frame);
                  }
                });
    AudioFrame frame = new AudioFrame(format);
    for (int n = 1; n <= frames; n++) {
      for (int spins = 0; !exchange.poll(frame); spins++) {
        if (spins > 1_000) {
          LockSupport.parkNanos(1);
        }
      }
      assertEquals(n, number(frame));
    }
    producer.join();
    assertEquals(0, exchange.refusedFrames());
  }

  /** Against the simplest queue: positive numbers offer a frame, −1 takes one, others skip. */
  @Property(seed = "1", tries = 1_000)
  void isAQueue(
      @ForAll @IntRange(min = 1, max = 5) int capacity,
      @ForAll @Size(max = 60) List<@IntRange(min = -4, max = 5) Integer> steps) {
    FrameExchange exchange = new FrameExchange(FORMAT, capacity);
    Queue<Integer> model = new ArrayDeque<>();
    AudioFrame frame = new AudioFrame(FORMAT);
    int offered = 0;
    long refused = 0;
    for (int step : steps) {
      if (step >= 0) {
        fill(frame, ++offered);
        boolean fits = model.size() < capacity;
        assertEquals(fits, exchange.offer(frame));
        if (fits) {
          model.add(offered);
        } else {
          refused++;
        }
      } else if (step == -1) {
        fill(frame, 999);
        boolean there = exchange.poll(frame);
        assertEquals(!model.isEmpty(), there);
        assertEquals(there ? model.remove() : 999, number(frame));
      } else {
        int most = -step - 2;
        int dropped = exchange.skip(most);
        assertEquals(Math.min(most, model.size()), dropped);
        for (int n = 0; n < dropped; n++) {
          model.remove();
        }
      }
      assertEquals(model.size(), exchange.size());
      assertEquals(refused, exchange.refusedFrames());
    }
  }

  @Test
  void doesNotAllocate() {
    FrameExchange exchange = new FrameExchange(FORMAT, 4);
    AudioFrame frame = new AudioFrame(FORMAT);
    long bytes =
        Allocation.bytes(
            1_000,
            1_000,
            () -> {
              for (int n = 0; n < 5; n++) {
                exchange.offer(frame);
              }
              exchange.skip(1);
              while (exchange.poll(frame)) {
                exchange.size();
              }
            });
    assertEquals(0, bytes);
    assertTrue(exchange.refusedFrames() > 0);
  }

  @Test
  void theOfferedFrameStaysTheCallers() {
    FrameExchange exchange = new FrameExchange(FORMAT, 2);
    AudioFrame frame = new AudioFrame(FORMAT);
    fill(frame, 7);
    exchange.offer(frame);
    fill(frame, 8);
    AudioFrame taken = new AudioFrame(FORMAT);
    assertTrue(exchange.poll(taken));
    assertEquals(7, number(taken));
    assertFalse(exchange.poll(taken));
  }

  @Test
  void unfitArgumentsAreNamed() {
    assertEquals(
        "capacityFrames is 0, allowed: 1 or more",
        assertThrows(IllegalArgumentException.class, () -> new FrameExchange(FORMAT, 0))
            .getMessage());
    FrameExchange exchange = new FrameExchange(FORMAT, 1);
    assertEquals(1, exchange.capacityFrames());
    AudioFrame mono = new AudioFrame(StreamFormat.of10Ms(16_000, 1));
    assertThrows(IllegalArgumentException.class, () -> exchange.offer(mono));
    assertEquals(0, exchange.size());
    exchange.offer(new AudioFrame(FORMAT));
    assertThrows(IllegalArgumentException.class, () -> exchange.poll(mono));
    assertEquals(1, exchange.size());
  }
}
