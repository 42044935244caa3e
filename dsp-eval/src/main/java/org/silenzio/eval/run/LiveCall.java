package org.silenzio.eval.run;

import java.util.concurrent.CountDownLatch;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameExchange;
import org.silenzio.audio.StreamFormat;
import org.silenzio.engine.EngineStatistics;
import org.silenzio.engine.VoiceEngine;
import org.silenzio.gain.LevelMeter;
import org.silenzio.gain.LevelReading;
import org.silenzio.javasound.SoundInput;
import org.silenzio.javasound.SoundOutput;

/**
 * A call with oneself: what the microphone hears goes through the engine to the loudspeaker, which
 * the canceller has as its far end. Two threads, each at its device's pace; what the loudspeaker
 * does not fetch in time is dropped, so that the loop never grows longer.
 */
public final class LiveCall implements AutoCloseable {

  /** Frames of 10 ms that may wait for the loudspeaker: devices begin at different moments. */
  private static final int WAITING_FRAMES = 5;

  private final VoiceEngine engine;
  private final SoundInput input;
  private final SoundOutput output;
  private final LevelMeter before;
  private final LevelMeter after;
  private final FrameExchange own;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread capture = new Thread(this::capture, "microphone");
  private final Thread render = new Thread(this::render, "loudspeaker");
  private volatile boolean closed;

  /**
   * Makes a call that has not begun.
   *
   * @param engine mono in frames of 10 ms both ways; closed with the call, as are the devices
   * @param input the microphone
   * @param output the loudspeaker
   */
  public LiveCall(VoiceEngine engine, SoundInput input, SoundOutput output) {
    StreamFormat format = input.format();
    this.engine = engine;
    this.input = input;
    this.output = output;
    before = new LevelMeter(format);
    after = new LevelMeter(format);
    own = new FrameExchange(format, WAITING_FRAMES);
  }

  /** Begins. [control] */
  public void start() {
    capture.start();
    render.start();
  }

  private void capture() {
    AudioFrame frame = new AudioFrame(input.format());
    try {
      while (!closed && input.read(frame)) {
        before.process(frame);
        engine.capture().process(frame);
        after.process(frame);
        boolean unusedOwn = own.offer(frame);
      }
    } finally {
      ended.countDown();
    }
  }

  private void render() {
    AudioFrame frame = new AudioFrame(output.format());
    try {
      do {
        if (!own.poll(frame)) {
          frame.clear();
        }
        engine.render().process(frame);
      } while (!closed && output.write(frame));
    } finally {
      ended.countDown();
    }
  }

  /** Ends when a device is gone, though nobody closed it. [any] */
  public CountDownLatch ended() {
    return ended;
  }

  /** The levels of the microphone. [any] */
  public LevelReading before() {
    return before.reading();
  }

  /** The levels behind the engine. [any] */
  public LevelReading after() {
    return after.reading();
  }

  /** The engine's account. [any] */
  public EngineStatistics statistics() {
    return engine.statistics();
  }

  /** Times that the microphone ran over. [any] */
  public long overruns() {
    return input.overruns();
  }

  /** Times that the loudspeaker ran dry. [any] */
  public long underruns() {
    return output.underruns();
  }

  /** Ends the call, waits for its threads, frees devices and engine. [control] */
  @Override
  public void close() {
    closed = true;
    input.close();
    output.close();
    join(capture);
    join(render);
    engine.close();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
