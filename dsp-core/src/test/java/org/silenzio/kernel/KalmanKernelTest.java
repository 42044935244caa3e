package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.silenzio.kernel.KalmanBlocks.AT;
import static org.silenzio.kernel.KalmanBlocks.block;
import static org.silenzio.kernel.KalmanBlocks.random;
import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Allocation;

class KalmanKernelTest {

  private final KalmanKernel kernel = Kernels.kalman();
  private final KalmanKernel scalar = Kernels.kalman(KernelKind.SCALAR);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 26})
  void innerConjugatesTheFirstFactor(int taps) {
    float[] a = block(1, taps);
    float[] b = block(2, taps);
    float[] x = block(3, taps);
    float[] y = block(4, taps);
    float[] re = new float[BLOCK_BINS];
    float[] im = new float[BLOCK_BINS];
    float[] twinRe = new float[BLOCK_BINS];
    float[] twinIm = new float[BLOCK_BINS];
    kernel.inner(a, b, AT, x, y, BLOCK_BINS, taps, re, im);
    scalar.inner(a, b, AT, x, y, BLOCK_BINS, taps, twinRe, twinIm);
    assertArrayEquals(twinRe, re, 0f);
    assertArrayEquals(twinIm, im, 0f);
    for (int k = 0; k < BLOCK_BINS; k++) {
      double sumRe = 0;
      double sumIm = 0;
      for (int t = 0; t < taps; t++) {
        int p = AT + t * BLOCK_BINS + k;
        int q = (t + 1) * BLOCK_BINS + k;
        sumRe += (double) a[p] * x[q] + (double) b[p] * y[q];
        sumIm += (double) a[p] * y[q] - (double) b[p] * x[q];
      }
      assertEquals(sumRe, re[k], 1e-4);
      assertEquals(sumIm, im[k], 1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 26})
  void correctAddsTheComplexProductAndKeepsTheMeasurement(int taps) {
    float[][] state = {block(1, taps), block(2, taps), block(3, taps), block(4, taps)};
    float[][] twin = new float[4][];
    float[][] before = new float[4][];
    for (int n = 0; n < 4; n++) {
      twin[n] = state[n].clone();
      before[n] = state[n].clone();
    }
    float[] p = random(5, taps * BLOCK_BINS);
    float[] q = random(6, taps * BLOCK_BINS);
    float[] c = random(7, BLOCK_BINS);
    float[] d = random(8, BLOCK_BINS);
    float[] scale = new float[2 * BLOCK_BINS];
    for (int k = 0; k < scale.length; k++) {
      scale[k] = 0.25f * k;
    }
    kernel.correct(state[0], state[1], AT, p, q, c, d, scale, BLOCK_BINS, taps, state[2], state[3]);
    scalar.correct(twin[0], twin[1], AT, p, q, c, d, scale, BLOCK_BINS, taps, twin[2], twin[3]);
    for (int n = 0; n < 4; n++) {
      assertArrayEquals(twin[n], state[n], 0f);
      assertEquals(before[n][AT - 1], state[n][AT - 1]);
      assertEquals(before[n][AT + taps * BLOCK_BINS], state[n][AT + taps * BLOCK_BINS]);
    }
    for (int i = 0; i < taps * BLOCK_BINS; i++) {
      int k = i % BLOCK_BINS;
      double root = Math.sqrt(scale[BLOCK_BINS + k]);
      assertEquals(
          before[0][AT + i] + (double) p[i] * c[k] - (double) q[i] * d[k], state[0][AT + i], 1e-5);
      assertEquals(
          before[1][AT + i] + (double) p[i] * d[k] + (double) q[i] * c[k], state[1][AT + i], 1e-5);
      assertEquals(p[i] * root, state[2][AT + i], 1e-5);
      assertEquals(q[i] * root, state[3][AT + i], 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 26})
  void foreseeIsTheFormula(int taps) {
    float[] w = block(1, taps);
    float[] v = block(2, taps);
    float[] p = block(3, taps);
    float[] x = block(4, taps);
    float[] y = block(5, taps);
    float[][] out = new float[3][BLOCK_BINS];
    float[][] twin = new float[3][BLOCK_BINS];
    kernel.foresee(w, v, p, AT, x, y, BLOCK_BINS, taps, out[0], out[1], out[2]);
    scalar.foresee(w, v, p, AT, x, y, BLOCK_BINS, taps, twin[0], twin[1], twin[2]);
    for (int k = 0; k < BLOCK_BINS; k++) {
      double re = 0;
      double im = 0;
      double spread = 0;
      for (int t = 0; t < taps; t++) {
        int i = AT + t * BLOCK_BINS + k;
        int j = (t + 1) * BLOCK_BINS + k;
        re += (double) w[i] * x[j] + (double) v[i] * y[j];
        im += (double) w[i] * y[j] - (double) v[i] * x[j];
        spread += p[i] * ((double) x[j] * x[j] + (double) y[j] * y[j]);
      }
      assertEquals(re, out[0][k], 1e-4);
      assertEquals(im, out[1][k], 1e-4);
      assertEquals(spread, out[2][k], 2e-4);
    }
    for (int i = 0; i < out.length; i++) {
      assertArrayEquals(twin[i], out[i], 0f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 26})
  void adaptIsTheFormula(int taps) {
    float[][] state = {block(1, taps), block(2, taps), block(3, taps)};
    float[][] twin = {state[0].clone(), state[1].clone(), state[2].clone()};
    float[][] before = {state[0].clone(), state[1].clone(), state[2].clone()};
    float[] x = block(4, taps);
    float[] y = block(5, taps);
    float[][] lane = new float[6][];
    for (int i = 0; i < lane.length; i++) {
      lane[i] = random(6 + i, BLOCK_BINS);
    }
    float[] power = new float[BLOCK_BINS];
    float[] twinPower = new float[BLOCK_BINS];
    kernel.adapt(
        state[0],
        state[1],
        state[2],
        AT,
        x,
        y,
        BLOCK_BINS,
        lane[0],
        lane[1],
        lane[2],
        lane[3],
        lane[4],
        lane[5],
        taps,
        power);
    scalar.adapt(
        twin[0],
        twin[1],
        twin[2],
        AT,
        x,
        y,
        BLOCK_BINS,
        lane[0],
        lane[1],
        lane[2],
        lane[3],
        lane[4],
        lane[5],
        taps,
        twinPower);
    for (int i = 0; i < state.length; i++) {
      assertArrayEquals(twin[i], state[i], 0f);
      assertEquals(before[i][AT - 1], state[i][AT - 1]); // the block's neighbours
      assertEquals(before[i][AT + taps * BLOCK_BINS], state[i][AT + taps * BLOCK_BINS]);
    }
    assertArrayEquals(twinPower, power, 0f);
    for (int k = 0; k < BLOCK_BINS; k++) {
      double sum = 0;
      for (int t = 0; t < taps; t++) {
        int i = AT + t * BLOCK_BINS + k;
        int j = (t + 1) * BLOCK_BINS + k;
        double p = before[2][i];
        double re = before[0][i] + p * ((double) x[j] * lane[0][k] - (double) y[j] * lane[1][k]);
        double im = before[1][i] + p * ((double) x[j] * lane[1][k] + (double) y[j] * lane[0][k]);
        double input = (double) x[j] * x[j] + (double) y[j] * y[j];
        double variance =
            lane[3][k] * (p - p * p * input * lane[2][k])
                + lane[4][k] * (re * re + im * im)
                + lane[5][k];
        sum += re * re + im * im;
        assertEquals(re, state[0][i], 1e-5 * (1 + Math.abs(re)));
        assertEquals(im, state[1][i], 1e-5 * (1 + Math.abs(im)));
        assertEquals(variance, state[2][i], 1e-4 * (1 + Math.abs(variance)));
      }
      assertEquals(sum, power[k], 1e-5 * (1 + sum));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 26})
  void driveAddsHalfTheWeightsPowerAndHalfWhatIsLikely(int taps) {
    float[] w = block(1, taps);
    float[] v = block(2, taps);
    float[] lost = random(3, BLOCK_BINS);
    float[] keep = random(4, 2 * BLOCK_BINS);
    float[] drive = block(5, taps);
    float[] before = drive.clone();
    float[] twin = drive.clone();
    float[] likely = new float[taps + 1];
    double all = 0;
    for (int t = 0; t < taps; t++) {
      likely[t] = 1f / (1 + t % 5);
      all += likely[t];
    }
    float share = (float) (0.5 / all);
    kernel.drive(w, v, AT, keep, BLOCK_BINS, lost, share, 0.25f, likely, taps, drive);
    scalar.drive(w, v, AT, keep, BLOCK_BINS, lost, share, 0.25f, likely, taps, twin);
    assertArrayEquals(twin, drive, 0f);
    assertEquals(before[AT - 1], drive[AT - 1]);
    assertEquals(before[AT + taps * BLOCK_BINS], drive[AT + taps * BLOCK_BINS]);
    for (int k = 0; k < BLOCK_BINS; k++) {
      double sum = 0;
      for (int t = 0; t < taps; t++) {
        sum += power(w, v, AT + t * BLOCK_BINS + k);
      }
      for (int t = 0; t < taps; t++) {
        int at = AT + t * BLOCK_BINS + k;
        double own = power(w, v, at);
        double added = lost[k] * (0.5 * own + likely[t] * (0.5 * sum / all + 0.25));
        assertEquals(keep[BLOCK_BINS + k] * before[at] + added, drive[at], 1e-5 * (1 + own));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 26})
  void powerIsTheSumOverTheTaps(int taps) {
    float[] x = block(1, taps);
    float[] y = block(2, taps);
    float[] sum = random(3, AT + 2 * BLOCK_BINS);
    float[] before = sum.clone();
    float[] twin = sum.clone();
    kernel.power(x, y, BLOCK_BINS, taps, sum, AT);
    scalar.power(x, y, BLOCK_BINS, taps, twin, AT);
    assertArrayEquals(twin, sum, 0f);
    for (int k = 0; k < sum.length; k++) {
      double expected = 0;
      for (int t = 1; t <= taps; t++) {
        expected += power(x, y, t * BLOCK_BINS + k % BLOCK_BINS);
      }
      boolean inside = k >= AT && k < AT + BLOCK_BINS;
      assertEquals(inside ? expected : before[k], sum[k], 1e-4);
    }
  }

  /** Every second bin learns; what lies beside the block stays. */
  @Test
  void measureFollowsTheNoiseWhereItLearns() {
    float[] y = random(1, AT + 2 * BLOCK_BINS);
    float[] z = random(2, y.length);
    float[] e = random(3, BLOCK_BINS);
    float[] f = random(4, BLOCK_BINS);
    float[] learns = new float[y.length];
    for (int k = 0; k < learns.length; k += 2) {
      learns[k] = 1f;
    }
    float[] noise = random(5, y.length); // those below zero are raised to the least
    float[] prior = random(6, y.length);
    float[] lasting = random(7, y.length);
    float[] lost = random(8, BLOCK_BINS);
    float[][] before = {e.clone(), f.clone(), noise.clone(), prior.clone(), lasting.clone()};
    float[][] twin = {e.clone(), f.clone(), noise.clone(), prior.clone(), lasting.clone()};
    float[] twinLost = new float[BLOCK_BINS];
    kernel.measure(y, z, AT, e, f, learns, 0.75f, 0.5f, 0.9f, noise, prior, lasting, lost);
    scalar.measure(
        y, z, AT, twin[0], twin[1], learns, 0.75f, 0.5f, 0.9f, twin[2], twin[3], twin[4], twinLost);
    assertArrayEquals(twin[0], e, 0f);
    assertArrayEquals(twin[1], f, 0f);
    assertArrayEquals(twin[2], noise, 0f);
    assertArrayEquals(twin[3], prior, 0f);
    assertArrayEquals(twin[4], lasting, 0f);
    assertArrayEquals(twinLost, lost, 0f);
    for (int bin = 0; bin < y.length; bin++) {
      if (bin < AT || bin >= AT + BLOCK_BINS) {
        assertEquals(before[2][bin], noise[bin]);
        assertEquals(before[3][bin], prior[bin]);
        assertEquals(before[4][bin], lasting[bin]);
        continue;
      }
      int k = bin - AT;
      boolean learning = k % 2 == 0;
      double re = (double) y[bin] - before[0][k];
      double im = (double) z[bin] - before[1][k];
      double power = re * re + im * im;
      double followed = Math.max(0.5, 0.75 * before[2][bin] + 0.25 * power);
      assertEquals(re, e[k], 1e-6);
      assertEquals(im, f[k], 1e-6);
      assertEquals(power, prior[bin], 1e-5);
      assertEquals(learning ? followed : before[2][bin], noise[bin], 1e-5);
      assertEquals(learning ? 0.9f : 1f, lasting[bin]);
      assertEquals(learning ? 1f - 0.9f : 0f, lost[k]);
    }
  }

  /** Bins with and without input, learning and not, and some with a spread below zero. */
  @Test
  void weighSharesByNoiseAndSpread() {
    int length = AT + 2 * BLOCK_BINS;
    float[] spread = random(1, BLOCK_BINS);
    float[] active = new float[length];
    float[] learns = new float[length];
    float[] noise = new float[length];
    for (int bin = 0; bin < length; bin++) {
      active[bin] = bin % 4 == 3 ? 0f : 1f;
      learns[bin] = bin % 2 == 0 ? 1f : 0f;
      noise[bin] = 0.1f + bin;
    }
    float[] e = random(2, BLOCK_BINS);
    float[] f = random(3, BLOCK_BINS);
    float[] wasRe = e.clone();
    float[] wasIm = f.clone();
    float[] twinE = e.clone();
    float[] twinF = f.clone();
    float[][] out = {random(4, length), random(5, length), random(6, length), random(7, length)};
    float[][] before = {out[0].clone(), out[1].clone(), out[2].clone(), out[3].clone()};
    float[][] twin = {out[0].clone(), out[1].clone(), out[2].clone(), out[3].clone()};
    kernel.weigh(spread, active, learns, noise, AT, e, f, out[0], out[1], out[2], out[3]);
    scalar.weigh(
        spread, active, learns, noise, AT, twinE, twinF, twin[0], twin[1], twin[2], twin[3]);
    assertArrayEquals(twinE, e, 0f);
    assertArrayEquals(twinF, f, 0f);
    for (int n = 0; n < 4; n++) {
      assertArrayEquals(twin[n], out[n], 0f);
    }
    for (int bin = 0; bin < length; bin++) {
      if (bin < AT || bin >= AT + BLOCK_BINS) {
        for (int n = 0; n < 4; n++) {
          assertEquals(before[n][bin], out[n][bin]);
        }
        continue;
      }
      int k = bin - AT;
      double s = active[bin] > 0 ? Math.max(0, spread[k]) : 0;
      double weight = 1 / (s + noise[bin]);
      double step = learns[bin] > 0 ? weight : 0;
      assertEquals(step, out[0][bin], 1e-6);
      assertEquals(wasRe[k] * noise[bin] * weight, out[1][bin], 1e-6);
      assertEquals(wasIm[k] * noise[bin] * weight, out[2][bin], 1e-6);
      assertEquals(s * noise[bin] * weight, out[3][bin], 1e-6);
      assertEquals(wasRe[k] * step, e[k], 1e-6);
      assertEquals(-wasIm[k] * step, f[k], 1e-6);
    }
  }

  private static double power(float[] re, float[] im, int at) {
    return (double) re[at] * re[at] + (double) im[at] * im[at];
  }

  @Test
  void doesNotAllocate() {
    assumeTrue(
        Kernels.kind() == KernelKind.SCALAR || !Lanes.areEmulated(),
        "skipped: vectors larger than the machine's are objects");
    int taps = 13;
    float[] p = new float[taps * BLOCK_BINS];
    float[] q = new float[taps * BLOCK_BINS];
    float[] a = random(1, taps * BLOCK_BINS);
    float[] b = random(2, taps * BLOCK_BINS);
    float[] lane = new float[BLOCK_BINS];
    float[] sum = new float[BLOCK_BINS];
    float[] other = new float[BLOCK_BINS];
    float[] noise = new float[BLOCK_BINS];
    float[] prior = new float[BLOCK_BINS];
    float[] lasting = new float[BLOCK_BINS];
    float[] lost = new float[BLOCK_BINS];
    float[] outRe = new float[taps * BLOCK_BINS];
    float[] outIm = new float[taps * BLOCK_BINS];
    long bytes =
        Allocation.bytes(
            10_000,
            1_000,
            () -> {
              kernel.inner(a, b, 0, b, a, 0, taps, outRe, outIm);
              kernel.correct(outRe, outIm, 0, a, b, lane, lane, lane, 0, taps, p, q);
              kernel.drive(a, b, 0, lane, 0, lane, 0f, 0f, a, taps, outRe);
              kernel.foresee(a, b, a, 0, b, a, 0, taps, outRe, outIm, sum);
              kernel.adapt(p, q, outRe, 0, a, b, 0, lane, lane, lane, lane, lane, lane, taps, sum);
              kernel.power(a, b, 0, taps, sum, 0);
              kernel.measure(
                  a, b, 0, sum, other, lane, 0.9f, 1e-3f, 0.9f, noise, prior, lasting, lost);
              kernel.weigh(lane, lane, lane, noise, 0, sum, other, lost, outRe, outIm, prior);
            });
    assertEquals(0, bytes);
  }
}
