package org.silenzio.eval.report;

/**
 * The outline of a sound: the lowest and the highest sample of each of its evenly spread columns.
 */
final class Waveform {

  /** The most columns, about twice what a screen shows of one picture. */
  static final int MAX_COLUMNS = 800;

  /** Drawing units from the middle to the edge of a plot. */
  static final int UNITS = 1_000;

  private final float[] lowest;
  private final float[] highest;

  /** The outline of 1 sample or more. */
  Waveform(float[] samples) {
    int columns = Math.min(MAX_COLUMNS, samples.length);
    this.lowest = new float[columns];
    this.highest = new float[columns];
    for (int c = 0; c < columns; c++) {
      int from = columnStart(c, columns, samples.length);
      int to = columnStart(c + 1, columns, samples.length);
      lowest[c] = samples[from];
      highest[c] = samples[from];
      for (int i = from + 1; i < to; i++) {
        lowest[c] = Math.min(lowest[c], samples[i]);
        highest[c] = Math.max(highest[c], samples[i]);
      }
    }
  }

  private static int columnStart(int column, int columns, int samples) {
    return (int) ((long) column * samples / columns);
  }

  int columns() {
    return lowest.length;
  }

  float lowest(int column) {
    return lowest[column];
  }

  float highest(int column) {
    return highest[column];
  }

  /** The largest magnitude of a sample. */
  double peak() {
    double peak = 0.0;
    for (int c = 0; c < columns(); c++) {
      peak = Math.max(peak, Math.max(-lowest[c], highest[c]));
    }
    return peak;
  }

  /**
   * The outline as SVG path data: forth along the highest, back along the lowest samples. A column
   * is 1 unit wide, and the amplitude that fills the plot is {@link #UNITS} units high.
   */
  String path(double fillingAmplitude) {
    StringBuilder path = new StringBuilder(columns() * 20);
    for (int c = 0; c < columns(); c++) {
      point(path, c, highest[c] / fillingAmplitude);
    }
    for (int c = columns() - 1; c >= 0; c--) {
      point(path, c, lowest[c] / fillingAmplitude);
    }
    return path.append('Z').toString();
  }

  private static void point(StringBuilder path, int column, double height) {
    path.append(path.isEmpty() ? 'M' : 'L')
        .append(column)
        .append(".5 ")
        .append(-Math.round(height * UNITS));
  }
}
