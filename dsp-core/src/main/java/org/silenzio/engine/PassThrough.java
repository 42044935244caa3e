package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;

/** Leaves frames as they are: tells what collecting and resampling alone take. */
record PassThrough(StreamFormat format) implements FrameProcessor {

  @Override
  public void process(AudioFrame frame) {
    // as it is
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
    // holds nothing
  }
}
