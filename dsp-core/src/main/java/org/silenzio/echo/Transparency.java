package org.silenzio.echo;

import java.util.Arrays;

/**
 * Whether the far end plays but is not heard at all, as with headphones. Then every filter makes
 * something up, and the capture should rather pass as it is.
 *
 * <p>The evidence is what the fast filter foresees: with an echo, its estimate resembles the
 * capture, however wrong its level may be; without one it does so only by the little that it has
 * just learnt from the frames before, which overlap. Each band of each frame counts alike, so that
 * a loud near talker hides nothing that is heard in his pauses. Only a held vowel resembles what
 * was just learnt from it as much, but then the estimate's level is wrong, and it takes nothing
 * out. The delay finder has a veto, for it also knows echoes that no filter follows.
 *
 * <p>Transparency needs seconds of such evidence; an echo ends it in a fraction of one.
 */
final class Transparency {

  /** Loudspeakers and rooms tell little below: 200 Hz. */
  private static final double FROM_HZ = 200;

  /** Mean power per bin from which the far end talks in a band (unscaled spectra): −64 dBFS. */
  private static final float FAR_END_POWER = 1e-4f;

  /** And the share of its loudest that a band must have: −15 dB. */
  private static final float FAR_END_SHARE = 0.03f;

  /** What the loudest keeps over a step: 10 s. */
  private static final float LOUDEST_KEEP = 0.999f;

  /** Fewer bands tell nothing. */
  private static final int LEAST_BANDS = 3;

  /** So many steps are averaged for transparency: 1.5 s, and against it: 0.1 s. */
  private static final int SLOW_STEPS = 150;

  private static final int FAST_STEPS = 10;

  /** Resemblance over the long time, below which there may be no echo. */
  private static final float UNLIKE = 0.17f;

  /** Resemblance over the short time, above which there is one. */
  private static final float ALIKE = 0.4f;

  /** Of an echo the fast filter foresees more than this share over the short time. */
  private static final float FORESEEN = 0.02f;

  /** Confidence in a delay that speaks against transparency, and that ends it. */
  private static final float DOUBTFUL = 0.15f;

  private static final float CONFIDENT = 0.3f;

  /**
   * A capture this far below the far end makes a step count three times: −20 dB. An echo would
   * show.
   */
  private static final float QUIET_SHARE = 0.01f;

  private static final int QUIET_COUNT = 3;

  /** So many times a step counts in which the shapes of both sides' spectra differ. */
  private static final int UNLIKE_COUNT = 2;

  /** So many steps of evidence one of resemblance takes back. */
  private static final int ALIKE_COUNT = 3;

  /** Steps of evidence that make transparent: 4 s, or 1.3 s in which the near end is quiet. */
  private static final int ENOUGH = 400;

  /** The ramp to the capture and back, in steps: 100 ms, 20 ms. */
  private static final float OPENING = 0.1f;

  private static final float CLOSING = 0.5f;

  private final BarkBands bands;
  private final int firstBand;
  private final int endBand;
  private final int taps;
  private final float[] loudest;
  private float slow;
  private float fast;
  private float foreseenShare;
  private int found;
  private int steps;
  private int evidence;
  private boolean transparent;
  private float share;

  /**
   * Makes one that expects an echo.
   *
   * @param bins of the spectra up to 8 kHz
   * @param filteredBins those that the fast filter has
   * @param taps frames in the window over the far end
   */
  Transparency(int bins, int filteredBins, int taps) {
    this.taps = taps;
    bands = new BarkBands(bins);
    double binsPerHz = (bins - 1) / (Steps.SAMPLE_RATE_HZ / 2.0);
    int first = 0;
    while (bands.start(first) < FROM_HZ * binsPerHz) {
      first++;
    }
    int end = bands.count();
    while (bands.start(end) > filteredBins) {
      end--;
    }
    firstBand = first;
    endBand = end;
    loudest = new float[bands.count()];
  }

  /**
   * Takes a step in which the far end sounds and the capture is fit.
   *
   * @param far the far end's window
   * @param capture what the microphone heard
   * @param error what the fast filter leaves after its step
   * @param priorPower per bin the power of what it did not foresee
   * @param finder what is known of the delay
   * @param unlike whether what the filters leave has not looked like the far end for a while
   * @return whether this step made the capture opaque again
   */
  boolean update(
      FarSpectra far,
      Spectrum capture,
      Spectrum error,
      float[] priorPower,
      DelayFinder finder,
      boolean unlike) {
    float alike = 0f;
    float less = 0f;
    float heard = 0f;
    float played = 0f;
    int count = 0;
    for (int band = firstBand; band < endBand; band++) {
      float power = farPower(far, band);
      loudest[band] = Math.max(power, LOUDEST_KEEP * loudest[band]);
      if (power > FAR_END_POWER && power > FAR_END_SHARE * loudest[band]) {
        alike += resemblance(capture, error, priorPower, band);
        float loud = meanPower(capture, band);
        heard += loud;
        less += foreseenShare(loud, priorPower, band);
        played += power;
        count++;
      }
    }
    if (count < LEAST_BANDS) {
      return false;
    }
    steps = Math.min(steps + 1, SLOW_STEPS);
    float now = alike / count;
    slow += (now - slow) / steps;
    fast += (now - fast) / Math.min(steps, FAST_STEPS);
    foreseenShare += (less / count - foreseenShare) / Math.min(steps, FAST_STEPS);
    return transparent ? doubt(finder) : believe(finder, heard < QUIET_SHARE * played, unlike);
  }

  private boolean doubt(DelayFinder finder) {
    boolean moved = finder.found() != found && finder.confidence() > DOUBTFUL;
    boolean heard = fast > ALIKE && foreseenShare > FORESEEN;
    boolean echo = heard || moved || finder.confidence() > CONFIDENT;
    if (echo) {
      transparent = false;
      evidence = ENOUGH / 2; // what was right for long may be so again soon
    }
    return echo;
  }

  private boolean believe(DelayFinder finder, boolean quiet, boolean unlike) {
    if (finder.confidence() > DOUBTFUL) {
      evidence = 0;
    } else if (fast > ALIKE || (slow > UNLIKE && !quiet)) {
      evidence = Math.max(0, evidence - ALIKE_COUNT);
    } else {
      evidence += quiet ? QUIET_COUNT : unlike ? UNLIKE_COUNT : 1;
    }
    transparent = evidence >= ENOUGH;
    found = finder.found();
    return false;
  }

  private float farPower(FarSpectra far, int band) {
    float sum = 0f;
    for (int k = bands.start(band); k < bands.start(band + 1); k++) {
      sum += far.power(k);
    }
    return sum / ((bands.start(band + 1) - bands.start(band)) * taps);
  }

  private float meanPower(Spectrum spectrum, int band) {
    int from = bands.start(band);
    int to = bands.start(band + 1);
    return spectrum.power(from, to) / (to - from);
  }

  /** The correlation coefficient of the capture and what was foreseen of it, −1 to 1. */
  private float resemblance(Spectrum capture, Spectrum error, float[] priorPower, int band) {
    float product = 0f;
    float heard = Floors.POWER;
    float foreseen = Floors.POWER;
    for (int k = bands.start(band); k < bands.start(band + 1); k++) {
      float left = error.re[k] * error.re[k] + error.im[k] * error.im[k] + Floors.POWER;
      float stretch = (float) Math.sqrt(priorPower[k] / left); // both have the same phase
      float re = capture.re[k] - stretch * error.re[k];
      float im = capture.im[k] - stretch * error.im[k];
      product += re * capture.re[k] + im * capture.im[k];
      heard += capture.re[k] * capture.re[k] + capture.im[k] * capture.im[k];
      foreseen += re * re + im * im;
    }
    return product / (float) Math.sqrt((double) heard * foreseen);
  }

  /** The share of the capture that was foreseen, −1 to 1: below 0 there is more without it. */
  private float foreseenShare(float heard, float[] priorPower, int band) {
    float left = Spectrum.mean(priorPower, bands.start(band), bands.start(band + 1));
    return Math.max(-1f, 1f - left / (heard + Floors.POWER));
  }

  /** Whether the far end is not heard. */
  boolean isTransparent() {
    return transparent;
  }

  /**
   * Lets the capture pass as far as it may.
   *
   * @param capture what the microphone heard
   * @param output what would be sent without this; changed in place
   */
  void pass(Spectrum capture, Spectrum output) {
    share = transparent ? Math.min(1f, share + OPENING) : Math.max(0f, share - CLOSING);
    if (share > 0f) {
      for (int k = 0; k < output.re.length; k++) {
        output.re[k] += share * (capture.re[k] - output.re[k]);
        output.im[k] += share * (capture.im[k] - output.im[k]);
      }
    }
  }

  void reset() {
    Arrays.fill(loudest, 0f);
    slow = 0f;
    fast = 0f;
    foreseenShare = 0f;
    found = DelayFinder.UNKNOWN;
    steps = 0;
    evidence = 0;
    transparent = false;
    share = 0f;
  }
}
