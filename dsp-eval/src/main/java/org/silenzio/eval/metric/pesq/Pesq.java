package org.silenzio.eval.metric.pesq;

import java.util.List;

/**
 * PESQ, the perceptual evaluation of speech quality (ITU-T P.862): compares a degraded recording of
 * speech with the clean reference, and predicts how listeners would rate it, as MOS-LQO from about
 * 1 (bad) to 4.5 or so. Level and delay make no difference: both signals are brought to the same
 * level, and each utterance is aligned on its own.
 *
 * <p>Both signals are mono, full scale at ±1 (any other scale gives the same score), at least 1/4 s
 * long, and of about the same length. The standard was made for 8 to 30 s of speech with pauses, at
 * most half of it silent; it says nothing about music, noise alone, or the effort of a
 * conversation. The score of a pair is NaN where there is nothing to be rated: one of the signals
 * is silent between 300 Hz and 3.5 kHz, or no utterance of 0.2 s is found.
 *
 * <p>Name the mode and the rate along with a score: the scores of wide and narrow band are not
 * comparable, nor is either with raw scores of P.862.
 *
 * <p>Checked against the public reference code of P.862, as the Python package {@code pesq} has it,
 * on pairs with noise, echo, delays, jumps of the delay, dropouts and clipping: equal to 0.0003,
 * and to 0.003 where nothing can be aligned. Two differences are on purpose. Everything is computed
 * in double precision. And the reference code overwrites the window of its correlation while it
 * looks where to cut utterances of more than 6 s (3 s at 8 kHz), and so may cut one wrongly; this
 * class does not, and keeps to the standard.
 *
 * <p>Holds no state: any thread may call at any time.
 */
public final class Pesq {

  private static final int NARROW_RATE_HZ = 8000;
  private static final int WIDE_RATE_HZ = 16_000;
  private static final int SHORTEST_DIVISOR = 4; // 1/4 s
  private static final double LEAST_SPEECH_BAND = 1e-12; // of the energy: below is rounding noise

  private Pesq() {}

  /**
   * Wide-band PESQ, P.862.2: speech up to 8 kHz, heard by headphones.
   *
   * @param reference the clean speech, at 16 kHz
   * @param degraded the same speech after what is to be rated, at 16 kHz
   * @return MOS-LQO, 4.644 for identical signals, or NaN if there is nothing to be rated
   * @throws IllegalArgumentException if a signal is shorter than 1/4 s or holds samples that are
   *     not finite
   */
  public static double wideBand(float[] reference, float[] degraded) {
    return score(reference, degraded, new Grid(WIDE_RATE_HZ), PesqMode.WIDE_BAND);
  }

  /**
   * Narrow-band PESQ, P.862 mapped by P.862.1: speech of the telephone band, heard by a handset.
   *
   * @param reference the clean speech
   * @param degraded the same speech after what is to be rated
   * @param sampleRateHz the sample rate of both, 8,000 or 16,000
   * @return MOS-LQO, 4.549 for identical signals, or NaN if there is nothing to be rated
   * @throws IllegalArgumentException if the rate is another, or if a signal is shorter than 1/4 s
   *     or holds samples that are not finite
   */
  public static double narrowBand(float[] reference, float[] degraded, int sampleRateHz) {
    if (sampleRateHz != NARROW_RATE_HZ && sampleRateHz != WIDE_RATE_HZ) {
      throw new IllegalArgumentException(
          "sampleRateHz is " + sampleRateHz + ", allowed: 8000 or 16000");
    }
    return score(reference, degraded, new Grid(sampleRateHz), PesqMode.NARROW_BAND);
  }

  private static double score(float[] reference, float[] degraded, Grid grid, PesqMode mode) {
    check("reference", reference, grid);
    check("degraded", degraded, grid);
    PaddedSignal first = PaddedSignal.of(reference, grid);
    PaddedSignal second = PaddedSignal.of(degraded, grid);
    if (isSilent(first) || isSilent(second)) {
      return Double.NaN;
    }
    int span = Math.max(first.span(), second.span());
    first = InputFilter.atTheEar(InputFilter.toListeningLevel(first, span), mode);
    second = InputFilter.atTheEar(InputFilter.toListeningLevel(second, span), mode);
    List<Utterance> utterances = TimeAlignment.utterances(AlignmentPair.of(first, second));
    if (utterances.isEmpty()) {
      return Double.NaN;
    }
    int length = Math.max(first.length(), second.length());
    double raw =
        PerceptualModel.score(
            first.extendedTo(length), second.extendedTo(length), new DelayTrack(utterances, grid));
    return mode.listeningQuality(raw);
  }

  private static boolean isSilent(PaddedSignal signal) {
    return InputFilter.speechBandEnergy(signal) <= LEAST_SPEECH_BAND * signal.energy();
  }

  private static void check(String name, float[] signal, Grid grid) {
    int least = grid.sampleRateHz() / SHORTEST_DIVISOR;
    if (signal.length < least) {
      throw new IllegalArgumentException(
          name + " has " + signal.length + " samples, allowed: at least " + least + " (1/4 s)");
    }
    for (int i = 0; i < signal.length; i++) {
      if (!Float.isFinite(signal[i])) {
        throw new IllegalArgumentException(
            name + "[" + i + "] is " + signal[i] + ", allowed: finite samples");
      }
    }
  }
}
