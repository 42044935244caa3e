package org.silenzio.eval.metric.pesq;

import java.util.List;
import org.jtransforms.fft.DoubleFFT_1D;
import org.silenzio.eval.metric.pesq.BadIntervals.Interval;

/** Gives bad intervals another delay where the magnitudes of the samples ask for one. */
final class Realignment {

  private static final int SEARCH_FRAMES = 4;
  private static final double LEAST_CORRELATION = 0.5;
  private static final double LEAST_POWER = 1e-6;

  private final PaddedSignal reference;
  private final PaddedSignal straight;
  private final Grid grid;

  /**
   * Prepares the search.
   *
   * @param reference the reference
   * @param degraded the degraded signal, as long as the reference
   * @param delays how late it is
   */
  Realignment(PaddedSignal reference, PaddedSignal degraded, DelayTrack delays) {
    this.reference = reference;
    this.grid = reference.grid();
    this.straight =
        degraded.mapped(
            samples -> {
              double[] onTime = new double[samples.length];
              for (int i = degraded.begin(); i < degraded.limit(); i++) {
                onTime[i] = samples[inside(i + delays.at(i))];
              }
              return onTime;
            });
  }

  private int inside(int index) {
    return Math.clamp(index, reference.begin(), reference.limit() - 1);
  }

  private int from(Interval interval) {
    return reference.begin() + interval.start() * grid.hopSamples();
  }

  private int to(Interval interval) {
    return reference.begin() + interval.end() * grid.hopSamples() + grid.frameSamples();
  }

  /** The degraded signal in time with the reference, by the delays and in the given intervals. */
  PaddedSignal degraded(List<Interval> intervals) {
    return straight.mapped(
        samples -> {
          for (Interval interval : intervals) {
            int shift = shift(interval);
            for (int i = from(interval); i < to(interval); i++) {
              samples[i] = straight.at(Math.clamp(i + shift, 0, straight.length() - 1));
            }
          }
          return samples;
        });
  }

  private int shift(Interval interval) {
    int search = SEARCH_FRAMES * grid.frameSamples();
    int from = from(interval);
    int count = to(interval) - from;
    int size = Fourier.powerOfTwo(2 * (count + 2 * search));
    double[] first = new double[size];
    double[] second = new double[size];
    for (int i = 0; i < count; i++) {
      first[search + i] = Math.abs(reference.at(from + i));
    }
    for (int i = 0; i < count + 2 * search; i++) {
      second[i] = Math.abs(straight.at(inside(from - search + i)));
    }
    double firstEnergy = energy(first);
    double secondEnergy = energy(second);
    if (Math.min(firstEnergy, secondEnergy) <= LEAST_POWER * size) {
      return 0;
    }
    Fourier.correlate(new DoubleFFT_1D(size), first, second);
    int best = 0;
    double highest = LEAST_CORRELATION * Math.sqrt(firstEnergy * secondEnergy);
    for (int shift = -search; shift < search; shift++) {
      double correlation = Math.abs(second[Math.floorMod(shift, size)]);
      if (correlation > highest) {
        highest = correlation;
        best = shift;
      }
    }
    return best;
  }

  private static double energy(double[] samples) {
    double sum = 0;
    for (double sample : samples) {
      sum += sample * sample;
    }
    return sum;
  }
}
