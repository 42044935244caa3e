package org.silenzio.echo;

import java.util.List;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;

/**
 * A canceller on frames that hold capture and far end together, so that one rate adapter can keep
 * both in step: the capture is channel 0, the far end's channels follow, of which the canceller
 * gets the mean and the sides, see {@link Side}. Changes channel 0.
 */
final class JoinedCanceller implements FrameProcessor {

  private final StreamFormat format;
  private final SampleGuard guard;
  private final SpeechBandCanceller canceller;
  private final float[] render;
  private final List<Side> kinds;
  private final float[][] sides;

  /**
   * Makes a canceller.
   *
   * @param sampleRateHz 16, 32 or 48 kHz
   * @param config says the rest
   * @param meter is told how it goes
   * @param guard mends the samples
   * @param hint says what is known of the delay
   */
  JoinedCanceller(
      int sampleRateHz,
      EchoCancellerConfig config,
      EchoMeter meter,
      SampleGuard guard,
      DelayHint hint) {
    format = StreamFormat.of10Ms(sampleRateHz, 1 + config.renderChannels());
    this.guard = guard;
    canceller = new SpeechBandCanceller(sampleRateHz, config, meter, hint);
    render = new float[format.frameSamples()];
    kinds = Side.of(config);
    sides = new float[kinds.size()][];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = new float[kinds.get(i).hop(format.frameSamples())];
    }
  }

  void tellClipped() {
    canceller.tellClipped();
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void process(AudioFrame frame) {
    float[] capture = frame.channel(0);
    guard.mend(capture, 0, capture.length);
    mixFarEnd(frame);
    canceller.process(render, sides, capture);
  }

  private void mixFarEnd(AudioFrame frame) {
    float[] first = frame.channel(1);
    guard.mend(first, 0, render.length);
    if (format.channels() == 2) {
      System.arraycopy(first, 0, render, 0, render.length);
    } else {
      float[] second = frame.channel(2);
      guard.mend(second, 0, render.length);
      for (int n = 0; n < render.length; n++) {
        render[n] = 0.5f * (first[n] + second[n]);
      }
    }
    for (int i = 0; i < sides.length; i++) {
      kinds.get(i).read(frame, render, sides[i]);
    }
  }

  @Override
  public void reset() {
    canceller.reset();
  }

  @Override
  public int latencySamples() {
    return canceller.latencySamples();
  }

  @Override
  public void close() {
    // nothing but memory
  }
}
