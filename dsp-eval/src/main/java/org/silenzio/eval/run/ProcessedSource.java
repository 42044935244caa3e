package org.silenzio.eval.run;

import java.io.IOException;
import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.corpus.SampleSource;

/**
 * A source's sound after a processor, as a call would stream it: frame by frame, nothing seen
 * ahead. The processor's delay is taken off, so that what comes out lies where it lay before.
 */
public final class ProcessedSource implements SampleSource {

  private final SampleSource input;
  private final FrameProcessor processor;
  private final Runnable afterFrame;
  private final AudioFrame frame;
  private final float[][] channels;

  /** Samples still to be dropped: the processor's delay. */
  private long toDrop;

  private int frameStart;
  private long delivered;

  /**
   * Puts a processor behind a source.
   *
   * @param input the sound, of the processor's rate and channels
   * @param processor takes the frames; not closed
   * @param afterFrame called after each frame, to look at the processor's state
   */
  public ProcessedSource(SampleSource input, FrameProcessor processor, Runnable afterFrame) {
    StreamFormat format = processor.format();
    if (format.sampleRateHz() != input.sampleRateHz() || format.channels() != input.channels()) {
      throw new IllegalArgumentException(
          "processor takes "
              + format
              + ", allowed: "
              + input.sampleRateHz()
              + " Hz and "
              + input.channels()
              + " channels");
    }
    this.input = input;
    this.processor = processor;
    this.afterFrame = afterFrame;
    this.frame = new AudioFrame(format);
    this.channels = new float[format.channels()][];
    for (int c = 0; c < channels.length; c++) {
      channels[c] = frame.channel(c);
    }
    this.toDrop = processor.latencySamples();
    this.frameStart = format.frameSamples();
  }

  @Override
  public int sampleRateHz() {
    return input.sampleRateHz();
  }

  @Override
  public int channels() {
    return input.channels();
  }

  @Override
  public long samples() {
    return input.samples();
  }

  @Override
  public int read(float[][] to, int count) throws IOException {
    int wanted = (int) Math.min(count, samples() - delivered);
    int frameSamples = frame.format().frameSamples();
    int read = 0;
    while (read < wanted) {
      if (frameStart == frameSamples) {
        nextFrame();
      }
      int taken = Math.min(wanted - read, frameSamples - frameStart);
      for (int c = 0; c < channels.length; c++) {
        System.arraycopy(channels[c], frameStart, to[c], read, taken);
      }
      frameStart += taken;
      read += taken;
    }
    delivered += read;
    return read;
  }

  private void nextFrame() throws IOException {
    int frameSamples = frame.format().frameSamples();
    do {
      int got = input.read(channels, frameSamples);
      for (float[] channel : channels) {
        Arrays.fill(channel, got, frameSamples, 0f); // behind the end: silence, to fetch the rest
      }
      processor.process(frame);
      afterFrame.run();
      frameStart = (int) Math.min(toDrop, frameSamples);
      toDrop -= frameStart;
    } while (frameStart == frameSamples);
  }
}
