package org.silenzio.rnnoise;

import static org.silenzio.rnnoise.Spectrum.FRAME;

import java.util.Arrays;
import org.silenzio.noise.MonoDenoiser;

/**
 * RNNoise for one mono stream at 48 kHz, 10 ms at a time, in Java. The gains of a frame are applied
 * to the one before it, so the output is two frames late. One caller at a time; does not allocate.
 */
final class RnnoiseStream implements MonoDenoiser {

  /** The network was trained on samples of this scale. */
  private static final float PCM16_SCALE = 32_768f;

  /** A gain falls to no less than this share of the last frame's. */
  private static final float GAIN_DECAY = 0.6f;

  private final DcReject dcReject = new DcReject();
  private final Spectrum spectrum = new Spectrum();
  private final FrameAnalysis analysis = new FrameAnalysis(spectrum);
  private final PitchFilter pitchFilter = new PitchFilter();
  private final Network network;
  private final float[] scaled = new float[FRAME];
  private final float[] features = new float[RnnoiseModel.FEATURES];
  private final float[] gains = new float[BandScale.BANDS];
  private final float[] lastGains = new float[BandScale.BANDS];
  private final float[] binGains = new float[Spectrum.BINS];
  private final float[] overlap = new float[FRAME];
  private FrameSpectrum current = new FrameSpectrum();
  private FrameSpectrum delayed = new FrameSpectrum();

  RnnoiseStream(RnnoiseModel model) {
    network = new Network(model);
  }

  /**
   * Denoises a frame in place. [audio]
   *
   * @param samples 480 of them, full scale at ±1, all finite
   * @return the probability that the frame holds speech, 0 to 1
   */
  @Override
  public float process(float[] samples) {
    for (int i = 0; i < FRAME; i++) {
      scaled[i] = samples[i] * PCM16_SCALE;
    }
    dcReject.filter(scaled, scaled);
    float speech = 0f;
    if (analysis.analyze(scaled, current, features)) {
      speech = network.run(features, gains);
      pitchFilter.apply(delayed, gains);
      for (int b = 0; b < gains.length; b++) {
        gains[b] = Math.max(gains[b], GAIN_DECAY * lastGains[b]);
        lastGains[b] = gains[b];
      }
      BandScale.interpolate(gains, binGains);
      delayed.scale(binGains);
    }
    spectrum.synthesize(delayed.re, delayed.im, overlap, scaled);
    for (int i = 0; i < FRAME; i++) {
      samples[i] = scaled[i] * (1 / PCM16_SCALE);
    }
    FrameSpectrum next = delayed;
    delayed = current;
    current = next;
    return speech;
  }

  /** Returns to the state after construction. [audio] */
  @Override
  public void reset() {
    dcReject.reset();
    analysis.reset();
    network.reset();
    current.reset();
    delayed.reset();
    Arrays.fill(lastGains, 0f);
    Arrays.fill(overlap, 0f);
  }
}
