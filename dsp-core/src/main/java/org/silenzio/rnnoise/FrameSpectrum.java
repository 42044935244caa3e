package org.silenzio.rnnoise;

import java.util.Arrays;

/** What is known of a frame: its spectrum, that of one pitch period before, and both by bands. */
final class FrameSpectrum {

  final float[] re = new float[Spectrum.BINS];
  final float[] im = new float[Spectrum.BINS];
  final float[] pitchRe = new float[Spectrum.BINS];
  final float[] pitchIm = new float[Spectrum.BINS];
  final float[] energy = new float[BandScale.BANDS];
  final float[] pitchEnergy = new float[BandScale.BANDS];

  /** How alike both are, per band: −1 to 1. */
  final float[] coherence = new float[BandScale.BANDS];

  void scale(float[] gains) {
    for (int k = 0; k < Spectrum.BINS; k++) {
      re[k] *= gains[k];
      im[k] *= gains[k];
    }
  }

  void reset() {
    for (float[] part : new float[][] {re, im, pitchRe, pitchIm, energy, pitchEnergy, coherence}) {
      Arrays.fill(part, 0f);
    }
  }
}
