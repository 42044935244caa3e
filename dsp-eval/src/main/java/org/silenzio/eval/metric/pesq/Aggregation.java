package org.silenzio.eval.metric.pesq;

/** From the disturbance of frames to one figure: what is worst weighs most. */
final class Aggregation {

  private static final int SYLLABLE_FRAMES = 20; // 320 ms, overlapping by half
  private static final double SYLLABLE_POWER = 6;
  private static final int LONG_FRAMES = 1000; // beyond, what came first is forgotten
  private static final double FORGETTING_FRAMES = 5500;
  private static final double MOST_FORGOTTEN = 0.5;

  private final int firstFrame;
  private final int frames;
  private final int signalFrames;

  /**
   * An aggregation.
   *
   * @param firstFrame where it begins
   * @param frames the number of frames, counted from frame 0
   * @param signalFrames the frames of the signal without what follows it
   */
  Aggregation(int firstFrame, int frames, int signalFrames) {
    this.firstFrame = firstFrame;
    this.frames = frames;
    this.signalFrames = signalFrames;
  }

  /** The mean of squares over syllables, each being a mean of sixth powers over its frames. */
  double of(double[] disturbance) {
    double sum = 0;
    double weights = 0;
    for (int n = firstFrame; n < frames; n += SYLLABLE_FRAMES / 2) {
      double weight = weight(n - firstFrame);
      double syllable = weight * syllable(disturbance, n);
      sum += syllable * syllable;
      weights += weight * weight;
    }
    return Math.sqrt(sum / weights);
  }

  private double syllable(double[] disturbance, int start) {
    double sum = 0;
    for (int n = start; n < Math.min(start + SYLLABLE_FRAMES, frames); n++) {
      sum += Math.pow(disturbance[n], SYLLABLE_POWER);
    }
    return Math.pow(sum / SYLLABLE_FRAMES, 1 / SYLLABLE_POWER);
  }

  private double weight(int frame) {
    if (frames <= LONG_FRAMES) {
      return 1;
    }
    double forgotten = Math.min(MOST_FORGOTTEN, (signalFrames - LONG_FRAMES) / FORGETTING_FRAMES);
    return 1 - forgotten + forgotten * frame / signalFrames;
  }
}
