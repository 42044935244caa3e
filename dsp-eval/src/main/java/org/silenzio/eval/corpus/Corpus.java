package org.silenzio.eval.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.silenzio.eval.corpus.CorpusItem.Situation;

/**
 * Finds the recordings of a folder by the field's naming: {@code NAME_mic.wav} with {@code
 * NAME_lpb.wav} (and {@code _clean}, {@code _echo} where they are known) are calls, {@code
 * NAME_noisy.wav} with {@code NAME_clean.wav} are noisy speech; several noisy files may share a
 * clean one that is named by their first word.
 */
public final class Corpus {

  private static final String MIC = "_mic.wav";
  private static final String NOISY = "_noisy.wav";

  private Corpus() {}

  /**
   * All recordings below a folder, in order of path.
   *
   * @throws SoundFileException if the folder is missing or holds none
   */
  public static List<CorpusItem> find(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new SoundFileException(folder, "no such folder");
    }
    List<CorpusItem> items = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(MIC)) {
          items.add(call(file, name.substring(0, name.length() - MIC.length())));
        } else if (name.endsWith(NOISY)) {
          items.add(noisy(file, name.substring(0, name.length() - NOISY.length())));
        }
      }
    }
    if (items.isEmpty()) {
      throw new SoundFileException(folder, "holds no *_mic.wav and no *_noisy.wav");
    }
    return items;
  }

  private static CorpusItem call(Path mic, String name) {
    Optional<Path> clean = sibling(mic, name + "_clean.wav");
    String place = mic.toString().toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    boolean nearEndSpeaks = clean.isPresent() || !place.contains("farend");
    return new CorpusItem(
        group(mic),
        name,
        nearEndSpeaks ? Situation.DOUBLE_TALK : Situation.FAR_END,
        mic,
        sibling(mic, name + "_lpb.wav"),
        clean,
        sibling(mic, name + "_echo.wav"));
  }

  private static CorpusItem noisy(Path noisy, String name) {
    return new CorpusItem(
        group(noisy),
        name,
        Situation.NOISE,
        noisy,
        Optional.empty(),
        cleanOf(noisy),
        Optional.empty());
  }

  /** The clean recording that belongs to a {@code *_noisy.wav}, if it lies beside it. */
  public static Optional<Path> cleanOf(Path noisy) {
    String fileName = noisy.getFileName().toString();
    if (!fileName.endsWith(NOISY)) {
      return Optional.empty();
    }
    String name = fileName.substring(0, fileName.length() - NOISY.length());
    return sibling(noisy, name + "_clean.wav")
        .or(() -> sibling(noisy, fileName.substring(0, fileName.indexOf('_')) + "_clean.wav"));
  }

  private static Optional<Path> sibling(Path file, String name) {
    return Optional.of(file.resolveSibling(name)).filter(Files::isRegularFile);
  }

  private static String group(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
  }
}
