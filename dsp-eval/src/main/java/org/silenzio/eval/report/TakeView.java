package org.silenzio.eval.report;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.silenzio.audio.Decibels;

/**
 * A take as the template draws it.
 *
 * @param label its name
 * @param summary what the pictures show, for those who cannot see them
 * @param outlines the waveforms to draw, from back to front
 * @param pictureWidth the share of the time axis that the spectrogram spans, as a percentage
 * @param columns the spectrogram's columns
 * @param bins the spectrogram's bins
 * @param binSpan the bins from the middle of the lowest to the middle of the highest
 * @param picture the spectrogram, a PNG in base64
 * @param sound the WAV in base64
 */
record TakeView(
    String label,
    String summary,
    List<Outline> outlines,
    String pictureWidth,
    int columns,
    int bins,
    int binSpan,
    String picture,
    String sound) {

  static TakeView of(Take take, Waveform waveform, Scales scales, List<Outline> behind)
      throws IOException {
    List<Outline> outlines = new ArrayList<>(behind);
    outlines.add(scales.outline("own", take, waveform));
    float[][] levels = Spectrogram.levelsDbfs(take.samples(), scales.sampleRateHz());
    int bins = levels[0].length;
    return new TakeView(
        take.label(),
        summary(take, waveform, scales),
        outlines,
        scales.width(take),
        levels.length,
        bins,
        bins - 1,
        base64(SpectrogramImage.png(levels)),
        base64(Files.readAllBytes(take.soundFile())));
  }

  private static String summary(Take take, Waveform waveform, Scales scales) {
    double peak = waveform.peak();
    String loudness =
        peak == 0.0
            ? "silence"
            : "peak " + Numbers.decimal(Decibels.fromAmplitude(peak), 1) + " dBFS";
    return String.format(
        Locale.ROOT,
        "Waveform and spectrogram of \u201c%s\u201d: %s seconds, %s.",
        take.label(),
        Numbers.decimal(scales.seconds(take), 1),
        loudness);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
