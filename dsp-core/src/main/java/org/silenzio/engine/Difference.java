package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;

/** How two runs of the same call differ. */
final class Difference {

  private long frames;
  private long differing;
  private long first = -1;
  private double largest;

  /** Compares the next frames, bit by bit. */
  void add(AudioFrame expected, AudioFrame actual) {
    boolean same = true;
    for (int c = 0; c < expected.format().channels(); c++) {
      float[] a = expected.channel(c);
      float[] b = actual.channel(c);
      for (int i = 0; i < a.length; i++) {
        if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(b[i])) {
          same = false;
          largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
      }
    }
    if (!same) {
      first = differing == 0 ? frames : first;
      differing++;
    }
    frames++;
  }

  long frames() {
    return frames;
  }

  long differingFrames() {
    return differing;
  }

  long firstDifferingFrame() {
    return first;
  }

  double largest() {
    return largest;
  }
}
