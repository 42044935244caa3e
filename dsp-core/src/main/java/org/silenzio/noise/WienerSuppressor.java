package org.silenzio.noise;

import java.util.Arrays;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;
import org.silenzio.kernel.SpectralKernel;
import org.silenzio.transform.RealFft;
import org.silenzio.transform.WindowPair;

/**
 * Turns down each bin of one channel by how much of it is noise, {@link NoiseTracker} and {@link
 * WienerGain} say how far. It looks back over 32 ms and ahead over nothing: the window's fall is as
 * short as the delay, two steps of 5 ms of which the newest is complete at once.
 *
 * <p>Bins are 31.25 Hz apart at each rate. [audio] one caller at a time; does not allocate.
 */
final class WienerSuppressor implements MonoDenoiser {

  /** The samples below are of this rate; others are its multiples. */
  static final int BASE_RATE_HZ = 16_000;

  private static final int WINDOW_SAMPLES = 512;
  private static final int SYNTHESIS_SAMPLES = 160;
  private static final int HOP_SAMPLES = 80;

  /** How long constants of smoothing are told for: the 16 ms in which the papers step. */
  private static final int PAPERS_HOP_SAMPLES = 256;

  private final int hop;
  private final float[] analysis;
  private final float[] synthesis;
  private final RealFft fft;
  private final float[] history;
  private final float[] time;
  private final float[] sum;
  private final float[] re;
  private final float[] im;
  private final float[] power;
  private final NoiseTracker noise;
  private final WienerGain gain;
  private final SampleKernel sampleKernel = Kernels.samples();
  private final SpectralKernel spectralKernel = Kernels.spectral();

  /**
   * Makes one whose past is silence.
   *
   * @param sampleRateHz a multiple of {@link #BASE_RATE_HZ}; frames are a multiple of 5 ms
   */
  WienerSuppressor(int sampleRateHz) {
    int multiple = sampleRateHz / BASE_RATE_HZ;
    hop = HOP_SAMPLES * multiple;
    int length = WINDOW_SAMPLES * multiple;
    WindowPair windows = new WindowPair(length, SYNTHESIS_SAMPLES * multiple, hop, multiple);
    analysis = windows.analysis();
    synthesis = windows.synthesis();
    fft = RealFft.ofLength(length);
    history = new float[length];
    time = new float[length];
    sum = new float[synthesis.length];
    re = new float[fft.bins()];
    im = new float[fft.bins()];
    power = new float[fft.bins()];
    noise = new NoiseTracker(fft.bins());
    gain = new WienerGain(fft.bins());
  }

  /** How late the output is: the synthesis window without the step that is complete at once. */
  static int latencySamples(int sampleRateHz) {
    return (SYNTHESIS_SAMPLES - HOP_SAMPLES) * (sampleRateHz / BASE_RATE_HZ);
  }

  /** What a smoothing keeps over a step, if it keeps so much over 16 ms. */
  static float keep(double per16Ms) {
    return (float) Math.pow(per16Ms, (double) HOP_SAMPLES / PAPERS_HOP_SAMPLES);
  }

  @Override
  public float process(float[] samples) {
    float likeliest = 0f;
    for (int at = 0; at < samples.length; at += hop) {
      step(samples, at);
      likeliest = Math.max(likeliest, gain.speechProbability());
    }
    return likeliest;
  }

  private void step(float[] samples, int at) {
    int kept = history.length - hop;
    System.arraycopy(history, hop, history, 0, kept);
    System.arraycopy(samples, at, history, kept, hop);
    sampleKernel.window(history, 0, analysis, 0, time, 0, time.length);
    fft.forward(time, re, im);
    spectralKernel.power(power, re, im, power.length);
    noise.update(power);
    gain.update(power, noise.power());
    gain.apply(re, im);
    fft.inverse(re, im, time);
    int begin = time.length - sum.length;
    sampleKernel.overlapAdd(sum, 0, time, begin, synthesis, 0, sum.length);
    System.arraycopy(sum, 0, samples, at, hop);
    System.arraycopy(sum, hop, sum, 0, sum.length - hop);
    Arrays.fill(sum, sum.length - hop, sum.length, 0f);
  }

  @Override
  public void reset() {
    Arrays.fill(history, 0f);
    Arrays.fill(sum, 0f);
    noise.reset();
    gain.reset();
  }
}
