package org.silenzio.eval.metric.neural;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which parts of a recording DNSMOS looks at: 9.01 s from every second on; a shorter recording is
 * doubled until it reaches that.
 *
 * <p>The number of segments, and the skipping of those that rounding leaves one sample short (those
 * from 7 to 23 s and from 119 to 122 s), are the published script's: its scores are what others
 * report.
 */
final class DnsmosSegments {

  static final int SAMPLE_RATE_HZ = 16_000;
  static final int LENGTH = 144_160;

  private static final double LENGTH_SECONDS = 9.01;

  private DnsmosSegments() {}

  /** The recording, again and again where it is shorter than a segment. */
  static float[] filled(float[] samples) {
    float[] filled = samples;
    while (filled.length < LENGTH) {
      float[] twice = Arrays.copyOf(filled, 2 * filled.length);
      System.arraycopy(filled, 0, twice, filled.length, filled.length);
      filled = twice;
    }
    return filled;
  }

  /** The first samples of the segments of a recording that is long enough for one. */
  static int[] starts(int samples) {
    int wholeSeconds = samples / SAMPLE_RATE_HZ;
    int hops = (int) (wholeSeconds - LENGTH_SECONDS) + 1;
    return IntStream.range(0, hops)
        .filter(DnsmosSegments::isWhole)
        .map(second -> second * SAMPLE_RATE_HZ)
        .toArray();
  }

  private static boolean isWhole(int second) {
    int end = (int) ((second + LENGTH_SECONDS) * SAMPLE_RATE_HZ);
    return end - second * SAMPLE_RATE_HZ >= LENGTH;
  }
}
