package org.silenzio.eval.metric.pesq;

/**
 * The bands the ear hears in: groups of the bins of a frame's spectrum, half a Bark wide at the
 * high end. The bins are 31.25 Hz apart at both sample rates; at 8 kHz the bands above 4 kHz are
 * missing.
 */
final class BarkScale {

  /** For each band: bins, width in Bark, power correction, power at the threshold of hearing. */
  private static final double[][] BANDS = {
    {1, 0.157344, 100, 51286152},
    {1, 0.317994, 99.999992, 2454709.5},
    {1, 0.322441, 100, 70794.59375},
    {1, 0.326934, 100.000008, 4897.788574},
    {1, 0.331474, 100.000008, 1174.897705},
    {1, 0.336061, 100.000015, 389.045166},
    {1, 0.340697, 99.999992, 104.71286},
    {1, 0.345381, 99.999969, 45.70882},
    {2, 0.350114, 50.000027, 17.782795},
    {1, 0.354897, 100, 9.772372},
    {1, 0.359729, 99.999969, 4.897789},
    {1, 0.364611, 100.000015, 3.090296},
    {1, 0.369544, 99.999947, 1.905461},
    {1, 0.374529, 100.000061, 1.258925},
    {2, 0.379565, 53.047077, 0.977237},
    {1, 0.384653, 110.000046, 0.724436},
    {1, 0.389794, 117.991989, 0.562341},
    {2, 0.394989, 65, 0.457088},
    {2, 0.400236, 68.760147, 0.389045},
    {2, 0.405538, 69.999931, 0.331131},
    {2, 0.410894, 71.428818, 0.295121},
    {2, 0.416306, 75.000038, 0.269153},
    {2, 0.421773, 76.843384, 0.25704},
    {2, 0.427297, 80.968781, 0.251189},
    {2, 0.432877, 88.646126, 0.251189},
    {3, 0.438514, 63.864388, 0.251189},
    {3, 0.444209, 68.15535, 0.251189},
    {3, 0.449962, 72.547775, 0.263027},
    {3, 0.455774, 75.584831, 0.288403},
    {4, 0.461645, 58.379192, 0.30903},
    {3, 0.467577, 80.950836, 0.338844},
    {4, 0.473569, 64.135651, 0.371535},
    {5, 0.479621, 54.384785, 0.398107},
    {4, 0.485736, 73.821884, 0.436516},
    {5, 0.491912, 64.437073, 0.467735},
    {6, 0.498151, 59.176456, 0.489779},
    {6, 0.504454, 65.521278, 0.501187},
    {7, 0.510819, 61.399822, 0.501187},
    {8, 0.51725, 58.144047, 0.512861},
    {9, 0.523745, 57.004543, 0.524807},
    {9, 0.530308, 64.126297, 0.524807},
    {12, 0.536934, 54.311001, 0.524807},
    {12, 0.543629, 61.114979, 0.512861},
    {15, 0.55039, 55.077751, 0.47863},
    {16, 0.55722, 56.849335, 0.42658},
    {18, 0.564119, 55.628868, 0.371535},
    {21, 0.571085, 53.137054, 0.363078},
    {25, 0.578125, 54.985844, 0.416869},
    {20, 0.585232, 79.546974, 0.537032}
  };

  private static final int BANDS_AT_8_KHZ = 42;
  private static final int LAST_BINS_AT_8_KHZ = 11; // the last band ends at 4 kHz
  private static final double LAST_CORRECTION_AT_8_KHZ = 59.248363;
  private static final double POWER_SCALE_8_KHZ = 2.764344e-5;
  private static final double POWER_SCALE_16_KHZ = 6.910853e-6;

  private final int[] bins;
  private final double[] gain;
  private final double[] widthBark;
  private final double[] centreBark;
  private final double[] threshold;

  private BarkScale(int bands, double powerScale) {
    bins = new int[bands];
    gain = new double[bands];
    widthBark = new double[bands];
    centreBark = new double[bands];
    threshold = new double[bands];
    double edgeBark = 0;
    for (int b = 0; b < bands; b++) {
      double[] band = BANDS[b];
      bins[b] = (int) band[0];
      widthBark[b] = band[1];
      centreBark[b] = edgeBark + band[1] / 2;
      gain[b] = band[2] * powerScale;
      threshold[b] = band[3];
      edgeBark += band[1];
    }
  }

  static BarkScale of(Grid grid) {
    if (grid.sampleRateHz() != 8000) {
      return new BarkScale(BANDS.length, POWER_SCALE_16_KHZ);
    }
    BarkScale scale = new BarkScale(BANDS_AT_8_KHZ, POWER_SCALE_8_KHZ);
    scale.bins[BANDS_AT_8_KHZ - 1] = LAST_BINS_AT_8_KHZ;
    scale.gain[BANDS_AT_8_KHZ - 1] = LAST_CORRECTION_AT_8_KHZ * POWER_SCALE_8_KHZ;
    return scale;
  }

  int bands() {
    return bins.length;
  }

  double widthBark(int band) {
    return widthBark[band];
  }

  double centreBark(int band) {
    return centreBark[band];
  }

  /** The power at which a band is just heard. */
  double threshold(int band) {
    return threshold[band];
  }

  /** Groups the powers of a spectrum's bins. */
  double[] bandPowers(double[] binPowers) {
    double[] powers = new double[bins.length];
    int bin = 0;
    for (int b = 0; b < powers.length; b++) {
      double sum = 0;
      for (int n = 0; n < bins[b]; n++) {
        sum += binPowers[bin++];
      }
      powers[b] = sum * gain[b];
    }
    return powers;
  }

  /**
   * The power in those bands that stand out from the threshold of hearing. The lowest band does not
   * count.
   *
   * @param powers the powers of the bands
   * @param factor how many times the threshold a band must exceed
   */
  double audiblePower(double[] powers, double factor) {
    double sum = 0;
    for (int b = 1; b < powers.length; b++) {
      sum += powers[b] > factor * threshold[b] ? powers[b] : 0;
    }
    return sum;
  }
}
