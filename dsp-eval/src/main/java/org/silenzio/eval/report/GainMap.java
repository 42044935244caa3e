package org.silenzio.eval.report;

import java.io.IOException;

/**
 * How a chain turned each moment and frequency up or down: the output's power over the capture's,
 * as a picture. Blue is less, red is more, near-white is unchanged or was silent before.
 */
final class GainMap {

  /** The deepest blue. */
  static final int LEAST_DB = -40;

  /** The deepest red: as far from 0, so that the same change has the same strength of colour. */
  static final int MOST_DB = 40;

  /** 2.5 dB apart, with one in the middle. */
  private static final int COLORS = 33;

  /** Below this there was nothing to turn up or down but rounding. */
  private static final float SILENCE_DBFS = -105f;

  private static final int COLUMN_FACTOR = 2;
  private static final int ROW_FACTOR = 2;

  private GainMap() {}

  /** The gains in dB on a coarser grid, from levels in dBFS on one grid, {@code [column][row]}. */
  static float[][] gainsDb(float[][] captureDbfs, float[][] outputDbfs) {
    float[][] before = Spectrogram.pooled(captureDbfs, COLUMN_FACTOR, ROW_FACTOR);
    float[][] after = Spectrogram.pooled(outputDbfs, COLUMN_FACTOR, ROW_FACTOR);
    float[][] gains = new float[before.length][before[0].length];
    for (int c = 0; c < gains.length; c++) {
      for (int r = 0; r < gains[c].length; r++) {
        // what lies below the silence counts as it: else its rounding would look like a gain
        gains[c][r] = Math.max(after[c][r], SILENCE_DBFS) - Math.max(before[c][r], SILENCE_DBFS);
      }
    }
    return gains;
  }

  /** The picture of gains in dB. */
  static byte[] png(float[][] gainsDb) throws IOException {
    return IndexedPng.of(
        gainsDb,
        ColorMap.palette(COLORS, ColorMap::divergingRgb),
        gain -> IndexedPng.index(gain, LEAST_DB, MOST_DB, COLORS));
  }

  /** A strip of all colours in rising order. */
  static byte[] scalePng() throws IOException {
    float[][] ramp = new float[COLORS][1];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i][0] = LEAST_DB + (MOST_DB - LEAST_DB) * i / (COLORS - 1f);
    }
    return png(ramp);
  }
}
