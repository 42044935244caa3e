package org.silenzio.eval.corpus;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the recordings of a folder by the field's naming: {@code NAME_mic.wav} with {@code
 * NAME_lpb.wav} (and {@code _clean}, {@code _echo} where they are known) are calls, {@code
 * NAME_noisy.wav} with {@code NAME_clean.wav} are noisy speech; several noisy files may share a
 * clean one that is named by their first word.
 */
public final class Corpus {

  /** What is wrong with a folder that is none. */
  public static final String MISSING = "no such folder";

  /** What is wrong with a folder without recordings. */
  public static final String EMPTY = "holds no *_mic.wav and no *_noisy.wav";

  private Corpus() {}

  /**
   * All recordings below a folder, in order of the bytes of their absolute paths.
   *
   * @throws SoundFileException if the folder is missing or holds none
   */
  public static List<CorpusItem> find(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new SoundFileException(folder, MISSING);
    }
    List<CorpusItem> items;
    try (Stream<Path> walk = Files.walk(folder.toAbsolutePath().normalize())) {
      List<String> files = walk.filter(Files::isRegularFile).map(Corpus::slashed).toList();
      items = CorpusNames.among(files).stream().map(Corpus::item).toList();
    }
    if (items.isEmpty()) {
      throw new SoundFileException(folder, EMPTY);
    }
    return items;
  }

  private static CorpusItem item(CorpusNames names) {
    return new CorpusItem(
        names.group(),
        names.name(),
        names.situation(),
        Path.of(names.capture()),
        names.farEnd().map(Path::of),
        names.clean().map(Path::of),
        names.echo().map(Path::of));
  }

  /** The clean recording that belongs to a {@code *_noisy.wav}, if it lies beside it. */
  public static Optional<Path> cleanOf(Path noisy) {
    return CorpusNames.cleanNames(slashed(noisy)).stream()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static String slashed(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }
}
