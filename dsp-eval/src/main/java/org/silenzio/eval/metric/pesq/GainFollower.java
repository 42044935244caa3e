package org.silenzio.eval.metric.pesq;

/** Evens out slow changes of level: follows the gain that the degraded signal lacks. */
final class GainFollower {

  private static final double OFFSET = 5e3; // silence asks for no gain
  private static final double INERTIA = 0.2;
  private static final double LEAST = 3e-4;
  private static final double MOST = 5;

  private double gain;
  private boolean followsAny;

  private GainFollower(double gain, boolean followsAny) {
    this.gain = gain;
    this.followsAny = followsAny;
  }

  /** Takes the first frame as it is. */
  static GainFollower fresh() {
    return new GainFollower(1, false);
  }

  /** Begins within a signal, as if after a frame without any difference. */
  static GainFollower amid() {
    return new GainFollower(1, true);
  }

  /** The factor for the powers of the next frame. */
  double next(double audibleReference, double audibleDegraded) {
    double wanted = (audibleReference + OFFSET) / (audibleDegraded + OFFSET);
    gain = followsAny ? INERTIA * gain + (1 - INERTIA) * wanted : wanted;
    followsAny = true;
    return Math.clamp(gain, LEAST, MOST);
  }
}
