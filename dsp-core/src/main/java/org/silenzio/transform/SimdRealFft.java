package org.silenzio.transform;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.silenzio.kernel.Lanes;

/**
 * The Vector API twin. With L lanes the samples are seen as M = length/L rows of L, for n = L·m + l
 * and k = k₂ + M·k₁:
 *
 * <ol>
 *   <li>each lane's real transform over its M samples, by a complex one over M/2 rows (even rows
 *       are the real, odd ones the imaginary parts) that is then unfolded: bins k₂ = 0 … M/2;
 *   <li>times exp(−2πi·l·k₂/length);
 *   <li>squares of L × L transposed, so that a lane is a k₂;
 *   <li>the complex transform over the L lanes that were; bins with k₁ in the upper half are
 *       mirrored ones below length/2, so that nothing is computed twice and nothing unfolded.
 * </ol>
 *
 * Everything but the transposition works on whole vectors in order. The bins of k₂ = M/2, for which
 * no square is left, are L real numbers times a small matrix. The inverse goes the same way back.
 */
final class SimdRealFft implements RealFft {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final int ROW = LANES.length();
  private static final int SQUARE = ROW * ROW;
  private static final VectorShuffle<Float> REVERSE =
      VectorShuffle.fromOp(LANES, lane -> ROW - 1 - lane);

  private final int length;

  /** M/2. */
  private final int rows;

  private final RowFft overRows;
  private final RowFft overLanes = new RowFft(ROW);

  /** exp(−2πi·k/M) for k = 0 … M/4. */
  private final float[] unfoldRe;

  private final float[] unfoldIm;

  /** ½·exp(−2πi·l·k/length) by row k and lane l; without the ½ for k = 0. */
  private final float[] turnRe;

  private final float[] turnIm;

  /** exp(−πi·l·(2k₁ + 1)/L): per l, the real parts of k₁ = 0 … L/2 − 1, then the imaginary ones. */
  private final float[] middle = new float[SQUARE];

  private final float[] evenRows;
  private final float[] oddRows;

  /** The same with rows and columns exchanged. */
  private final float[] middleTurned = new float[SQUARE];

  private final float[] zRe;
  private final float[] zIm;
  private final float[] squareRe = new float[SQUARE];
  private final float[] squareIm = new float[SQUARE];
  private final float[] bandRe = new float[SQUARE];
  private final float[] bandIm = new float[SQUARE];
  private final float[] middleBins = new float[ROW];
  private final float[] middleRow = new float[ROW];

  /** Lanes that are bins in a square: all of them, but for lengths under 2·L². */
  private final VectorMask<Float> filled;

  /** Whether the rows divide and are at least two. */
  static boolean takes(int length) {
    return length % (2 * ROW) == 0 && length >= 4 * ROW;
  }

  SimdRealFft(int length) {
    this.length = length;
    this.rows = length / (2 * ROW);
    this.overRows = new RowFft(rows);
    this.unfoldRe = new float[rows / 2 + 1];
    this.unfoldIm = new float[rows / 2 + 1];
    for (int k = 0; k <= rows / 2; k++) {
      unfoldRe[k] = (float) Math.cos(Math.PI * k / rows);
      unfoldIm[k] = (float) -Math.sin(Math.PI * k / rows);
    }
    int padded = Math.max(rows, ROW) * ROW;
    this.turnRe = new float[rows * ROW];
    this.turnIm = new float[rows * ROW];
    for (int k = 0; k < rows; k++) {
      for (int l = 0; l < ROW; l++) {
        double angle = 2 * Math.PI * ((long) l * k % length) / length;
        double scale = k == 0 ? 1 : 0.5;
        turnRe[k * ROW + l] = (float) (scale * Math.cos(angle));
        turnIm[k * ROW + l] = (float) (-scale * Math.sin(angle));
      }
    }
    for (int l = 0; l < ROW; l++) {
      for (int k = 0; k < ROW / 2; k++) {
        double angle = Math.PI * l * (2 * k + 1) / ROW;
        middle[l * ROW + k] = (float) Math.cos(angle);
        middle[l * ROW + ROW / 2 + k] = (float) -Math.sin(angle);
        middleTurned[k * ROW + l] = (float) Math.cos(angle);
        middleTurned[(ROW / 2 + k) * ROW + l] = (float) -Math.sin(angle);
      }
    }
    this.evenRows = new float[rows * ROW];
    this.oddRows = new float[rows * ROW];
    this.zRe = new float[padded];
    this.zIm = new float[padded];
    this.filled = LANES.indexInRange(0, Math.min(rows, ROW));
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void forward(float[] time, float[] re, float[] im) {
    split(time);
    overRows.transform(evenRows, oddRows, zRe, zIm);
    unfold();
    for (int from = 0; from < rows; from += ROW) {
      int first = Math.max(0, Math.min(from, rows - ROW)); // the last squares may overlap
      LaneTranspose.transpose(zRe, first * ROW, squareRe, 0);
      LaneTranspose.transpose(zIm, first * ROW, squareIm, 0);
      overLanes.transform(squareRe, squareIm, bandRe, bandIm);
      if (rows >= ROW) {
        store(first, re, im);
      } else {
        storeFilled(re, im);
      }
    }
    storeMiddle(re, im);
    im[0] = 0f;
    im[length / 2] = 0f;
  }

  private void split(float[] time) {
    for (int i = 0; i < rows * ROW; i += ROW) {
      fromArray(LANES, time, 2 * i).intoArray(evenRows, i);
      fromArray(LANES, time, 2 * i + ROW).intoArray(oddRows, i);
    }
  }

  private void join(float[] time) {
    for (int i = 0; i < rows * ROW; i += ROW) {
      fromArray(LANES, evenRows, i).intoArray(time, 2 * i);
      fromArray(LANES, oddRows, i).intoArray(time, 2 * i + ROW);
    }
  }

  /** From the transform of even and odd samples to that of all, twiddled for the next step. */
  private void unfold() {
    FloatVector r = fromArray(LANES, zRe, 0);
    FloatVector i = fromArray(LANES, zIm, 0);
    r.sub(i).intoArray(middleRow, 0);
    r.add(i).intoArray(zRe, 0);
    FloatVector.zero(LANES).intoArray(zIm, 0);
    for (int k = 1, a = ROW; 2 * k <= rows; k++, a += ROW) {
      int b = (rows - k) * ROW;
      FloatVector aRe = fromArray(LANES, zRe, a);
      FloatVector aIm = fromArray(LANES, zIm, a);
      FloatVector bRe = fromArray(LANES, zRe, b);
      FloatVector bIm = fromArray(LANES, zIm, b);
      FloatVector evenRe = aRe.add(bRe);
      FloatVector evenIm = aIm.sub(bIm);
      // −i(a − conj b)
      FloatVector oddRe = aIm.add(bIm);
      FloatVector oddIm = bRe.sub(aRe);
      float wRe = unfoldRe[k];
      float wIm = unfoldIm[k];
      FloatVector vRe = oddRe.mul(wRe).sub(oddIm.mul(wIm));
      FloatVector vIm = oddRe.mul(wIm).add(oddIm.mul(wRe));
      FloatVector lowRe = evenRe.add(vRe);
      FloatVector lowIm = evenIm.add(vIm);
      FloatVector highRe = evenRe.sub(vRe);
      FloatVector highIm = vIm.sub(evenIm);
      FloatVector tRe = fromArray(LANES, turnRe, a);
      FloatVector tIm = fromArray(LANES, turnIm, a);
      lowRe.mul(tRe).sub(lowIm.mul(tIm)).intoArray(zRe, a);
      lowRe.mul(tIm).add(lowIm.mul(tRe)).intoArray(zIm, a);
      tRe = fromArray(LANES, turnRe, b);
      tIm = fromArray(LANES, turnIm, b);
      highRe.mul(tRe).sub(highIm.mul(tIm)).intoArray(zRe, b);
      highRe.mul(tIm).add(highIm.mul(tRe)).intoArray(zIm, b);
    }
  }

  private void store(int first, float[] re, float[] im) {
    int stride = 2 * rows;
    for (int k = 0; k < ROW / 2; k++) {
      int at = stride * k + first;
      fromArray(LANES, bandRe, k * ROW).intoArray(re, at);
      fromArray(LANES, bandIm, k * ROW).intoArray(im, at);
      int mirrored = ROW - 1 - k;
      at = stride * (k + 1) - first - (ROW - 1);
      fromArray(LANES, bandRe, mirrored * ROW).rearrange(REVERSE).intoArray(re, at);
      fromArray(LANES, bandIm, mirrored * ROW).neg().rearrange(REVERSE).intoArray(im, at);
    }
  }

  private void storeFilled(float[] re, float[] im) {
    int stride = 2 * rows;
    for (int k = 0; k < ROW / 2; k++) {
      fromArray(LANES, bandRe, k * ROW).intoArray(re, stride * k, filled);
      fromArray(LANES, bandIm, k * ROW).intoArray(im, stride * k, filled);
      int mirrored = (ROW - 1 - k) * ROW;
      for (int i = 0; i < rows; i++) {
        re[stride * (k + 1) - i] = bandRe[mirrored + i];
        im[stride * (k + 1) - i] = -bandIm[mirrored + i];
      }
    }
  }

  private void storeMiddle(float[] re, float[] im) {
    FloatVector even = FloatVector.zero(LANES);
    FloatVector odd = FloatVector.zero(LANES);
    for (int l = 0; l < ROW; l += 2) {
      even = even.add(fromArray(LANES, middle, l * ROW).mul(middleRow[l]));
      odd = odd.add(fromArray(LANES, middle, (l + 1) * ROW).mul(middleRow[l + 1]));
    }
    even.add(odd).intoArray(middleBins, 0);
    for (int k = 0; k < ROW / 2; k++) {
      re[rows + 2 * rows * k] = middleBins[k];
      im[rows + 2 * rows * k] = middleBins[ROW / 2 + k];
    }
  }

  @Override
  public void inverse(float[] re, float[] im, float[] time) {
    for (int from = 0; from < rows; from += ROW) {
      int first = Math.max(0, Math.min(from, rows - ROW));
      if (rows >= ROW) {
        load(first, re, im);
      } else {
        loadFilled(re, im);
      }
      if (first == 0) {
        bandIm[0] = 0f;
        bandIm[SQUARE / 2] = 0f;
      }
      // real and imaginary parts swapped: backwards
      overLanes.transform(bandIm, bandRe, squareIm, squareRe);
      LaneTranspose.transpose(squareRe, 0, zRe, first * ROW);
      LaneTranspose.transpose(squareIm, 0, zIm, first * ROW);
    }
    loadMiddle(re, im);
    fold();
    overRows.transform(zIm, zRe, oddRows, evenRows);
    join(time);
  }

  private void load(int first, float[] re, float[] im) {
    int stride = 2 * rows;
    for (int k = 0; k < ROW / 2; k++) {
      int at = stride * k + first;
      fromArray(LANES, re, at).intoArray(bandRe, k * ROW);
      fromArray(LANES, im, at).intoArray(bandIm, k * ROW);
      int mirrored = ROW - 1 - k;
      at = stride * (k + 1) - first - (ROW - 1);
      fromArray(LANES, re, at).rearrange(REVERSE).intoArray(bandRe, mirrored * ROW);
      fromArray(LANES, im, at).rearrange(REVERSE).neg().intoArray(bandIm, mirrored * ROW);
    }
  }

  private void loadFilled(float[] re, float[] im) {
    int stride = 2 * rows;
    for (int k = 0; k < ROW / 2; k++) {
      int mirrored = (ROW - 1 - k) * ROW;
      for (int i = 0; i < rows; i++) {
        bandRe[k * ROW + i] = re[stride * k + i];
        bandIm[k * ROW + i] = im[stride * k + i];
        bandRe[mirrored + i] = re[stride * (k + 1) - i];
        bandIm[mirrored + i] = -im[stride * (k + 1) - i];
      }
    }
  }

  private void loadMiddle(float[] re, float[] im) {
    for (int k = 0; k < ROW / 2; k++) {
      middleBins[k] = 2 * re[rows + 2 * rows * k];
      middleBins[ROW / 2 + k] = 2 * im[rows + 2 * rows * k];
    }
    FloatVector even = FloatVector.zero(LANES);
    FloatVector odd = FloatVector.zero(LANES);
    for (int k = 0; k < ROW; k += 2) {
      even = even.add(fromArray(LANES, middleTurned, k * ROW).mul(middleBins[k]));
      odd = odd.add(fromArray(LANES, middleTurned, (k + 1) * ROW).mul(middleBins[k + 1]));
    }
    even.add(odd).intoArray(middleRow, 0);
  }

  /** Undoes {@link #unfold}, and scales. */
  private void fold() {
    float scale = 1f / length; // ½ · 2/length
    FloatVector r = fromArray(LANES, zRe, 0);
    FloatVector i = fromArray(LANES, middleRow, 0);
    r.add(i).mul(scale).intoArray(zRe, 0);
    r.sub(i).mul(scale).intoArray(zIm, 0);
    float scaleOfHalf = 2 * scale;
    for (int k = 1, a = ROW; 2 * k <= rows; k++, a += ROW) {
      int b = (rows - k) * ROW;
      FloatVector tRe = fromArray(LANES, turnRe, a).mul(scaleOfHalf);
      FloatVector tIm = fromArray(LANES, turnIm, a).mul(scaleOfHalf);
      FloatVector xRe = fromArray(LANES, zRe, a);
      FloatVector xIm = fromArray(LANES, zIm, a);
      FloatVector lowRe = xRe.mul(tRe).add(xIm.mul(tIm));
      FloatVector lowIm = xIm.mul(tRe).sub(xRe.mul(tIm));
      tRe = fromArray(LANES, turnRe, b).mul(scaleOfHalf);
      tIm = fromArray(LANES, turnIm, b).mul(scaleOfHalf);
      xRe = fromArray(LANES, zRe, b);
      xIm = fromArray(LANES, zIm, b);
      FloatVector highRe = xRe.mul(tRe).add(xIm.mul(tIm));
      FloatVector highIm = xIm.mul(tRe).sub(xRe.mul(tIm));
      FloatVector evenRe = lowRe.add(highRe);
      FloatVector evenIm = lowIm.sub(highIm);
      FloatVector vRe = lowRe.sub(highRe);
      FloatVector vIm = lowIm.add(highIm);
      float wRe = unfoldRe[k];
      float wIm = -unfoldIm[k];
      FloatVector oddRe = vRe.mul(wRe).sub(vIm.mul(wIm));
      FloatVector oddIm = vRe.mul(wIm).add(vIm.mul(wRe));
      // even + i·odd, and the conjugate of even − i·odd
      evenRe.sub(oddIm).intoArray(zRe, a);
      evenIm.add(oddRe).intoArray(zIm, a);
      evenRe.add(oddIm).intoArray(zRe, b);
      oddRe.sub(evenIm).intoArray(zIm, b);
    }
  }
}
