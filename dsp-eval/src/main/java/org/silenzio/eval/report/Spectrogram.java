package org.silenzio.eval.report;

import java.util.Arrays;
import org.silenzio.audio.Decibels;
import org.silenzio.transform.RealFft;

/**
 * The levels of a sound over time and frequency, 0 dBFS being a full-scale sine in the middle of a
 * bin. Between two bins a sine reads up to 1.4 dB less, which is the Hann window's way.
 *
 * <p>The columns are evenly spread and span the sound exactly. Each is the mean power of as many
 * windows as it takes to pass over every sample.
 */
final class Spectrogram {

  /** The most columns, about twice what a screen shows of one picture. */
  static final int MAX_COLUMNS = 800;

  /** What silence reads, in dBFS, instead of −∞. */
  static final float FLOOR_DBFS = -200f;

  /** Long enough to part the harmonics of a voice, short enough to part its sounds. */
  private static final double MIN_WINDOW_MS = 21.0;

  /** Columns of a short sound overlap no more than this: there is nothing between them to see. */
  private static final int MAX_COLUMNS_PER_WINDOW = 32;

  private final RealFft fft;
  private final float[] window;
  private final float[] frame;
  private final float[] re;
  private final float[] im;

  /** What the bin of a full-scale sine holds: half the window's sum, squared. */
  private final double fullScalePower;

  private Spectrogram(int sampleRateHz) {
    int length = windowSamples(sampleRateHz);
    this.fft = RealFft.ofLength(length);
    this.window = new float[length];
    this.frame = new float[length];
    this.re = new float[fft.bins()];
    this.im = new float[fft.bins()];
    for (int i = 0; i < length; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2.0 * Math.PI * i / length));
    }
    double halfSum = 0.25 * length;
    this.fullScalePower = halfSum * halfSum;
  }

  /** The samples in one window: the first power of two that lasts 21 ms. */
  static int windowSamples(int sampleRateHz) {
    int atLeast = (int) Math.ceil(MIN_WINDOW_MS * sampleRateHz / 1_000.0);
    return Integer.highestOneBit(atLeast - 1) << 1;
  }

  /** The levels in dBFS as {@code [column][bin]}, bin k lying at k · rate / window samples. */
  static float[][] levelsDbfs(float[] samples, int sampleRateHz) {
    return new Spectrogram(sampleRateHz).measure(samples, MAX_COLUMNS);
  }

  /**
   * The same on a coarser grid, for small pictures: {@code [column][row]}, the rows evenly spread
   * from 0 to half the rate. What a coarser cell holds is the mean power of the finer ones.
   */
  static float[][] coarseDbfs(float[] samples, int sampleRateHz, int maxColumns, int maxRows) {
    float[][] levels = new Spectrogram(sampleRateHz).measure(samples, maxColumns);
    int bins = levels[0].length - 1; // a power of two, without the one at half the rate
    for (int c = 0; c < levels.length; c++) {
      levels[c] = Arrays.copyOf(levels[c], bins);
    }
    return pooled(levels, 1, Math.max(1, bins / Integer.highestOneBit(maxRows)));
  }

  /** Levels on a grid that is coarser by whole factors; what does not fill a cell is left out. */
  static float[][] pooled(float[][] levelsDbfs, int columnFactor, int rowFactor) {
    int columns = Math.max(1, levelsDbfs.length / columnFactor);
    int rows = levelsDbfs[0].length / rowFactor;
    float[][] pooled = new float[columns][rows];
    for (int c = 0; c < columns; c++) {
      int until = Math.min((c + 1) * columnFactor, levelsDbfs.length);
      for (int r = 0; r < rows; r++) {
        double power = 0;
        for (int x = c * columnFactor; x < until; x++) {
          for (int k = r * rowFactor; k < (r + 1) * rowFactor; k++) {
            power += Math.pow(10, levelsDbfs[x][k] / 10.0);
          }
        }
        int cells = (until - c * columnFactor) * rowFactor;
        pooled[c][r] = Math.max(FLOOR_DBFS, (float) Decibels.fromPower(power / cells));
      }
    }
    return pooled;
  }

  private float[][] measure(float[] samples, int maxColumns) {
    long wanted = (long) samples.length * MAX_COLUMNS_PER_WINDOW / fft.length();
    int columns = Math.clamp(wanted, 1, maxColumns);
    double columnSamples = (double) samples.length / columns;
    int windowsPerColumn = (int) Math.ceil(columnSamples / (0.5 * fft.length()));
    float[][] levels = new float[columns][];
    double[] power = new double[fft.bins()];
    for (int c = 0; c < columns; c++) {
      Arrays.fill(power, 0.0);
      for (int w = 0; w < windowsPerColumn; w++) {
        addPower(samples, (c + (w + 0.5) / windowsPerColumn) * columnSamples, power);
      }
      levels[c] = toDbfs(power, windowsPerColumn);
    }
    return levels;
  }

  /** Adds the power of the window around a moment; outside the sound there is silence. */
  private void addPower(float[] samples, double center, double[] power) {
    int start = (int) Math.round(center) - fft.length() / 2;
    for (int i = 0; i < frame.length; i++) {
      int at = start + i;
      frame[i] = at >= 0 && at < samples.length ? window[i] * samples[at] : 0f;
    }
    fft.forward(frame, re, im);
    for (int k = 0; k < power.length; k++) {
      power[k] += (double) re[k] * re[k] + (double) im[k] * im[k];
    }
  }

  private float[] toDbfs(double[] power, int windows) {
    float[] levels = new float[power.length];
    for (int k = 0; k < levels.length; k++) {
      double level = Decibels.fromPower(power[k] / (windows * fullScalePower));
      levels[k] = Math.max(FLOOR_DBFS, (float) level);
    }
    return levels;
  }
}
