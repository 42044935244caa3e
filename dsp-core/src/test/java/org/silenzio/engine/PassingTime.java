package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;

/** A stage that leaves frames as they are and does something else with each. */
record PassingTime(StreamFormat format, Runnable step) implements FrameProcessor {

  @Override
  public void process(AudioFrame frame) {
    step.run();
  }

  @Override
  public void reset() {
    // no past
  }

  @Override
  public int latencySamples() {
    return 0;
  }

  @Override
  public void close() {
    // nothing
  }
}
