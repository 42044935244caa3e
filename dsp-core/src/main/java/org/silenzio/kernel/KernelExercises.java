package org.silenzio.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every method of every kernel on a run as long as a frame, for {@link Kernels#warmUp}. */
final class KernelExercises {

  /** 10 ms at 48 kHz, and a few more so that the tails run too. */
  private static final int LENGTH = 483;

  private static final int INPUTS = 128;
  private static final int OUTPUTS = 96;
  private static final int LAGS = 70;
  private static final int TAPS = 13;

  private KernelExercises() {}

  static List<Runnable> of(KernelKind kind) {
    List<Runnable> steps = new ArrayList<>();
    addSums(kind, steps);
    addSamples(Kernels.samples(kind), steps);
    addSpectra(Kernels.spectral(kind), steps);
    addMatrices(Kernels.matrix(kind), steps);
    addKalman(Kernels.kalman(kind), steps);
    addCovariance(Kernels.covariance(kind), steps);
    return steps;
  }

  private static float[] ramp(int length) {
    float[] ramp = new float[length];
    for (int i = 0; i < length; i++) {
      ramp[i] = (i - length / 2) / (float) length;
    }
    return ramp;
  }

  private static void addSums(KernelKind kind, List<Runnable> steps) {
    DotKernel dot = Kernels.dot(kind);
    CorrelationKernel correlation = Kernels.correlation(kind);
    ActivationKernel activation = Kernels.activation(kind);
    LogKernel log = Kernels.log(kind);
    float[] x = ramp(LENGTH);
    float[] y = ramp(LENGTH + LAGS);
    float[] sums = new float[LAGS];
    steps.add(() -> sums[0] = dot.dot(x, 0, y, 1, LENGTH));
    steps.add(() -> correlation.atLags(x, 0, LENGTH, y, 0, sums, LAGS));
    steps.add(() -> activation.tanh(x, 0, LENGTH));
    steps.add(() -> activation.sigmoid(x, 0, LENGTH));
    steps.add(
        () -> {
          Arrays.fill(y, 0.3f);
          log.log2(y, 0, LENGTH);
        });
    steps.add(
        () -> {
          Arrays.fill(y, -0.3f);
          log.exp2(y, 0, LENGTH);
        });
  }

  private static void addSamples(SampleKernel kernel, List<Runnable> steps) {
    float[][] channels = {ramp(LENGTH), ramp(LENGTH)};
    float[] x = ramp(LENGTH);
    float[] both = new float[2 * LENGTH];
    byte[] pcm = new byte[2 * LENGTH];
    steps.add(
        () -> {
          Arrays.fill(both, 0.5f);
          kernel.gain(both, 0, LENGTH, 0.5f, 1f);
        });
    steps.add(
        () -> {
          Arrays.fill(both, 0.5f);
          kernel.mix(both, 0, x, 0, LENGTH, 0.5f, 1f);
        });
    steps.add(() -> kernel.window(x, 0, x, 0, both, 0, LENGTH));
    steps.add(
        () -> {
          Arrays.fill(both, 0.5f);
          kernel.overlapAdd(both, 0, x, 0, x, 0, LENGTH);
        });
    steps.add(() -> kernel.interleave(channels, both, LENGTH));
    steps.add(() -> kernel.deinterleave(both, channels, LENGTH));
    steps.add(() -> kernel.toPcm16(x, 0, pcm, 0, LENGTH));
    steps.add(() -> kernel.fromPcm16(pcm, 0, both, 0, LENGTH));
  }

  private static void addSpectra(SpectralKernel kernel, List<Runnable> steps) {
    float[] x = ramp(LENGTH);
    float[] re = new float[LENGTH];
    float[] im = new float[LENGTH];
    float[][] ring = {x, x, x};
    // sums that begin anew: what grows for long would end among infinities
    Runnable clear =
        () -> {
          Arrays.fill(re, 0f);
          Arrays.fill(im, 0f);
        };
    steps.add(
        () -> {
          clear.run();
          kernel.multiplyAccumulate(re, im, x, x, x, x, LENGTH);
        });
    steps.add(
        () -> {
          clear.run();
          kernel.filter(re, im, ring, ring, ring, ring, 1, LENGTH);
        });
    steps.add(
        () -> {
          clear.run();
          kernel.addConjugate(re, im, x, x, x, x, LENGTH);
        });
    steps.add(
        () -> {
          clear.run();
          kernel.addWeightedConjugate(re, im, x, x, x, x, x, LENGTH);
        });
    steps.add(() -> kernel.power(re, x, x, LENGTH));
    steps.add(() -> kernel.smoothPower(re, 0.5f, x, x, LENGTH));
    float[] sums = new float[LENGTH];
    steps.add(
        () -> {
          clear.run();
          Arrays.fill(sums, 0f);
          kernel.followLags(re, im, 0, 0.5f, x, x, 0, 0.5f, 0.5f, 0f, sums, LENGTH);
        });
  }

  private static void addMatrices(MatrixKernel kernel, List<Runnable> steps) {
    float[] weights = ramp(INPUTS * OUTPUTS);
    float[] input = ramp(INPUTS);
    float[] output = new float[OUTPUTS];
    steps.add(() -> kernel.dense(weights, input, INPUTS, output, OUTPUTS));
    int groups = OUTPUTS / Int8Matrix.BLOCK_ROWS;
    int perGroup = INPUTS / Int8Matrix.BLOCK_COLUMNS / 2;
    int[] ends = new int[groups];
    for (int group = 0; group < groups; group++) {
      ends[group] = (group + 1) * perGroup;
    }
    byte[] weights8 = new byte[groups * perGroup * Int8Matrix.BLOCK_SIZE];
    Arrays.fill(weights8, Byte.MAX_VALUE); // many runs
    Int8Matrix matrix = new Int8Matrix(weights8, new int[groups * perGroup], ends, INPUTS);
    byte[] small = new byte[INPUTS];
    short[] spread = new short[INPUTS * Int8Matrix.BLOCK_ROWS];
    int[] sums = new int[(groups + 2) * Int8Matrix.BLOCK_ROWS];
    steps.add(() -> kernel.spread(small, INPUTS, spread));
    steps.add(() -> kernel.multiply(matrix, spread, sums));
  }

  private static void addKalman(KalmanKernel kernel, List<Runnable> steps) {
    float[] x = ramp(TAPS * KalmanKernel.BLOCK_BINS);
    float[] lane = new float[KalmanKernel.BLOCK_BINS]; // of zeros: nothing grows
    float[] re = new float[x.length];
    float[] im = new float[x.length];
    float[] outRe = new float[x.length];
    float[] outIm = new float[x.length];
    float[] p = new float[x.length];
    float[] q = new float[x.length];
    steps.add(() -> kernel.inner(x, x, 0, x, x, 0, TAPS, outRe, outIm));
    steps.add(() -> kernel.correct(re, im, 0, x, x, lane, lane, lane, 0, TAPS, outRe, outIm));
    steps.add(() -> kernel.drive(x, x, 0, lane, 0, lane, 1f, 1f, x, TAPS, outRe));
    steps.add(() -> kernel.foresee(x, x, x, 0, x, x, 0, TAPS, outRe, outIm, q));
    steps.add(
        () -> kernel.adapt(re, im, p, 0, x, x, 0, lane, lane, lane, lane, lane, lane, TAPS, outRe));
    steps.add(() -> kernel.power(x, x, 0, TAPS, outRe, 0));
    addLanes(kernel, steps);
  }

  private static void addCovariance(CovarianceKernel kernel, List<Runnable> steps) {
    float[] x = ramp(TAPS * KalmanKernel.BLOCK_BINS);
    float[] lane = new float[KalmanKernel.BLOCK_BINS]; // of zeros: nothing grows
    float[] re = new float[x.length];
    float[] im = new float[x.length];
    float[] p = new float[CovarianceKernel.triangle(TAPS)];
    float[] q = new float[p.length];
    steps.add(
        () -> kernel.propagate(p, q, 0, x, x, x, x, 0, lane, lane, 0, x, x, x, 0, TAPS, re, im));
    steps.add(() -> kernel.multiply(p, q, 0, x, x, 0, lane, 0, x, x, x, 0, TAPS, re, im));
  }

  private static void addLanes(KalmanKernel kernel, List<Runnable> steps) {
    float[] x = ramp(KalmanKernel.BLOCK_BINS);
    float[][] lanes = new float[9][KalmanKernel.BLOCK_BINS];
    steps.add(
        () ->
            kernel.measure(
                x, x, 0, lanes[0], lanes[1], x, 0.9f, 1e-3f, 0.9f, lanes[2], lanes[3], lanes[4],
                lanes[5]));
    steps.add(
        () ->
            kernel.weigh(
                x, x, x, lanes[2], 0, lanes[0], lanes[1], lanes[5], lanes[6], lanes[7], lanes[8]));
  }
}
