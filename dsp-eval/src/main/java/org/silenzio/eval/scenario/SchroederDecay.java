package org.silenzio.eval.scenario;

/**
 * Reverberation time from the energy that is still to come, as ISO 3382-1 reads it after M. R.
 * Schroeder, "New method of measuring reverberation time", J. Acoust. Soc. Am. 37, 1965.
 */
final class SchroederDecay {

  private SchroederDecay() {}

  /**
   * The time for 60 dB by the least-squares line through a part of the decay.
   *
   * @param remaining the energy from each step on, never rising
   * @param stepSeconds the time between two
   * @param fromDb where the part begins, relative to the first
   * @param toDb where it ends, below that
   * @return seconds; 0 where the part has less than two steps
   */
  static double seconds(double[] remaining, double stepSeconds, double fromDb, double toDb) {
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    for (int i = 0; i < remaining.length && remaining[i] > 0; i++) {
      double db = 10 * StrictMath.log10(remaining[i] / remaining[0]);
      if (db <= fromDb && db >= toDb) {
        n++;
        sumX += i;
        sumY += db;
        sumXx += (double) i * i;
        sumXy += i * db;
      }
    }
    double spread = n * sumXx - sumX * sumX;
    double slope = spread == 0 ? Double.NEGATIVE_INFINITY : (n * sumXy - sumX * sumY) / spread;
    return -60 / slope * stepSeconds;
  }
}
