package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.silenzio.eval.corpus.CorpusItem;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.metric.Signals;

/**
 * A recording of a corpus.
 *
 * @param item its files
 */
public record RecordedCall(CorpusItem item) implements CallSource {

  @Override
  public String group() {
    return item.group();
  }

  @Override
  public String name() {
    return item.name();
  }

  @Override
  public Situation situation() {
    return item.situation();
  }

  @Override
  public boolean nearEndIsKnown() {
    return item.clean().isPresent();
  }

  @Override
  public String fingerprint() throws IOException {
    Fingerprint fingerprint = new Fingerprint().add(item.situation().name());
    for (Optional<Path> file :
        Stream.of(Optional.of(item.capture()), item.farEnd(), item.clean(), item.echo()).toList()) {
      fingerprint.add(file.isPresent() ? "file" : "none");
      if (file.isPresent()) {
        fingerprint.add(file.get());
      }
    }
    return fingerprint.hex();
  }

  /**
   * Reads the files.
   *
   * @throws SoundFileException if one is unfit, silent, or of another rate than the capture
   */
  @Override
  public CallSignals load() throws IOException {
    Recording capture = Recording.load(item.capture());
    if (Signals.isSilent(capture.channels()[0])) {
      throw new SoundFileException(item.capture(), "is silent");
    }
    Optional<Recording> farEnd = beside(item.farEnd(), capture);
    return CallSignals.ofCommonLength(
        capture.sampleRateHz(),
        capture.channels()[0],
        farEnd.map(Recording::channels),
        beside(item.clean(), capture).map(clean -> clean.channels()[0]),
        beside(item.echo(), capture).map(echo -> echo.channels()[0]));
  }

  private static Optional<Recording> beside(Optional<Path> file, Recording capture)
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
    return Optional.of(recording);
  }
}
