package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.silenzio.eval.corpus.CorpusItem;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.metric.Signals;

/**
 * The signals of one recorded call, all of one rate and length.
 *
 * @param sampleRateHz samples per second
 * @param capture what the microphone heard
 * @param farEnd what the loudspeaker played; silence where the recording has no far end
 * @param clean the near end alone, if it is known
 */
public record CallSignals(
    int sampleRateHz, float[] capture, float[] farEnd, Optional<float[]> clean) {

  /**
   * Reads a recording of a corpus.
   *
   * @throws SoundFileException if a file is unfit, silent, or of another rate than the capture
   */
  public static CallSignals load(CorpusItem item) throws IOException {
    Recording capture = Recording.load(item.capture());
    float[] microphone = capture.channels()[0];
    if (Signals.isSilent(microphone)) {
      throw new SoundFileException(item.capture(), "is silent");
    }
    Optional<float[]> loopback = beside(item.farEnd(), capture);
    Optional<float[]> clean = beside(item.clean(), capture);
    // what all of them have: a recording may have been stopped at different moments
    int samples =
        Stream.of(Optional.of(microphone), loopback, clean)
            .flatMap(Optional::stream)
            .mapToInt(signal -> signal.length)
            .min()
            .orElseThrow();
    return new CallSignals(
        capture.sampleRateHz(),
        Arrays.copyOf(microphone, samples),
        loopback.map(signal -> Arrays.copyOf(signal, samples)).orElse(new float[samples]),
        clean.map(signal -> Arrays.copyOf(signal, samples)));
  }

  private static Optional<float[]> beside(Optional<Path> file, Recording capture)
      throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Recording recording = Recording.load(file.get());
    if (recording.sampleRateHz() != capture.sampleRateHz()) {
      throw new SoundFileException(
          file.get(),
          "has " + recording.sampleRateHz() + " Hz, its capture " + capture.sampleRateHz() + " Hz");
    }
    return Optional.of(recording.channels()[0]);
  }

  /** The same at the rate of the metrics. */
  CallSignals atMetricRate() {
    return new CallSignals(
        Rates.METRIC_RATE_HZ,
        Rates.toMetricRate(capture, sampleRateHz),
        Rates.toMetricRate(farEnd, sampleRateHz),
        clean.map(samples -> Rates.toMetricRate(samples, sampleRateHz)));
  }
}
