package org.silenzio.eval.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.silenzio.eval.corpus.CorpusItem;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.run.CallSignals;
import org.silenzio.eval.run.CallSource;
import org.silenzio.eval.run.RecordedCall;

/**
 * A recording that lies in a file system of Hadoop's: read from local copies of its files, which
 * are there until this is closed. What is said of a copy, names the original. For one thread.
 */
final class PlacedCall implements CallSource, AutoCloseable {

  private record Copy(Path local, String original) {}

  private final Place place;
  private final Configuration configuration;
  private final List<Copy> copies = new ArrayList<>();
  private Optional<RecordedCall> fetched = Optional.empty();

  PlacedCall(Place place, Configuration configuration) {
    this.place = place;
    this.configuration = configuration;
  }

  @Override
  public String group() {
    return place.group();
  }

  @Override
  public String name() {
    return place.name();
  }

  @Override
  public Situation situation() {
    return place.situation();
  }

  @Override
  public boolean nearEndIsKnown() {
    return place.cleanFile().isPresent();
  }

  @Override
  public String fingerprint() throws IOException {
    return here().fingerprint();
  }

  @Override
  public CallSignals load() throws IOException {
    try {
      return here().load();
    } catch (SoundFileException e) {
      for (Copy copy : copies) {
        String local = copy.local.toString();
        if (e.getMessage().startsWith(local)) {
          String problem = e.getMessage().substring(local.length() + 2);
          throw new SoundFileException(copy.original, problem, e);
        }
      }
      throw e;
    }
  }

  private RecordedCall here() throws IOException {
    if (fetched.isEmpty()) {
      fetched =
          Optional.of(
              new RecordedCall(
                  new CorpusItem(
                      place.group(),
                      place.name(),
                      place.situation(),
                      local(place.capture()),
                      local(place.farEndFile()),
                      local(place.cleanFile()),
                      local(place.echoFile()))));
    }
    return fetched.get();
  }

  private Optional<Path> local(Optional<String> file) throws IOException {
    return file.isPresent() ? Optional.of(local(file.get())) : Optional.empty();
  }

  private Path local(String file) throws IOException {
    var path = new org.apache.hadoop.fs.Path(file);
    if (HadoopCorpus.isLocal(path)) {
      return Path.of(file);
    }
    Path copy = Files.createTempFile("silenzio-", ".wav");
    copies.add(new Copy(copy, file));
    var to = new org.apache.hadoop.fs.Path(copy.toUri());
    // the raw local file system would leave a checksum file behind otherwise
    path.getFileSystem(configuration).copyToLocalFile(false, path, to, true);
    return copy;
  }

  @Override
  public void close() throws IOException {
    for (Copy copy : copies) {
      Files.deleteIfExists(copy.local);
    }
  }
}
