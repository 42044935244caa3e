package org.silenzio.engine;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/** Holds sound back by a number of samples. [audio] */
final class FrameDelay {

  private final int frameSamples;
  private final float[][] lines;

  FrameDelay(StreamFormat format, int delaySamples) {
    frameSamples = format.frameSamples();
    lines = new float[format.channels()][delaySamples + frameSamples];
  }

  /** Takes a frame in, gives the delayed one; both may be the same. */
  void pass(AudioFrame in, AudioFrame out) {
    for (int c = 0; c < lines.length; c++) {
      float[] line = lines[c];
      System.arraycopy(line, frameSamples, line, 0, line.length - frameSamples);
      System.arraycopy(in.channel(c), 0, line, line.length - frameSamples, frameSamples);
      System.arraycopy(line, 0, out.channel(c), 0, frameSamples);
    }
  }

  void reset() {
    for (float[] line : lines) {
      Arrays.fill(line, 0f);
    }
  }
}
