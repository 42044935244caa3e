package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;

/**
 * A stage that can be faded out: what it was given, delayed as it delays, is mixed in as its own
 * share falls. It works on while nothing of it is heard, so that what it has learnt is there when
 * it comes back. What it gives that is not finite becomes silence. [audio]
 */
final class FadedStage {

  private final SampleKernel kernel = Kernels.samples();
  private final SampleGuard guard = new SampleGuard();
  private final FrameProcessor inner;
  private final StreamFormat format;
  private final FrameDelay dry;
  private final AudioFrame kept;

  /** Takes a processor over. */
  FadedStage(FrameProcessor inner) {
    this.inner = inner;
    format = inner.format();
    dry = new FrameDelay(format, inner.latencySamples());
    kept = new AudioFrame(format);
  }

  /** Processes a frame; the stage's share moves from the first to the second figure, 0 to 1. */
  void process(AudioFrame frame, float from, float to) {
    dry.pass(frame, kept);
    inner.process(frame);
    int length = format.frameSamples();
    for (int c = 0; c < format.channels(); c++) {
      float[] samples = frame.channel(c);
      guard.mend(samples, 0, length);
      if (from < 1f || to < 1f) {
        kernel.gain(samples, 0, length, from, to);
        kernel.mix(samples, 0, kept.channel(c), 0, length, 1f - from, 1f - to);
      }
    }
  }

  FrameProcessor inner() {
    return inner;
  }

  /** Samples that the stage gave unfit. [any] */
  long mendedSamples() {
    return guard.nonFiniteSamples() + guard.limitedSamples();
  }

  int latencySamples() {
    return inner.latencySamples();
  }

  void reset() {
    dry.reset();
    inner.reset();
  }

  void close() {
    inner.close();
  }
}
