package org.silenzio.eval.metric.neural;

import java.util.Arrays;

/**
 * DNSMOS: what listeners would say of noisy or denoised speech, without a reference. SIG, BAK and
 * OVRL follow ITU-T P.835 (Reddy, Gopal, Cutler: DNSMOS P.835, ICASSP 2022, arXiv 2110.01763), the
 * P.808 score is that of the older network (Reddy, Gopal, Cutler: DNSMOS, ICASSP 2021, arXiv
 * 2010.15258). All from 1 (bad) to 5 (excellent).
 *
 * <p>Clean studio speech reaches only about 3.3 OVRL. What is shorter than 9.01 s is scored
 * doubled, and of what has 17 s or more the published script leaves out the segments that begin at
 * 7 to 23 s and at 119 to 122 s; so does this, for its scores to be those that others report.
 * Checked against figures of the published script {@code dnsmos_local.py} on five noisy recordings.
 */
public final class Dnsmos implements AutoCloseable {

  /** The rate of the samples to be scored. */
  public static final int SAMPLE_RATE_HZ = DnsmosSegments.SAMPLE_RATE_HZ;

  private static final String P835_FILE = "dnsmos/sig_bak_ovr.onnx";
  private static final String P808_FILE = "dnsmos/model_v8.onnx";
  private static final String INPUT = "input_1";

  private static final Polynomial SIG = new Polynomial(-0.08397278, 1.22083953, 0.0052439);
  private static final Polynomial BAK = new Polynomial(-0.13166888, 1.60915514, -0.39604546);
  private static final Polynomial OVRL = new Polynomial(-0.06766283, 1.11546468, 0.04602535);

  private static final int P808_HOP = 160;
  private static final int P808_SAMPLES = DnsmosSegments.LENGTH - P808_HOP;

  private final LogMelSpectrogram features =
      new LogMelSpectrogram(SAMPLE_RATE_HZ, 321, P808_HOP, 120);
  private final ModelSession p835;
  private final ModelSession p808;

  /**
   * Mean opinion scores.
   *
   * @param sig how undistorted the speech is
   * @param bak how little the background intrudes
   * @param ovrl the quality overall
   * @param p808 the quality, as the older network rates it
   */
  public record Score(double sig, double bak, double ovrl, double p808) {}

  /**
   * Loads both networks. [control]
   *
   * @throws MetricModelException if one is missing or damaged
   */
  public Dnsmos(MetricModels models) {
    this.p835 = new ModelSession(models.file(P835_FILE));
    try {
      this.p808 = new ModelSession(models.file(P808_FILE));
    } catch (RuntimeException | Error e) {
      p835.close();
      throw e;
    }
  }

  /**
   * Scores a recording: the mean over its segments of 9.01 s. [any]
   *
   * @param samples mono at 16 kHz, full scale at ±1, at least half a second
   * @throws IllegalArgumentException if there are too few, or some are not finite
   * @throws IllegalStateException if this is closed
   */
  public Score score(float[] samples) {
    MetricInput.check("samples", samples, SAMPLE_RATE_HZ);
    float[] filled = DnsmosSegments.filled(samples);
    int[] starts = DnsmosSegments.starts(filled.length);
    double[] sum = new double[4];
    for (int start : starts) {
      float[] raw = p835(Arrays.copyOfRange(filled, start, start + DnsmosSegments.LENGTH));
      sum[0] += SIG.at(raw[0]);
      sum[1] += BAK.at(raw[1]);
      sum[2] += OVRL.at(raw[2]);
      sum[3] += p808(Arrays.copyOfRange(filled, start, start + P808_SAMPLES));
    }
    int n = starts.length;
    return new Score(sum[0] / n, sum[1] / n, sum[2] / n, sum[3] / n);
  }

  private float[] p835(float[] segment) {
    return p835.run(new ModelInput(INPUT, segment, 1, segment.length));
  }

  private float p808(float[] segment) {
    int frames = features.frames(segment.length);
    return p808.run(new ModelInput(INPUT, features.of(segment), 1, frames, features.bands()))[0];
  }

  /** Frees the networks' memory. [any] */
  @Override
  public void close() {
    try (p835) {
      p808.close();
    }
  }
}
