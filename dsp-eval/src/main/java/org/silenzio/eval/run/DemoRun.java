package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.Codecs;
import org.silenzio.eval.corpus.Corpus;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.eval.metric.Pauses;
import org.silenzio.eval.report.Figure;
import org.silenzio.eval.report.RecordingReport;
import org.silenzio.eval.report.Take;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.transform.RateAdapter;

/**
 * One recording through the chain as it stands: noise suppression, then Opus and back.
 *
 * @param report what the page shows
 * @param summary the same in one line
 */
public record DemoRun(RecordingReport report, String summary) {

  private static final int BITRATE_PER_CHANNEL = 24_000;
  private static final int OPUS_RATE_HZ = 48_000;

  /** 20 ms, Opus's usual frame. */
  private static final int OPUS_FRAME_SAMPLES = OPUS_RATE_HZ / 50;

  private record Denoised(
      Recording sound, double realTimeFactor, double speechPercent, double latencyMs) {}

  private record Decoded(Recording sound, double bitsPerSecond, double latencyMs) {}

  /**
   * Processes a recording and writes {@code before.wav}, {@code denoised.wav} and {@code opus.wav}.
   *
   * @param file the recording; a {@code WORD_clean} file beside {@code WORD_…_noisy} tells pauses
   * @param folder where to write, made if it is missing
   */
  public static DemoRun of(Path file, Path folder) throws IOException {
    Recording before = Recording.load(file);
    SampleGuard guard = new SampleGuard();
    for (float[] channel : before.channels()) {
      guard.mend(channel, 0, channel.length); // the page cannot draw what is not finite
    }
    Denoised denoised = denoise(file, before);
    Decoded decoded = encodeAndDecode(denoised.sound);
    Files.createDirectories(folder);
    List<Take> takes =
        List.of(
            take("Before", folder.resolve("before.wav"), before),
            take("Denoised", folder.resolve("denoised.wav"), denoised.sound),
            take("Denoised, after Opus", folder.resolve("opus.wav"), decoded.sound));
    Optional<Path> clean = Corpus.cleanOf(file);
    Pauses pauses =
        clean.isPresent()
            ? Pauses.ofReference(Recording.load(clean.get()).channels()[0], before.sampleRateHz())
            : Pauses.quietest(before.channels()[0], before.sampleRateHz());
    double noiseBefore = pauses.levelDbfs(before.channels()[0]);
    double noiseAfter = pauses.levelDbfs(denoised.sound.channels()[0]);
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("Noise in pauses, before", format("%.1f dBFS", noiseBefore)));
    figures.add(new Figure("Noise in pauses, denoised", format("%.1f dBFS", noiseAfter)));
    figures.add(new Figure("Noise fell by", format("%.1f dB", noiseBefore - noiseAfter)));
    figures.add(
        new Figure(
            "Pauses",
            format("%.1f s, ", pauses.seconds())
                + (clean.isPresent() ? "told by the clean recording" : "the quietest tenth")));
    figures.add(new Figure("Speech", format("%.0f %% of frames", denoised.speechPercent)));
    figures.add(
        new Figure("Noise suppression, real-time factor", format("%.4f", denoised.realTimeFactor)));
    figures.add(
        new Figure(
            "Noise suppression, delay", format("%.1f ms, taken off here", denoised.latencyMs)));
    figures.add(new Figure("Opus, bit rate", format("%.1f kb/s", decoded.bitsPerSecond / 1_000)));
    figures.add(new Figure("Opus, delay", format("%.1f ms, taken off here", decoded.latencyMs)));
    String title = file.getFileName().toString();
    String description =
        format(
            "%.1f s at %d Hz, %d %s",
            before.seconds(),
            before.sampleRateHz(),
            before.channels().length,
            before.channels().length == 1 ? "channel" : "channels");
    String summary =
        format(
            "%s: noise in pauses %.1f -> %.1f dBFS (%.1f dB less), real-time factor %.4f,"
                + " Opus %.1f kb/s",
            title,
            noiseBefore,
            noiseAfter,
            noiseBefore - noiseAfter,
            denoised.realTimeFactor,
            decoded.bitsPerSecond / 1_000);
    return new DemoRun(
        new RecordingReport(title, description, before.sampleRateHz(), takes, figures), summary);
  }

  private static Denoised denoise(Path file, Recording noisy) throws IOException {
    try (NoiseSuppressor suppressor = Denoising.suppressor(file, noisy.source())) {
      SpeechShare speech = new SpeechShare(suppressor);
      long started = System.nanoTime();
      Recording sound = Recording.readAll(new ProcessedSource(noisy.source(), suppressor, speech));
      double seconds = (System.nanoTime() - started) / 1e9;
      return new Denoised(
          sound,
          seconds / noisy.seconds(),
          speech.percent(),
          1_000.0 * suppressor.latencySamples() / noisy.sampleRateHz());
    }
  }

  private static Decoded encodeAndDecode(Recording sound) throws IOException {
    // Opus has two channels at the most; the first two stand for the others
    int channels = Math.min(2, sound.channels().length);
    float[][] heard = Arrays.copyOf(sound.channels(), channels);
    Recording input = new Recording(sound.sampleRateHz(), heard);
    StreamFormat opusFormat = new StreamFormat(OPUS_RATE_HZ, channels, OPUS_FRAME_SAMPLES);
    CodecConfig config =
        CodecConfig.defaults(opusFormat).withBitrateBitsPerSecond(BITRATE_PER_CHANNEL * channels);
    CodecLoop loop = new CodecLoop(Codecs.find("opus"), config);
    try (RateAdapter adapter = new RateAdapter(Denoising.framing(input.source()), loop)) {
      Recording decoded = Recording.readAll(new ProcessedSource(input.source(), adapter, () -> {}));
      return new Decoded(
          decoded, loop.bitsPerSecond(), 1_000.0 * adapter.latencySamples() / input.sampleRateHz());
    }
  }

  private static Take take(String label, Path file, Recording sound) throws IOException {
    SoundWriter.write(file, SampleEncoding.PCM_16, sound.source());
    return new Take(label, file, sound.channels()[0]);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
