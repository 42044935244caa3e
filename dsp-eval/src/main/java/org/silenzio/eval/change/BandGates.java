package org.silenzio.eval.change;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.silenzio.audio.Decibels;
import org.silenzio.transform.RealFft;

/**
 * A microphone whose own noise suppression or echo control turns six bands up and down, each by
 * itself and at random: each time the same, so parts that add up still do.
 */
final class BandGates {

  private static final long SEED = 1;
  private static final double WINDOW_SECONDS = 0.032;

  /** Where the bands begin. */
  private static final double[] FROM_HZ = {0, 250, 500, 1_000, 2_000, 4_000};

  /** A band's gain goes to another place every so many hops, up to so far down. */
  private static final int HOPS = 5;

  private static final double LEAST_DB = -25;

  /** What is left of the way there after a hop. */
  private static final double KEEP = 0.5;

  private final int length;
  private final int hop;
  private final int[] bandOfBin;
  private final RealFft fft;
  private final float[] window;
  private final double[] gains = new double[FROM_HZ.length];
  private final double[] targets = new double[FROM_HZ.length];
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final float[] frame;
  private final float[] re;
  private final float[] im;

  private BandGates(int sampleRateHz) {
    length = 1 << (int) Math.round(Math.log(WINDOW_SECONDS * sampleRateHz) / Math.log(2));
    hop = length / 2;
    fft = RealFft.ofLength(length);
    frame = new float[length];
    re = new float[fft.bins()];
    im = new float[fft.bins()];
    window = new float[length]; // its square and the next one's add up to 1
    for (int n = 0; n < length; n++) {
      window[n] = (float) Math.sin(Math.PI * (n + 0.5) / length);
    }
    bandOfBin = new int[fft.bins()];
    for (int k = 0; k < bandOfBin.length; k++) {
      double hz = (double) k * sampleRateHz / length;
      bandOfBin[k] = (int) Arrays.stream(FROM_HZ).filter(from -> from <= hz).count() - 1;
    }
  }

  /** What such a microphone makes of a signal, as late as that. */
  static float[] of(float[] signal, int sampleRateHz) {
    return new BandGates(sampleRateHz).run(signal);
  }

  private float[] run(float[] signal) {
    float[] changed = new float[signal.length];
    for (int at = -hop, step = 0; at < signal.length; at += hop, step++) {
      move(step);
      for (int n = 0; n < length; n++) {
        boolean inside = at + n >= 0 && at + n < signal.length;
        frame[n] = inside ? window[n] * signal[at + n] : 0f;
      }
      fft.forward(frame, re, im);
      for (int k = 0; k < re.length; k++) {
        re[k] *= (float) gains[bandOfBin[k]];
        im[k] *= (float) gains[bandOfBin[k]];
      }
      fft.inverse(re, im, frame);
      for (int n = Math.max(0, -at); n < Math.min(length, signal.length - at); n++) {
        changed[at + n] += window[n] * frame[n];
      }
    }
    return changed;
  }

  private void move(int step) {
    for (int band = 0; band < gains.length; band++) {
      if (step % HOPS == 0) {
        targets[band] = Decibels.toAmplitude(LEAST_DB * random.nextDouble());
      }
      gains[band] = step == 0 ? targets[band] : KEEP * gains[band] + (1 - KEEP) * targets[band];
    }
  }
}
