package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time behind a plot.
 *
 * @param start where it begins along the axis, as a percentage
 * @param width how much of the axis it spans, as a percentage
 */
record Band(String start, String width) {

  /**
   * The stretches of a mask.
   *
   * @param mask whether a frame belongs to one
   * @param frames how many frames the axis spans, a fraction at the end included
   */
  static List<Band> of(boolean[] mask, double frames) {
    List<Band> bands = new ArrayList<>();
    int n = 0;
    while (n < mask.length) {
      int from = n;
      while (n < mask.length && mask[n]) {
        n++;
      }
      if (n > from) {
        bands.add(new Band(Numbers.percent(from / frames), Numbers.percent((n - from) / frames)));
      }
      n++;
    }
    return bands;
  }
}
