package org.silenzio.transform;

import java.util.Arrays;
import java.util.Objects;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;

/**
 * Lets a processor of one rate and frame size serve a stream of another: resamples to it, collects
 * its frames, resamples back and hands out as many samples as came in.
 *
 * <p>The delay is constant: both resamplers', the processor's, and the least number of samples that
 * keeps the output from ever running dry; it is stated to the nearest sample. A stream whose rate
 * and frame size already fit passes straight through.
 */
public final class RateAdapter implements FrameProcessor {

  private final StreamFormat format;
  private final FrameProcessor inner;
  private final SampleGuard guard = new SampleGuard();
  private final Resampler toInner;
  private final Resampler fromInner;
  private final AudioFrame innerFrame;
  private final float[][] innerSamples;
  private final float[][] incoming;
  private final float[][] collected;
  private final float[][] ready;
  private final int reserveSamples;
  private final int latencySamples;
  private boolean closed;
  private int collectedCount;
  private int readyCount;

  /**
   * Wraps a processor, which from now on belongs to the adapter and is closed with it.
   *
   * @param format the stream's format
   * @param inner the processor, of as many channels
   * @throws IllegalArgumentException if the channels differ
   */
  public RateAdapter(StreamFormat format, FrameProcessor inner) {
    this.format = Objects.requireNonNull(format, "format");
    this.inner = inner;
    StreamFormat innerFormat = inner.format();
    int channels = format.channels();
    if (channels != innerFormat.channels()) {
      throw new IllegalArgumentException(
          "format has " + channels + " channels, allowed: " + innerFormat.channels());
    }
    toInner = new Resampler(format.sampleRateHz(), innerFormat.sampleRateHz(), channels);
    fromInner = new Resampler(innerFormat.sampleRateHz(), format.sampleRateHz(), channels);
    innerFrame = new AudioFrame(innerFormat);
    innerSamples = new float[channels][];
    for (int c = 0; c < channels; c++) {
      innerSamples[c] = innerFrame.channel(c);
    }
    int innerLength = innerFormat.frameSamples();
    incoming = new float[channels][];
    int arriving = toInner.maxOutputSamples(format.frameSamples());
    collected = new float[channels][innerLength + arriving];
    reserveSamples = reserve(format, innerFormat);
    int outgoing = fromInner.maxOutputSamples(innerLength + arriving);
    ready = new float[channels][reserveSamples + format.frameSamples() + outgoing];
    readyCount = reserveSamples;
    double delaySeconds =
        toInner.latencySeconds()
            + fromInner.latencySeconds()
            + (double) inner.latencySamples() / innerFormat.sampleRateHz();
    latencySamples = reserveSamples + (int) Math.round(delaySeconds * format.sampleRateHz());
  }

  /**
   * How many samples of silence the output must start with, so that it never lacks one: the largest
   * lead of what is asked for over what has come out, over a whole period of the two framings.
   */
  private static int reserve(StreamFormat outer, StreamFormat inner) {
    long outerRate = outer.sampleRateHz();
    long innerRate = inner.sampleRateHz();
    long worst = 0;
    long step = outer.frameSamples();
    for (long asked = step; ; asked += step) {
      long arrived = Math.ceilDiv(asked * innerRate, outerRate);
      long processed = arrived / inner.frameSamples() * inner.frameSamples();
      long returned = Math.ceilDiv(processed * outerRate, innerRate);
      worst = Math.max(worst, asked - returned);
      if (arrived == processed && asked * innerRate % outerRate == 0) {
        return (int) worst; // both framings and both rates stand as at the start
      }
    }
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void process(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    if (closed) {
      throw new IllegalStateException("the processor is closed");
    }
    int frameSamples = format.frameSamples();
    for (int c = 0; c < format.channels(); c++) {
      guard.mend(frame.channel(c), 0, frameSamples);
    }
    collect(frame);
    processCollected();
    handOut(frame);
  }

  private void collect(AudioFrame frame) {
    for (int c = 0; c < incoming.length; c++) {
      incoming[c] = frame.channel(c);
    }
    collectedCount +=
        toInner.process(incoming, 0, format.frameSamples(), collected, collectedCount);
  }

  private void processCollected() {
    int innerLength = innerFrame.format().frameSamples();
    int taken = 0;
    for (; collectedCount - taken >= innerLength; taken += innerLength) {
      for (int c = 0; c < collected.length; c++) {
        System.arraycopy(collected[c], taken, innerSamples[c], 0, innerLength);
      }
      inner.process(innerFrame);
      readyCount += fromInner.process(innerSamples, 0, innerLength, ready, readyCount);
    }
    collectedCount -= taken;
    for (float[] samples : collected) {
      System.arraycopy(samples, taken, samples, 0, collectedCount);
    }
  }

  private void handOut(AudioFrame frame) {
    int frameSamples = format.frameSamples();
    readyCount -= frameSamples;
    for (int c = 0; c < ready.length; c++) {
      System.arraycopy(ready[c], 0, frame.channel(c), 0, frameSamples);
      System.arraycopy(ready[c], frameSamples, ready[c], 0, readyCount);
    }
  }

  @Override
  public void reset() {
    toInner.reset();
    fromInner.reset();
    inner.reset();
    collectedCount = 0;
    readyCount = reserveSamples;
    for (float[] samples : ready) {
      Arrays.fill(samples, 0f);
    }
  }

  @Override
  public int latencySamples() {
    return latencySamples;
  }

  @Override
  public void close() {
    inner.close();
    closed = true;
  }

  /**
   * What came in unfit and was mended. [any]
   *
   * @return the guard that every frame passes first
   */
  public SampleGuard guard() {
    return guard;
  }
}
