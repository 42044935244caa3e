package org.silenzio.eval.bench.clock;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.silenzio.audio.AudioFrame;
import org.silenzio.eval.bench.CallFeed;
import org.silenzio.eval.peer.CallChain;

/**
 * The thread that is measured. A platform thread of the highest priority, where the system grants
 * it; it stays alive behind its last frame until released, because only of living threads the JVM
 * tells CPU time and allocation.
 */
final class AudioThread extends Thread implements FrameClock.Work {

  private static final long POLL_NANOS = 1_000_000;

  private final CallChain chain;
  private final CallFeed feed;
  private final AudioFrame farEnd;
  private final AudioFrame capture;
  private final FrameClock clock;
  private final FrameTimes times;

  private volatile int framesDone;
  private volatile boolean ended;
  private volatile boolean released;
  private volatile Throwable failure;
  private long firstNanos;
  private long nonFiniteSamples;
  private double squares;

  @SuppressWarnings("ThreadPriorityCheck") // as an audio driver's thread has it
  AudioThread(CallChain chain, CallFeed feed, FrameClock clock, FrameTimes times) {
    super("audio");
    this.chain = chain;
    this.feed = feed;
    this.farEnd = new AudioFrame(chain.format());
    this.capture = new AudioFrame(chain.format());
    this.clock = clock;
    this.times = times;
    setPriority(MAX_PRIORITY);
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      firstNanos = clock.run(this, times);
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      ended = true;
    }
    // no latch: what its waiters allocate would count as this thread's
    while (!released) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public void process() {
    feed.next(farEnd, capture);
    chain.process(farEnd, capture);
  }

  @Override
  public void done(int frame) {
    float[] samples = capture.channel(0);
    for (float sample : samples) {
      if (Math.abs(sample) <= Float.MAX_VALUE) {
        squares += sample * (double) sample;
      } else {
        nonFiniteSamples++;
      }
    }
    framesDone = frame + 1;
  }

  /** How many frames are done, or all of them if the thread failed. */
  int framesDone() {
    return failure == null ? framesDone : times.frames();
  }

  /** Waits for the last frame; throws what the chain threw. */
  void awaitEnd() throws InterruptedException {
    while (!ended) {
      sleep(Duration.ofNanos(POLL_NANOS));
    }
    if (failure != null) {
      throw new IllegalStateException("the chain failed in frame " + framesDone, failure);
    }
  }

  void release() {
    released = true;
  }

  long firstNanos() {
    return firstNanos;
  }

  long nonFiniteSamples() {
    return nonFiniteSamples;
  }

  double outputPower() {
    return squares / ((double) times.frames() * capture.format().frameSamples());
  }
}
