package org.silenzio.eval.metric.pesq;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A signal in silence: margin, signal, margin, tail. Never changes. */
final class PaddedSignal {

  private final Grid grid;
  private final double[] samples;

  private PaddedSignal(Grid grid, double[] samples) {
    this.grid = grid;
    this.samples = samples;
  }

  static PaddedSignal of(float[] signal, Grid grid) {
    int margin = grid.marginSamples();
    double[] padded = new double[signal.length + 2 * margin + grid.tailSamples()];
    for (int i = 0; i < signal.length; i++) {
      padded[margin + i] = signal[i];
    }
    return new PaddedSignal(grid, padded);
  }

  Grid grid() {
    return grid;
  }

  /** One sample, counted from the beginning of the first margin. */
  double at(int index) {
    return samples[index];
  }

  /** Both margins and what lies between them; not the tail. */
  int length() {
    return samples.length - grid.tailSamples();
  }

  /** The whole windows of {@link #length()}. */
  int windows() {
    return length() / grid.windowSamples();
  }

  /** Where the signal begins. */
  int begin() {
    return grid.marginSamples();
  }

  /** Behind the signal's last sample. */
  int end() {
    return length() - grid.marginSamples();
  }

  /** Behind the last sample the model looks at: filters ring on beyond the signal. */
  int limit() {
    return end() + grid.tailSamples();
  }

  /** The number of samples the model looks at. */
  int span() {
    return limit() - begin();
  }

  double energy() {
    double sum = 0;
    for (int i = begin(); i < limit(); i++) {
      sum += samples[i] * samples[i];
    }
    return sum;
  }

  /** The signal with other samples, made from a copy of all of them. */
  PaddedSignal mapped(UnaryOperator<double[]> change) {
    return new PaddedSignal(grid, change.apply(samples.clone()));
  }

  /** The same signal followed by more silence, where it is shorter than asked. */
  PaddedSignal extendedTo(int length) {
    int total = Math.max(samples.length, length + grid.tailSamples());
    return new PaddedSignal(grid, Arrays.copyOf(samples, total));
  }
}
