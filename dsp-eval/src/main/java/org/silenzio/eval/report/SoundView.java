package org.silenzio.eval.report;

import java.io.IOException;
import java.util.Locale;
import org.silenzio.audio.Decibels;

/**
 * A sound of an evaluated recording as the template draws it.
 *
 * @param id its player's anchor
 * @param label its name
 * @param style the chain's colour and dash; null for what is no chain's
 * @param summary what the pictures show, for those who cannot see them
 * @param same whether it is the capture's sound again, which is not drawn twice
 * @param picture the spectrogram; empty if it is the same
 * @param gain the gain map; empty if there is none
 * @param sound what is played; empty if it is the same
 */
record SoundView(
    String id,
    String label,
    SeriesStyle style,
    String summary,
    boolean same,
    String picture,
    String gain,
    String sound) {

  static SoundView of(
      String id,
      String label,
      String title,
      float[] samples,
      int sampleRateHz,
      float[][] levelsDbfs,
      String gain)
      throws IOException {
    double peak = new Waveform(samples).peak();
    String loudness =
        peak == 0.0
            ? "silence"
            : "peak " + Numbers.decimal(Decibels.fromAmplitude(peak), 1) + " dBFS";
    return new SoundView(
        id,
        label,
        null,
        String.format(
            Locale.ROOT,
            "Spectrogram%s of \u201c%s\u201d, %s.",
            gain.isEmpty() ? "" : " and gain map",
            label,
            loudness),
        false,
        DataUri.png(SpectrogramImage.smallPng(levelsDbfs)),
        gain,
        SoundUri.of(samples, sampleRateHz, title));
  }

  static SoundView sameAsCapture(String id, String label, SeriesStyle style) {
    return new SoundView(id, label, style, "", true, "", "", "");
  }

  SoundView withStyle(SeriesStyle chains) {
    return new SoundView(id, label, chains, summary, same, picture, gain, sound);
  }
}
