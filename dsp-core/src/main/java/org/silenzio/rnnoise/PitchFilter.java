package org.silenzio.rnnoise;

/**
 * Lifts the harmonics between which noise lies: adds the spectrum of one period before, as much as
 * the band is periodic and shall be turned down, and keeps each band's energy.
 */
final class PitchFilter {

  private final float[] bandShare = new float[BandScale.BANDS];
  private final float[] bandEnergy = new float[BandScale.BANDS];
  private final float[] binShare = new float[Spectrum.BINS];

  /** Changes a frame's spectrum in place. */
  void apply(FrameSpectrum frame, float[] gains) {
    for (int b = 0; b < BandScale.BANDS; b++) {
      float coherence = frame.coherence[b];
      float share = 1f;
      if (coherence <= gains[b]) {
        float c = coherence * coherence;
        float g = gains[b] * gains[b];
        float ratio = (float) (c * (1 - g) / (.001 + g * (1 - c)));
        share = (float) Math.sqrt(Math.min(1f, Math.max(0f, ratio)));
      }
      bandShare[b] = share * (float) Math.sqrt(frame.energy[b] / (1e-8 + frame.pitchEnergy[b]));
    }
    BandScale.interpolate(bandShare, binShare);
    for (int k = 0; k < Spectrum.BINS; k++) {
      frame.re[k] += binShare[k] * frame.pitchRe[k];
      frame.im[k] += binShare[k] * frame.pitchIm[k];
    }
    BandScale.energies(frame.re, frame.im, bandEnergy);
    for (int b = 0; b < BandScale.BANDS; b++) {
      bandShare[b] = (float) Math.sqrt(frame.energy[b] / (1e-8 + bandEnergy[b]));
    }
    BandScale.interpolate(bandShare, binShare);
    frame.scale(binShare);
  }
}
