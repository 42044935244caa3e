package org.silenzio.eval.tarsos;

import be.tarsos.dsp.pitch.PitchDetectionResult;
import be.tarsos.dsp.pitch.Yin;
import org.silenzio.audio.StreamFormat;

/**
 * The pitch of speech, every 10 ms, by YIN as TarsosDSP has it.
 *
 * <p>A. de Cheveigné, H. Kawahara: YIN, a fundamental frequency estimator for speech and music,
 * Journal of the Acoustical Society of America 111 (4), 2002. A window of 25 ms is compared with
 * itself up to 25 ms later, hence 50 ms per frame. The sums are TarsosDSP's plain ones: at the rate
 * of speech they cost no more than its variant by Fourier transform, which takes small differences
 * of large sums in single precision.
 */
public final class PitchTrack {

  private static final int HOPS_PER_SECOND = 100;

  /** 50 ms: the window and the longest lag, as long each. */
  private static final int SPANS_PER_SECOND = 20;

  /** The share of a window's power that may be aperiodic in a voiced frame. */
  private static final double APERIODIC_SHARE = 0.2;

  /** What voices reach; YIN finds periods of hum and hiss beyond. */
  private static final double LOWEST_HZ = 60;

  private static final double HIGHEST_HZ = 500;

  private PitchTrack() {}

  /**
   * Tracks the pitch.
   *
   * @param samples the signal
   * @param sampleRateHz 8,000 to 192,000; the effort grows with its square
   * @param floorDbfs frames whose mean power is below this have no pitch: nobody hears it
   * @return per frame of 50 ms, one every 10 ms from the first sample on, the pitch in Hz, 60 to
   *     500, or 0 where there is none
   * @throws IllegalArgumentException if the rate is another
   */
  public static double[] of(float[] samples, int sampleRateHz, double floorDbfs) {
    StreamFormat.checkSampleRate(sampleRateHz);
    int hop = sampleRateHz / HOPS_PER_SECOND;
    float[] frame = new float[sampleRateHz / SPANS_PER_SECOND];
    Yin yin = new Yin(sampleRateHz, frame.length, APERIODIC_SHARE);
    double floorPower = Math.pow(10, floorDbfs / 10);
    double[] track = new double[Math.max(0, Math.floorDiv(samples.length - frame.length, hop) + 1)];
    for (int n = 0; n < track.length; n++) {
      System.arraycopy(samples, n * hop, frame, 0, frame.length);
      track[n] = meanPower(frame) < floorPower ? 0 : pitchHz(yin.getPitch(frame));
    }
    return track;
  }

  private static double pitchHz(PitchDetectionResult result) {
    double hz = result.getPitch();
    return result.isPitched() && hz >= LOWEST_HZ && hz <= HIGHEST_HZ ? hz : 0;
  }

  private static double meanPower(float[] frame) {
    double sum = 0;
    for (float sample : frame) {
      sum += (double) sample * sample;
    }
    return sum / frame.length;
  }
}
