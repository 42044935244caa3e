package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoCancellerConfig;

/** A canceller per channel, which are told the far end before each frame. [audio] */
final class EchoStage implements FrameProcessor {

  private final StreamFormat format;
  private final EchoCanceller[] cancellers;
  private final AudioFrame mono;
  private AudioFrame farEnd;

  /**
   * Makes the cancellers.
   *
   * @param format the capture's frames
   * @param config for one channel of them
   */
  EchoStage(StreamFormat format, EchoCancellerConfig config) {
    this.format = format;
    cancellers = new EchoCanceller[format.channels()];
    for (int c = 0; c < cancellers.length; c++) {
      cancellers[c] = EchoCanceller.create(config);
    }
    mono = new AudioFrame(config.format());
    farEnd = new AudioFrame(config.renderFormat());
  }

  /** The far end of the frame that comes next, and whether that was clipped. */
  void hear(AudioFrame farEnd, boolean clipped) {
    this.farEnd = farEnd;
    if (clipped) {
      for (EchoCanceller canceller : cancellers) {
        canceller.tellClipped();
      }
    }
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void process(AudioFrame frame) {
    for (int c = 0; c < cancellers.length; c++) {
      System.arraycopy(frame.channel(c), 0, mono.channel(0), 0, format.frameSamples());
      cancellers[c].process(farEnd, mono);
      System.arraycopy(mono.channel(0), 0, frame.channel(c), 0, format.frameSamples());
    }
  }

  /** How likely somebody at the near end is heard in the last frame, 0 to 1. */
  float nearEndLikelihood() {
    float most = 0f;
    for (EchoCanceller canceller : cancellers) {
      most = Math.max(most, canceller.nearEndLikelihood());
    }
    return most;
  }

  /** The canceller of the first channel, for its statistics. [any] */
  EchoCanceller first() {
    return cancellers[0];
  }

  /** Says how late the echo is likely to be. [any] */
  void hintDelayMs(int delayMs) {
    for (EchoCanceller canceller : cancellers) {
      canceller.setStreamDelayHintMs(delayMs);
    }
  }

  @Override
  public void reset() {
    for (EchoCanceller canceller : cancellers) {
      canceller.reset();
    }
  }

  @Override
  public int latencySamples() {
    return cancellers[0].latencySamples();
  }

  @Override
  public void close() {
    for (EchoCanceller canceller : cancellers) {
      canceller.close();
    }
  }
}
