package org.silenzio.eval.reception;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.silenzio.eval.corpus.Corpus;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.corpus.SoundFiles;
import org.silenzio.eval.metric.Signals;
import org.silenzio.eval.run.Rates;

/**
 * Clean speech to be sent.
 *
 * @param name the file's, without its ending
 * @param file a recording, of which the first channel is sent
 */
public record SpeechSource(String name, Path file) {

  private static final String CLEAN = "_clean";

  /** What Opus takes; other rates are converted to 48 kHz. */
  private static final List<Integer> OPUS_RATES = List.of(8_000, 12_000, 16_000, 24_000, 48_000);

  private static final int FULL_BAND_HZ = 48_000;

  /** The speech of a recording at a rate that Opus takes. */
  record Speech(float[] samples, int sampleRateHz) {}

  /**
   * The speech in a folder: {@code NAME_clean.wav} where there are such, otherwise every sound
   * file.
   *
   * @throws IOException if the folder is missing or holds no sound file
   */
  public static List<SpeechSource> find(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new SoundFileException(folder, Corpus.MISSING);
    }
    List<SpeechSource> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all =
          walk.filter(file -> SoundFiles.hasSoundEnding(file) && Files.isRegularFile(file))
              .sorted()
              .map(SpeechSource::of)
              .toList();
    }
    if (all.isEmpty()) {
      throw new SoundFileException(folder, "holds no " + SoundFiles.KIND);
    }
    List<SpeechSource> clean = all.stream().filter(s -> s.name().endsWith(CLEAN)).toList();
    return clean.isEmpty() ? all : clean;
  }

  private static SpeechSource of(Path file) {
    String name = file.getFileName().toString();
    return new SpeechSource(name.substring(0, name.lastIndexOf('.')), file);
  }

  /**
   * Reads it, again and again until it lasts so long.
   *
   * @throws IOException if it cannot be read or is silent
   */
  Speech load(double leastSeconds) throws IOException {
    Recording recording = Recording.load(file);
    float[] samples = recording.channels()[0];
    if (samples.length == 0 || Signals.isSilent(samples)) {
      throw new SoundFileException(file, "is silent");
    }
    int rate = recording.sampleRateHz();
    if (!OPUS_RATES.contains(rate)) {
      samples = Rates.convert(samples, rate, FULL_BAND_HZ);
      rate = FULL_BAND_HZ;
    }
    int times = Math.max(1, (int) Math.ceil(leastSeconds * rate / samples.length));
    float[] repeated = Arrays.copyOf(samples, times * samples.length);
    for (int t = 1; t < times; t++) {
      System.arraycopy(samples, 0, repeated, t * samples.length, samples.length);
    }
    return new Speech(repeated, rate);
  }
}
