package org.silenzio.eval.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.peer.CallChain;
import org.silenzio.eval.peer.Peers;
import org.silenzio.kernel.WarmUp;

/**
 * A whole chain, ours or a peer's: one frame of 10 ms per operation. The copy of the input into the
 * frames is part of every chain's time; {@code unprocessed} shows how much that is.
 *
 * <p>In the silence after speech each iteration begins with speech that is not measured, so what
 * counts is the decay and what stays behind of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChainBenchmark {

  /** A name that {@link Peers#find} knows; {@link BenchPlan} gives all that can run. */
  @Param("unprocessed")
  public String chain;

  /** The rate of both ends. */
  @Param("48000")
  public int sampleRateHz;

  /** An {@link InputKind}. */
  @Param("speech")
  public String input;

  /**
   * The time that the compiler may take for a chain before the first iteration. A canceller has a
   * hundred methods to compile; where other work fills the processors, they are not done within
   * JMH's own warm-up, and vector code makes objects until then, at a hundred times the cost.
   */
  private static final int WARM_UP_MS = 30_000;

  /** The warm-up hears speech and silence in turn: so many frames from one to the next. */
  private static final int WARM_UP_ROUND_FRAMES = 2 * CallFeed.SPEECH_FRAMES;

  private CallInput call;
  private InputKind kind;
  private CallFeed feed;
  private AudioFrame farEnd;
  private AudioFrame capture;
  private CallChain processor;
  private Allocation counted;
  private int warmUpFrames;

  @Setup
  public void open() throws IOException {
    StreamFormat format = StreamFormat.of10Ms(sampleRateHz, 1);
    call = CallInput.load(sampleRateHz);
    kind = InputKind.of(input);
    feed = new CallFeed(call, kind);
    farEnd = new AudioFrame(format);
    capture = new AudioFrame(format);
    processor = Peers.find(chain).open(format);
    // if it runs out of time, the allocation in the table tells
    boolean unusedWarm = WarmUp.run(WARM_UP_MS, List.of(this::warmUpFrame));
  }

  private void warmUpFrame() {
    warmUpFrames = (warmUpFrames + 1) % WARM_UP_ROUND_FRAMES;
    if (warmUpFrames == 0 && kind == InputKind.SILENCE_AFTER_SPEECH) {
      feed.rewind();
    }
    frame();
  }

  @Setup(Level.Iteration)
  public void speakBeforeTheSilence(Allocation allocation) {
    feed.rewind();
    if (kind == InputKind.SILENCE_AFTER_SPEECH) {
      for (int n = 0; n < CallFeed.SPEECH_FRAMES; n++) {
        frame();
      }
    }
    counted = allocation; // JMH hands it to one method only
    counted.begin();
  }

  @TearDown(Level.Iteration)
  public void count() {
    counted.end();
  }

  /** One frame. */
  @Benchmark
  public float frame() {
    feed.next(farEnd, capture);
    processor.process(farEnd, capture);
    return capture.channel(0)[0];
  }

  @TearDown
  public void checkAndClose() {
    try {
      LifeCheck.check(chain, processor, call);
    } finally {
      processor.close();
    }
  }
}
