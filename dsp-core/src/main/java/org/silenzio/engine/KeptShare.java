package org.silenzio.engine;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.kernel.DotKernel;
import org.silenzio.kernel.Kernels;

/**
 * How much of the capture's power the cleaning left, over the last tenth of a second. A talker is
 * left; what is left of an echo or a noise lies far below what came in, however much it sounds like
 * speech. [audio]
 */
final class KeptShare {

  /** What the powers keep over a frame of 10 ms: a tenth of a second. */
  private static final double KEEP = 0.9;

  /** Less than this, −120 dBFS, is silence, of which everything was kept. */
  private static final double SILENCE = 1e-12;

  private final DotKernel kernel = Kernels.dot();
  private final double[] waiting; // the powers whose sound is still inside the cleaner
  private int at;
  private double came;
  private double left;
  private double leftNow;

  /**
   * Makes one that has heard silence.
   *
   * @param delayFrames how many frames later the cleaned sound comes, 0 or more
   */
  KeptShare(int delayFrames) {
    waiting = new double[delayFrames + 1];
  }

  /** Takes a frame as it comes to the cleaner. */
  void before(AudioFrame frame) {
    waiting[at] = power(frame);
  }

  /** Takes what it became. */
  void after(AudioFrame frame) {
    at = (at + 1) % waiting.length;
    came = follow(came, waiting[at]);
    leftNow = power(frame);
    left = follow(left, leftNow);
  }

  private static double follow(double mean, double power) {
    double next = KEEP * mean + (1 - KEEP) * power;
    return next < SILENCE ? 0 : next;
  }

  /** The mean power over time, of all channels together. */
  private double power(AudioFrame frame) {
    int size = frame.format().frameSamples();
    double sum = 0;
    for (int c = 0; c < frame.format().channels(); c++) {
      sum += kernel.energy(frame.channel(c), 0, size);
    }
    return sum / size;
  }

  /** The mean power of the last frame that was left, of all channels together. */
  double leftNow() {
    return leftNow;
  }

  /** The share, 0 to 1 and, where a stage amplifies, more. */
  double share() {
    return came == 0 ? 1 : left / came;
  }

  void reset() {
    Arrays.fill(waiting, 0);
    came = 0;
    left = 0;
    leftNow = 0;
  }
}
