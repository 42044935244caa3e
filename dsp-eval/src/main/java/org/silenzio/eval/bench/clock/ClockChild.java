package org.silenzio.eval.bench.clock;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.bench.CallFeed;
import org.silenzio.eval.bench.CallInput;
import org.silenzio.eval.bench.InputKind;
import org.silenzio.eval.peer.CallChain;
import org.silenzio.eval.peer.Peer;
import org.silenzio.eval.peer.Peers;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.WarmUp;

/**
 * The main class of the JVM that is measured. Does as little as possible before the first frame:
 * reads the input, opens the chain, starts the thread.
 */
final class ClockChild {

  /** Frames that count as warming up in a run that is long enough. */
  static final int WARM_UP_FRAMES = 1_000;

  private static final int POLL_MS = 5;

  private ClockChild() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long mainNanos = System.nanoTime();
    ClockOrder order = ClockOrder.read(arguments);
    FrameTimes times = FrameTimes.ofFrames(order.frames());
    FrameClock clock =
        new FrameClock(
            new SystemTime(), 1_000_000L * ClockSettings.PERIOD_MS, 1_000L * order.spinMicros());
    CallInput call = RawCall.read(order.sampleRateHz(), order.call());
    CallFeed feed = new CallFeed(call, order.input());
    if (order.warmUpMs() > 0) {
      warmUp(order.chain(), call, order.warmUpMs());
    }
    long openingNanos = System.nanoTime();
    StreamFormat format = StreamFormat.of10Ms(order.sampleRateHz(), 1);
    try (CallChain chain = open(Peers.find(order.chain()), format, order.ready())) {
      long openNanos = System.nanoTime() - openingNanos;
      AudioThread audio = new AudioThread(chain, feed, clock, times);
      GarbageThread garbage = garbage(order.garbageMbPerSecond());
      audio.start();
      report(audio, garbage, times, mainNanos, openNanos).write(order.report());
    }
  }

  private static CallChain open(Peer peer, StreamFormat format, boolean ready) {
    return ready ? peer.openReady(format) : peer.open(format);
  }

  /** Null for none. */
  private static GarbageThread garbage(int mbPerSecond) {
    if (mbPerSecond == 0) {
      return null;
    }
    GarbageThread garbage = new GarbageThread(new SystemTime(), mbPerSecond);
    garbage.start();
    return garbage;
  }

  /** Another chain of the kind, for the measured one is to begin with a past of nothing. */
  private static void warmUp(String chain, CallInput call, int budgetMs) {
    StreamFormat format = StreamFormat.of10Ms(call.sampleRateHz(), 1);
    CallFeed feed = new CallFeed(call, InputKind.SPEECH);
    try (CallChain other = Peers.find(chain).open(format)) {
      AudioFrame farEnd = new AudioFrame(format);
      AudioFrame capture = new AudioFrame(format);
      boolean unusedWarm =
          WarmUp.run(
              budgetMs,
              List.of(
                  () -> {
                    feed.next(farEnd, capture);
                    other.process(farEnd, capture);
                  }));
    }
  }

  /** All that needs further classes waits until the frames run, and then works on this thread. */
  private static ChildReport report(
      AudioThread audio, GarbageThread garbage, FrameTimes times, long mainNanos, long openNanos)
      throws InterruptedException {
    int steadyFrom = Math.min(WARM_UP_FRAMES, times.frames() / 2);
    while (audio.framesDone() < steadyFrom) {
      Thread.sleep(POLL_MS);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long beganNanos = System.nanoTime();
    long garbageBytes = bytes(threads, garbage);
    int steadyFrame = audio.framesDone();
    long steadyCpu = threads.getThreadCpuTime(audio.threadId());
    long steadyBytes = threads.getThreadAllocatedBytes(audio.threadId());
    try {
      audio.awaitEnd();
      long cpu = threads.getThreadCpuTime(audio.threadId());
      long bytes = threads.getThreadAllocatedBytes(audio.threadId());
      double garbageMb =
          (bytes(threads, garbage) - garbageBytes) / (double) GarbageThread.BYTES_PER_MB;
      double garbageSeconds = (System.nanoTime() - beganNanos) / 1e9;
      ClockMark.emit();
      long nowNanos = System.nanoTime();
      double sinceStartMs =
          System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
      return new ChildReport(
          Kernels.kind().name().toLowerCase(Locale.ROOT),
          Math.max(0, sinceStartMs - (nowNanos - mainNanos) / 1e6),
          openNanos / 1e6,
          audio.firstNanos(),
          steadyFrame,
          cpu - steadyCpu,
          bytes - steadyBytes,
          cpu,
          audio.nonFiniteSamples(),
          audio.outputPower(),
          garbageMb / garbageSeconds,
          times);
    } finally {
      audio.release();
    }
  }

  private static long bytes(ThreadMXBean threads, GarbageThread garbage) {
    return garbage == null ? 0 : threads.getThreadAllocatedBytes(garbage.threadId());
  }
}
