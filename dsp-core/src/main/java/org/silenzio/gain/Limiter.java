package org.silenzio.gain;

import java.util.Arrays;
import java.util.List;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.kernel.WarmUp;

/**
 * Keeps peaks below a ceiling, those between the samples too (true peak at four times the rate):
 * sees a peak before it leaves and turns down smoothly, all channels alike, so that the picture
 * stands still. Below the ceiling the output is the input, delayed, to the last bit.
 *
 * <p>It comes back fast after a single peak and slowly after many, so that the level does not pump,
 * and not at all between two waves of a low tone, so that these are not bent.
 *
 * <p>[audio] {@link #process}, {@link #reset}: any thread, one call at a time. [control]
 * construction, {@link #warmUp}, {@link #close}. [any] the rest. A call after the close throws
 * {@link IllegalStateException}.
 */
public final class Limiter implements FrameProcessor {

  /** The least that is kept free behind the history, so that it moves back but seldom. */
  private static final int SPARE_SAMPLES = 4_096;

  private final StreamFormat format;
  private final SharedGain gain;
  private final SampleGuard guard = new SampleGuard();
  private final Tally frames = new Tally();
  private final Tally limitedFrames = new Tally();

  private final int keptSamples;
  private final float[][] history;
  private int end;
  private float lowestInFrame;
  private volatile float lastGain = 1f;
  private volatile float lowestGain = 1f;
  private volatile boolean closed;

  /**
   * Makes a limiter whose past is silence. [control]
   *
   * @param config what it is made for
   */
  public Limiter(LimiterConfig config) {
    format = config.format();
    gain = new SharedGain(config);
    keptSamples = gain.latencySamples() + SharedGain.HISTORY_SAMPLES;
    history = new float[format.channels()][keptSamples + SPARE_SAMPLES];
    end = keptSamples;
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void process(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    checkOpen();
    lowestInFrame = 1f;
    int size = format.frameSamples();
    for (int at = 0; at < size; at += SharedGain.MAX_RUN_SAMPLES) {
      run(frame, at, Math.min(SharedGain.MAX_RUN_SAMPLES, size - at));
    }
    lastGain = lowestInFrame;
    frames.add(1);
    if (lowestInFrame < 1f) {
      limitedFrames.add(1);
      lowestGain = Math.min(lowestGain, lowestInFrame);
    }
  }

  private void run(AudioFrame frame, int at, int length) {
    makeRoom(length);
    gain.begin(length);
    for (int c = 0; c < history.length; c++) {
      float[] samples = frame.channel(c);
      guard.mend(samples, at, at + length);
      System.arraycopy(samples, at, history[c], end, length);
      gain.hear(history[c], end);
    }
    boolean unchanged = gain.end();
    lowestInFrame = Math.min(lowestInFrame, gain.lowest());
    for (int c = 0; c < history.length; c++) {
      System.arraycopy(history[c], end - latencySamples(), frame.channel(c), at, length);
      if (!unchanged) {
        gain.apply(frame.channel(c), at);
      }
    }
    end += length;
  }

  private void makeRoom(int length) {
    if (end + length > history[0].length) {
      for (float[] channel : history) {
        System.arraycopy(channel, end - keptSamples, channel, 0, keptSamples);
      }
      end = keptSamples;
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the limiter is closed");
    }
  }

  /**
   * Gets the compiler to do its work before the first frame, on silence and on what is far too
   * loud; then resets. Statistics count these frames too. [control]
   *
   * @param budgetMs the time it may take, 1 or more
   * @return whether it seems compiled; false says that frames may be slow for a while, no more
   * @throws IllegalArgumentException if the budget is under 1
   */
  public boolean warmUp(int budgetMs) {
    AudioFrame frame = new AudioFrame(format);
    boolean warm =
        WarmUp.run(budgetMs, List.of(() -> process(filled(frame)), () -> process(cleared(frame))));
    reset();
    return warm;
  }

  private static AudioFrame filled(AudioFrame frame) {
    for (int c = 0; c < frame.format().channels(); c++) {
      float[] samples = frame.channel(c);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (i & 32) == 0 ? 3f : -3f;
      }
    }
    return frame;
  }

  private static AudioFrame cleared(AudioFrame frame) {
    frame.clear();
    return frame;
  }

  @Override
  public void reset() {
    checkOpen();
    for (float[] channel : history) {
      Arrays.fill(channel, 0f);
    }
    end = keptSamples;
    gain.reset();
    lastGain = 1f;
  }

  /** The look-ahead and the 8 samples that the search for peaks between samples takes. [any] */
  @Override
  public int latencySamples() {
    return gain.latencySamples();
  }

  /**
   * What happened so far. [any]
   *
   * @return a snapshot
   */
  public LimiterStatistics statistics() {
    return new LimiterStatistics(
        frames.get(),
        limitedFrames.get(),
        Decibels.fromAmplitude(lastGain),
        Decibels.fromAmplitude(lowestGain),
        guard.nonFiniteSamples(),
        guard.limitedSamples());
  }

  @Override
  public void close() {
    closed = true;
  }
}
