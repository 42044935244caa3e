package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.gain.AdaptiveGain;
import org.silenzio.gain.GainConfig;

/** The adaptive gain, which is told how likely the next frame holds speech. [audio] */
final class GainStage implements FrameProcessor {

  private final AdaptiveGain gain;
  private float speechProbability = Float.NaN;

  GainStage(GainConfig config) {
    gain = new AdaptiveGain(config);
  }

  /** How likely the next frame holds speech; NaN: the gain is to find out itself. */
  void hear(float probability) {
    speechProbability = probability;
  }

  AdaptiveGain gain() {
    return gain;
  }

  @Override
  public StreamFormat format() {
    return gain.format();
  }

  @Override
  public void process(AudioFrame frame) {
    if (speechProbability >= 0f) {
      gain.process(frame, speechProbability);
    } else {
      gain.process(frame);
    }
  }

  @Override
  public void reset() {
    gain.reset();
  }

  @Override
  public int latencySamples() {
    return gain.latencySamples();
  }

  @Override
  public void close() {
    gain.close();
  }
}
