package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;

/** A figure that moves to its target in a straight line over some frames. [audio] */
final class Ramp {

  /** Long enough that no click is heard, short enough to be at once. */
  private static final double DURATION_MS = 20;

  private final SampleKernel kernel = Kernels.samples();
  private final float step;
  private float target;
  private float from;
  private float to;

  /** Makes a figure between 0 and 1 that rests. */
  Ramp(float value, double frameMs) {
    step = (float) Math.min(1, frameMs / DURATION_MS);
    jump(value);
  }

  /** Sets the figure at once: only before the first frame. */
  void jump(float value) {
    target = value;
    from = value;
    to = value;
  }

  /** Where to move from the next frame on. */
  void aim(float target) {
    this.target = target;
  }

  /** Moves by one frame. */
  void advance() {
    from = to;
    to += Math.clamp(target - to, -step, step);
  }

  /** The figure at the frame's beginning. */
  float from() {
    return from;
  }

  /** The figure at the frame's end. */
  float to() {
    return to;
  }

  /** Whether the frame at hand and all to come have this value, unless told otherwise. */
  boolean restsAt(float value) {
    return from == value && to == value && target == value;
  }

  /** Multiplies a frame by the figure, from its beginning to its end. */
  void scale(AudioFrame frame) {
    if (restsAt(1f)) {
      return;
    }
    for (int c = 0; c < frame.format().channels(); c++) {
      kernel.gain(frame.channel(c), 0, frame.format().frameSamples(), from, to);
    }
  }
}
