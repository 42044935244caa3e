package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameExchange;
import org.silenzio.audio.StreamFormat;

/**
 * A cleaner that learns on the control thread what the serving one hears, until it takes over
 * without a gap: it has then seen every frame since its first, in order, whoever of the threads
 * processed it. So what it gives depends on its first frame alone, and on no thread's pace.
 *
 * <p>[audio] {@link #feed}; {@link #catchUp} and {@link #output} once {@link #isReleased}.
 * [control] {@link #learn} and {@link #release}. The cleaner belongs to the control thread before
 * the release and to the audio thread after it.
 */
final class Standby {

  /** What may wait while the control thread is busy elsewhere: 2 s. */
  private static final int CAPACITY_FRAMES = 200;

  private final Cleaner cleaner;
  private final int levelIndex;
  private final int captureChannels;
  private final FrameExchange exchange;
  private final AudioFrame given;
  private final AudioFrame taken;
  private final AudioFrame farEnd;
  private final AudioFrame output;
  private final Shares shares = new Shares();
  private long learnt;
  private volatile boolean released;
  private volatile boolean failed;
  private volatile Cleaner replaced;

  /**
   * Makes a standby that has heard nothing. [control]
   *
   * @param cleaner what shall take over
   * @param levelIndex its place among the levels
   * @param capture the capture's frames
   * @param farEnd the far end's frames
   */
  Standby(Cleaner cleaner, int levelIndex, StreamFormat capture, StreamFormat farEnd) {
    this.cleaner = cleaner;
    this.levelIndex = levelIndex;
    captureChannels = capture.channels();
    // capture, far end, and a channel whose first samples are the shares
    int channels = captureChannels + farEnd.channels() + 1;
    StreamFormat joined =
        new StreamFormat(capture.sampleRateHz(), channels, capture.frameSamples());
    exchange = new FrameExchange(joined, CAPACITY_FRAMES);
    given = new AudioFrame(joined);
    taken = new AudioFrame(joined);
    this.farEnd = new AudioFrame(farEnd);
    output = new AudioFrame(capture);
  }

  /** Hands over what the serving cleaner is about to get; false if too much waits. */
  boolean feed(AudioFrame far, AudioFrame capture, Shares now) {
    int samples = capture.format().frameSamples();
    for (int c = 0; c < captureChannels; c++) {
      System.arraycopy(capture.channel(c), 0, given.channel(c), 0, samples);
    }
    for (int c = 0; c < far.format().channels(); c++) {
      System.arraycopy(far.channel(c), 0, given.channel(captureChannels + c), 0, samples);
    }
    now.store(given.channel(given.format().channels() - 1));
    return exchange.offer(given);
  }

  private boolean step() {
    if (!exchange.poll(taken)) {
      return false;
    }
    int samples = taken.format().frameSamples();
    for (int c = 0; c < captureChannels; c++) {
      System.arraycopy(taken.channel(c), 0, output.channel(c), 0, samples);
    }
    for (int c = 0; c < farEnd.format().channels(); c++) {
      System.arraycopy(taken.channel(captureChannels + c), 0, farEnd.channel(c), 0, samples);
    }
    shares.load(taken.channel(taken.format().channels() - 1));
    cleaner.process(farEnd, output, shares);
    return true;
  }

  /** Processes the next frame that waits; false if none does. [control] */
  boolean learn() {
    boolean stepped = step();
    learnt += stepped ? 1 : 0;
    return stepped;
  }

  /** Frames that were learnt from. [control] */
  long learntFrames() {
    return learnt;
  }

  /** Gives the cleaner to the audio thread. [control] */
  void release() {
    released = true;
  }

  boolean isReleased() {
    return released;
  }

  /**
   * Processes what waits, a few frames at the most so that no frame of the call takes long. [audio]
   *
   * @return whether the output is that of the frame that was fed last
   */
  boolean catchUp() {
    boolean any = step();
    if (any && exchange.size() > 0) {
      step();
    }
    return any && exchange.size() == 0;
  }

  /** What the cleaner made of the last frame. [audio] */
  AudioFrame output() {
    return output;
  }

  Cleaner cleaner() {
    return cleaner;
  }

  int levelIndex() {
    return levelIndex;
  }

  /** Gives up: frames were lost or the stream was reset. [audio] */
  void fail() {
    failed = true;
  }

  boolean hasFailed() {
    return failed;
  }

  /** Says that it serves now, instead of another. [audio] */
  void tookOverFrom(Cleaner other) {
    replaced = other;
  }

  /** The cleaner that was replaced, null as long as none was. [any] */
  Cleaner replaced() {
    return replaced;
  }
}
