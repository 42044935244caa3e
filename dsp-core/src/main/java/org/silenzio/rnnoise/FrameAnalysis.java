package org.silenzio.rnnoise;

import static org.silenzio.rnnoise.BandScale.BANDS;
import static org.silenzio.rnnoise.Spectrum.FRAME;

import java.util.Arrays;

/** From samples to the features that the network sees. One caller at a time; does not allocate. */
final class FrameAnalysis {

  /** In all bands together, on the scale of 16-bit samples; below, a frame is silent. */
  private static final float SILENCE = 0.04f;

  private final Spectrum spectrum;
  private final PitchSearch pitch = new PitchSearch();
  private final float[] past = new float[PitchSearch.SAMPLES];
  private final float[] logEnergy = new float[BANDS];

  FrameAnalysis(Spectrum spectrum) {
    this.spectrum = spectrum;
  }

  /**
   * Analyses the next frame.
   *
   * @param samples on the scale of 16-bit samples
   * @param frame receives the spectra
   * @param features receives the logarithmic cepstrum, that of the coherence, and the period
   * @return whether the frame is loud enough for the network; else the features mean nothing
   */
  boolean analyze(float[] samples, FrameSpectrum frame, float[] features) {
    System.arraycopy(past, FRAME, past, 0, past.length - FRAME);
    System.arraycopy(samples, 0, past, past.length - FRAME, FRAME);
    int last = past.length - Spectrum.WINDOW;
    spectrum.analyze(past, last, frame.re, frame.im);
    BandScale.energies(frame.re, frame.im, frame.energy);
    int period = pitch.find(past);
    spectrum.analyze(past, last - period, frame.pitchRe, frame.pitchIm);
    BandScale.energies(frame.pitchRe, frame.pitchIm, frame.pitchEnergy);
    BandScale.products(frame.re, frame.im, frame.pitchRe, frame.pitchIm, frame.coherence);
    float sum = 0f;
    for (int b = 0; b < BANDS; b++) {
      frame.coherence[b] /=
          (float) Math.sqrt(.001 + (double) frame.energy[b] * frame.pitchEnergy[b]);
      sum += frame.energy[b];
    }
    if (sum < SILENCE) {
      return false;
    }
    logarithms(frame.energy);
    Cepstrum.of(logEnergy, features, 0);
    features[0] -= 12;
    features[1] -= 4;
    Cepstrum.of(frame.coherence, features, BANDS);
    features[2 * BANDS] = .01f * (period - 300);
    return true;
  }

  /** No band is let fall more than 7 below the loudest before it, or 1.5 from band to band. */
  private void logarithms(float[] energy) {
    float loudest = -2f;
    float follow = -2f;
    for (int b = 0; b < BANDS; b++) {
      float log = (float) Math.log10(1e-2 + energy[b]);
      log = Math.max(loudest - 7, Math.max(follow - 1.5f, log));
      loudest = Math.max(loudest, log);
      follow = Math.max(follow - 1.5f, log);
      logEnergy[b] = log;
    }
  }

  void reset() {
    Arrays.fill(past, 0f);
    pitch.reset();
  }
}
