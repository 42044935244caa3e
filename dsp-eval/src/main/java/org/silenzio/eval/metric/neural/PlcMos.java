package org.silenzio.eval.metric.neural;

/**
 * PLCMOS version 2: what listeners would say of speech with lost packets concealed, without a
 * reference, from 1 (bad) to 5 (excellent) (Diener, Purin, Sootla, Saabas, Aichner, Cutler: PLCMOS,
 * Interspeech 2023, arXiv 2305.15127).
 *
 * <p>The network also imagines a listener, given as 64 normal numbers; the score is the mean over
 * the fifteen that the published script draws. Checked against its figures on five recordings.
 */
public final class PlcMos implements AutoCloseable {

  /** The rate of the samples to be scored. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  private static final String FILE = "plcmos/plcmos_v2.onnx";
  private static final int SEED = 23;
  private static final int LISTENERS = 15;
  private static final int LISTENER_SIZE = 64;

  private final PlcMosFeatures features = new PlcMosFeatures();
  private final float[][] listeners = listeners();
  private final ModelSession session;

  /**
   * Loads the network. [control]
   *
   * @throws MetricModelException if it is missing or damaged
   */
  public PlcMos(MetricModels models) {
    this.session = new ModelSession(models.file(FILE));
  }

  private static float[][] listeners() {
    NumpyRandom random = new NumpyRandom(SEED);
    float[][] listeners = new float[LISTENERS][LISTENER_SIZE];
    for (float[] listener : listeners) {
      for (int i = 0; i < LISTENER_SIZE; i++) {
        listener[i] = (float) random.nextNormal();
      }
    }
    return listeners;
  }

  /**
   * Scores a recording. [any]
   *
   * @param samples mono at 16 kHz, full scale at ±1, at least half a second
   * @throws IllegalArgumentException if there are too few, or some are not finite
   * @throws IllegalStateException if this is closed
   */
  public double score(float[] samples) {
    MetricInput.check("samples", samples, SAMPLE_RATE_HZ);
    int frames = features.frames(samples.length);
    ModelInput audio =
        new ModelInput("degraded_audio", features.of(samples), 1, 1, frames, features.bins());
    double sum = 0;
    for (float[] listener : listeners) {
      sum += session.run(audio, new ModelInput("rater_embed", listener, 1, LISTENER_SIZE))[0];
    }
    return sum / LISTENERS;
  }

  /** Frees the network's memory. [any] */
  @Override
  public void close() {
    session.close();
  }
}
