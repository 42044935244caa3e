package org.silenzio.eval.metric.pesq;

/** Filters of the second order in a row, each given by b0, b1, b2, a1, a2 (a0 being 1). */
final class BiquadCascade {

  /** Lets through what carries speech, for the alignment at 8 kHz. */
  private static final double[][] ALIGNMENT_8_KHZ = {
    {0.885535424, -0.885535424, 0, -0.771070709, 0},
    {0.895092588, 1.292907193, 0.449260174, 1.268869037, 0.442025372},
    {4.049527940, -7.865190042, 3.815662102, -1.746859852, 0.786305963},
    {0.500002353, -0.500002353, 0, 0, 0},
    {0.565002834, -0.241585934, -0.306009671, 0.259688659, 0.249979657},
    {2.115237288, 0.919935084, 1.141240051, -1.587313419, 0.665935315},
    {0.912224584, -0.224397719, -0.641121413, -0.246029464, -0.556720590},
    {0.444617727, -0.307589321, 0.141638062, -0.996391149, 0.502251622}
  };

  /** The same at 16 kHz. */
  private static final double[][] ALIGNMENT_16_KHZ = {
    {0.325631521, -0.086782860, -0.238848661, -1.079416490, 0.434583902},
    {0.403961804, -0.556985881, 0.153024077, -0.415115835, 0.696590244},
    {4.736162769, 3.287251046, 1.753289019, -1.859599046, 0.876284034},
    {0.365373469, 0, 0, -0.634626531, 0},
    {0.884811506, 0, 0, -0.256725271, 0.141536777},
    {0.723593055, -1.447186099, 0.723593044, -1.129587469, 0.657232737},
    {1.644910855, -1.817280902, 1.249658063, -1.778403899, 0.801724355},
    {0.633692689, -0.284644314, -0.319789663, 0, 0},
    {1.032763031, 0.268428979, 0.602913323, 0, 0},
    {1.001616361, -0.823749013, 0.439731942, -0.885778255, 0},
    {0.752472096, -0.375388990, 0.188977609, -0.077258216, 0.247230734},
    {1.023700575, 0.001661628, 0.521284240, -0.183867259, 0.354324187}
  };

  /** P.862.2: headphones, a high-pass at 100 Hz and flat above, at 16 kHz. */
  private static final double[][] HEADPHONE_16_KHZ = {
    {2.740826, -5.4816519, 2.740826, -1.9444777, 0.94597794}
  };

  private final double[][] sections;

  private BiquadCascade(double[][] sections) {
    this.sections = sections;
  }

  static BiquadCascade alignment(Grid grid) {
    return new BiquadCascade(grid.sampleRateHz() == 8000 ? ALIGNMENT_8_KHZ : ALIGNMENT_16_KHZ);
  }

  static BiquadCascade headphone() {
    return new BiquadCascade(HEADPHONE_16_KHZ);
  }

  /** Filters from rest, in place, the samples from {@code begin} up to before {@code end}. */
  void apply(double[] samples, int begin, int end) {
    for (double[] section : sections) {
      apply(section, samples, begin, end);
    }
  }

  private static void apply(double[] section, double[] samples, int begin, int end) {
    double last = 0;
    double beforeLast = 0;
    for (int i = begin; i < end; i++) {
      double state = samples[i] - section[3] * last - section[4] * beforeLast;
      samples[i] = section[0] * state + section[1] * last + section[2] * beforeLast;
      beforeLast = last;
      last = state;
    }
  }
}
