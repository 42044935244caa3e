package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Tones;

/** The far end comes from another thread. */
class EchoCancellerThreadsTest {

  private static final int RATE = 16_000;
  private static final int FRAME = RATE / 100;
  private static final StreamFormat FORMAT = StreamFormat.of10Ms(RATE, 1);

  private final AudioFrame frame = new AudioFrame(FORMAT);

  private static EchoCanceller canceller() {
    return EchoCanceller.create(EchoCancellerConfig.defaults(FORMAT));
  }

  private static float[] noise(long seed, double seconds) {
    Random random = new Random(seed);
    float[] noise = new float[(int) (seconds * RATE)];
    for (int n = 0; n < noise.length; n++) {
      noise[n] = (float) (0.1 * random.nextGaussian());
    }
    return noise;
  }

  private static float[] late(float[] signal, int samples) {
    float[] result = new float[signal.length];
    for (int n = samples; n < result.length; n++) {
      result[n] = 0.5f * signal[n - samples];
    }
    return result;
  }

  private boolean offer(EchoCanceller canceller, float[] far, int number) {
    System.arraycopy(far, number * FRAME, frame.channel(0), 0, FRAME);
    return canceller.offerRender(frame);
  }

  private void process(EchoCanceller canceller, float[] capture, int number) {
    System.arraycopy(capture, number * FRAME, frame.channel(0), 0, FRAME);
    canceller.process(frame);
    System.arraycopy(frame.channel(0), 0, capture, number * FRAME, FRAME);
  }

  @Test
  void whatIsHandedOverWithJitterIsWhatIsGivenDirectly() {
    float[] far = noise(1, 4);
    float[] direct = late(far, 300);
    float[] handed = direct.clone();
    try (EchoCanceller one = canceller();
        EchoCanceller other = canceller()) {
      AudioFrame render = new AudioFrame(FORMAT);
      for (int n = 0; n < far.length / FRAME; n++) {
        System.arraycopy(far, n * FRAME, render.channel(0), 0, FRAME);
        System.arraycopy(direct, n * FRAME, frame.channel(0), 0, FRAME);
        one.process(render, frame);
        System.arraycopy(frame.channel(0), 0, direct, n * FRAME, FRAME);
        if (n % 2 == 0) {
          assertTrue(offer(other, far, n));
          assertTrue(offer(other, far, n + 1));
        }
        process(other, handed, n);
      }
      assertArrayEquals(direct, handed);
      assertEquals(0, other.statistics().missingRenderFrames());
      assertEquals(0, other.statistics().droppedRenderFrames());
    }
  }

  @Test
  void afterAStallOfTheRenderThreadTheEchoIsCancelledAgain() {
    float[] far = noise(2, 12);
    // 5 ms: with 80 ms of far end left in the queue it would come long before its cause
    float[] echo = late(far, 80);
    float[] capture = echo.clone();
    int stallFrom = 500;
    int stall = 8;
    try (EchoCanceller canceller = canceller()) {
      int given = 0;
      for (int n = 0; n < far.length / FRAME; n++) {
        boolean stalled = n >= stallFrom && n < stallFrom + stall;
        while (!stalled && given <= n) {
          offer(canceller, far, given++);
        }
        process(canceller, capture, n);
      }
      EchoStatistics statistics = canceller.statistics();
      assertEquals(stall, statistics.missingRenderFrames());
      assertEquals(stall, statistics.droppedRenderFrames());
      for (int second : new int[] {4, 11}) {
        int from = second * RATE;
        double enhancement =
            Tones.power(echo, from, from + RATE) / Tones.power(capture, from, from + RATE);
        // 15 dB; without the drop it stays under 1 dB
        assertTrue(enhancement > 30, second + " s: " + enhancement);
      }
    }
  }

  @Test
  void withoutAFarEndTheCapturePasses() {
    float[] capture = noise(3, 2);
    float[] output = capture.clone();
    try (EchoCanceller canceller = canceller()) {
      for (int n = 0; n < capture.length / FRAME; n++) {
        process(canceller, output, n);
      }
      int late = canceller.latencySamples();
      for (int n = late; n < output.length; n++) {
        assertEquals(capture[n - late], output[n], 1e-5);
      }
      assertEquals(200, canceller.statistics().missingRenderFrames());
    }
  }

  @Test
  void aFrameGivenDirectlyOverridesWhatWaits() {
    try (EchoCanceller canceller = canceller()) {
      for (int n = 0; n < 3; n++) {
        canceller.offerRender(frame);
      }
      canceller.process(frame, new AudioFrame(FORMAT));
      assertEquals(3, canceller.statistics().droppedRenderFrames());
      canceller.process(frame);
      assertEquals(1, canceller.statistics().missingRenderFrames());
      canceller.offerRender(frame);
      canceller.reset();
      assertEquals(4, canceller.statistics().droppedRenderFrames());
    }
  }

  @Test
  void twoThreadsAreCountedToTheLastFrame() throws InterruptedException {
    int frames = 3_000;
    float[] far = noise(4, 1);
    try (EchoCanceller canceller = canceller()) {
      Thread renderThread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    AudioFrame render = new AudioFrame(FORMAT);
                    for (int n = 0; n < frames; n++) {
                      System.arraycopy(far, n % 100 * FRAME, render.channel(0), 0, FRAME);
                      canceller.offerRender(render);
                      LockSupport.parkNanos(1);
                    }
                  });
      int captures = 0;
      while (renderThread.isAlive() || captures < 500) {
        frame.clear();
        canceller.process(frame);
        captures++;
      }
      renderThread.join();
      canceller.reset(); // drops and counts what waits
      EchoStatistics statistics = canceller.statistics();
      assertEquals(captures, statistics.frames());
      long met = statistics.frames() - statistics.missingRenderFrames();
      assertEquals(frames, met + statistics.droppedRenderFrames());
    }
  }

  @Test
  void doesNotAllocate() {
    float[] far = noise(5, 1);
    float[] capture = noise(6, 1);
    try (EchoCanceller canceller = canceller()) {
      int[] number = {0};
      long bytes =
          Allocation.bytes(
              500,
              100,
              () -> {
                int n = number[0]++ % 100;
                // stalls and bursts, so that every turn of the feed is taken
                for (int i = 0; i < (n < 60 ? 1 : n < 75 ? 0 : 3); i++) {
                  offer(canceller, far, n);
                }
                process(canceller, capture, n);
              });
      assertEquals(0, bytes);
      assertTrue(canceller.statistics().droppedRenderFrames() > 0);
      assertTrue(canceller.statistics().missingRenderFrames() > 0);
    }
  }

  @Test
  void afterWarmUpTheFirstFramesAllocateNothingAndAllIsAsNew() {
    float[] far = noise(7, 2);
    float[] expected = late(far, 300);
    float[] output = expected.clone();
    try (EchoCanceller fresh = canceller();
        EchoCanceller warmed = canceller()) {
      assertTrue(warmed.warmUp(120_000));
      long bytes =
          Allocation.ofOne(
              () -> {
                for (int n = 0; n < far.length / FRAME; n++) {
                  offer(warmed, far, n);
                  process(warmed, output, n);
                }
              });
      assertEquals(0, bytes);
      for (int n = 0; n < far.length / FRAME; n++) {
        offer(fresh, far, n);
        process(fresh, expected, n);
      }
      assertArrayEquals(expected, output);
    }
  }

  @Test
  void unfitArgumentsAreNamed() {
    EchoCanceller canceller = canceller();
    AudioFrame stereo = new AudioFrame(StreamFormat.of10Ms(RATE, 2));
    assertThrows(IllegalArgumentException.class, () -> canceller.offerRender(stereo));
    assertThrows(IllegalArgumentException.class, () -> canceller.process(stereo));
    assertEquals(
        "budgetMs is 0, allowed: 1 or more",
        assertThrows(IllegalArgumentException.class, () -> canceller.warmUp(0)).getMessage());
    canceller.close();
    assertThrows(IllegalStateException.class, () -> canceller.offerRender(frame));
    assertThrows(IllegalStateException.class, () -> canceller.process(frame));
    assertThrows(IllegalStateException.class, () -> canceller.warmUp(1));
  }
}
