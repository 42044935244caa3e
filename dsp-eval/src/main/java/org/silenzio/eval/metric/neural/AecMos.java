package org.silenzio.eval.metric.neural;

import java.util.Arrays;

/**
 * AECMOS: what listeners would say of a call after echo cancellation, given the far end's signal,
 * the microphone's and the canceller's (Purin, Sootla, Sponza, Saabas, Cutler: AECMOS, ICASSP 2022,
 * arXiv 2110.03010). Both scores from 1 (very annoying) to 5 (imperceptible).
 *
 * <p>It rewards silence: an output of zeros gets about 4.7 for echo. Never show the one score
 * without the other, nor for double talk without a look at the near end's level. Of far-end single
 * talk, degradation is always about 5 and says nothing.
 *
 * <p>The networks are those that are told who speaks: version 4 at 16 kHz, version 1 at 48 kHz.
 * Checked against figures of the published script {@code aecmos.py} at 16 kHz on ten recordings,
 * and on two outputs of zeros; at 48 kHz there are none to check against, only the features'.
 */
public final class AecMos implements AutoCloseable {

  private static final int BANDS = 160;
  private static final int MAX_SECONDS = 20;
  private static final int MARKER_FRAMES = 20;

  /** What differs between the networks. */
  private enum Variant {
    WIDEBAND(16_000, "aecmos/Run_1663915512_Stage_0.onnx", 513, 256, 64),
    FULLBAND(48_000, "aecmos/Run_1668423760_Stage_0.onnx", 1537, 768, 96);

    private final int sampleRateHz;
    private final String file;
    private final int dftLength;
    private final int hopSamples;
    private final int hiddenSize;

    Variant(int sampleRateHz, String file, int dftLength, int hopSamples, int hiddenSize) {
      this.sampleRateHz = sampleRateHz;
      this.file = file;
      this.dftLength = dftLength;
      this.hopSamples = hopSamples;
      this.hiddenSize = hiddenSize;
    }

    static Variant at(int sampleRateHz) {
      for (Variant variant : values()) {
        if (variant.sampleRateHz == sampleRateHz) {
          return variant;
        }
      }
      throw new IllegalArgumentException(
          "sampleRateHz is " + sampleRateHz + ", allowed: 16000 or 48000");
    }
  }

  private final Variant variant;
  private final LogMelSpectrogram features;
  private final ModelSession session;

  /**
   * Mean opinion scores.
   *
   * @param echo how little the echo annoys
   * @param degradation how little anything else does: damaged speech, noise, gaps
   */
  public record Score(double echo, double degradation) {}

  /**
   * Loads the network of a rate. [control]
   *
   * @param models where the networks are
   * @param sampleRateHz 16,000 or 48,000; their scores are not to be compared
   * @throws IllegalArgumentException if the rate is another
   * @throws MetricModelException if the network is missing or damaged
   */
  public AecMos(MetricModels models, int sampleRateHz) {
    this.variant = Variant.at(sampleRateHz);
    this.features =
        new LogMelSpectrogram(sampleRateHz, variant.dftLength, variant.hopSamples, BANDS);
    this.session = new ModelSession(models.file(variant.file));
  }

  /** The rate of the samples to be scored. [any] */
  public int sampleRateHz() {
    return variant.sampleRateHz;
  }

  /**
   * Scores the part of a recording that the AEC challenges rate, see {@link TalkType#ratedFrom}.
   * [any]
   *
   * @param loopback what the far end sent
   * @param capture what the microphone heard
   * @param enhanced what the canceller made of it, its delay removed
   * @param type who speaks
   * @throws IllegalArgumentException if that part is under half a second, or holds what is not
   *     finite
   * @throws IllegalStateException if this is closed
   */
  public Score scoreRatedPart(float[] loopback, float[] capture, float[] enhanced, TalkType type) {
    int end = commonLength(loopback, capture, enhanced);
    int from = type.ratedFrom(end, sampleRateHz());
    return score(
        Arrays.copyOfRange(loopback, from, end),
        Arrays.copyOfRange(capture, from, end),
        Arrays.copyOfRange(enhanced, from, end),
        type);
  }

  /**
   * Scores three signals that run in step. Their first 20 s count, and of those what all three
   * have, as in the published script. [any]
   *
   * @param loopback what the far end sent, mono, full scale at ±1, at least half a second
   * @param capture what the microphone heard
   * @param enhanced what the canceller made of it, its delay removed
   * @param type who speaks
   * @throws IllegalArgumentException if a signal is too short, or holds what is not finite
   * @throws IllegalStateException if this is closed
   */
  public Score score(float[] loopback, float[] capture, float[] enhanced, TalkType type) {
    MetricInput.check("loopback", loopback, sampleRateHz());
    MetricInput.check("capture", capture, sampleRateHz());
    MetricInput.check("enhanced", enhanced, sampleRateHz());
    int samples = Math.min(commonLength(loopback, capture, enhanced), MAX_SECONDS * sampleRateHz());
    int frames = features.frames(samples) + 2 * MARKER_FRAMES;
    float[] input = new float[3 * frames * BANDS];
    fill(input, 0, loopback, samples, type != TalkType.NEAR_END_SINGLE_TALK);
    fill(input, 1, capture, samples, type != TalkType.FAR_END_SINGLE_TALK);
    fill(input, 2, enhanced, samples, true);
    float[] mos =
        session.run(
            new ModelInput("input", input, 1, 3, frames, BANDS),
            new ModelInput("h0", new float[4 * variant.hiddenSize], 4, 1, variant.hiddenSize));
    return new Score(mos[0], mos[1]);
  }

  private static int commonLength(float[] loopback, float[] capture, float[] enhanced) {
    return Math.min(loopback.length, Math.min(capture.length, enhanced.length));
  }

  /** One of the three planes: the features, 20 frames that say who speaks, 20 frames of zeros. */
  private void fill(float[] input, int plane, float[] signal, int samples, boolean marked) {
    float[] levels = features.of(Arrays.copyOf(signal, samples));
    int start = plane * (input.length / 3);
    System.arraycopy(levels, 0, input, start, levels.length);
    int marker = start + levels.length;
    Arrays.fill(input, marker, marker + MARKER_FRAMES * BANDS, marked ? 1f : 0f);
  }

  /** Frees the network's memory. [any] */
  @Override
  public void close() {
    session.close();
  }
}
