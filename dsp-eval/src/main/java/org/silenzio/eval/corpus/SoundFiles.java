package org.silenzio.eval.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;

/** Finds sound files among what a user names. */
public final class SoundFiles {

  private static final Map<String, AudioFileFormat.Type> KINDS =
      Map.of(
          "wav", AudioFileFormat.Type.WAVE,
          "wave", AudioFileFormat.Type.WAVE,
          "aif", AudioFileFormat.Type.AIFF,
          "aiff", AudioFileFormat.Type.AIFF,
          "au", AudioFileFormat.Type.AU,
          "snd", AudioFileFormat.Type.AU);

  /** What files of these kinds are called. */
  public static final String KIND = "sound file (WAV, AIFF, AU)";

  private SoundFiles() {}

  /**
   * A sound file to be read, and its name below the folder it was found through.
   *
   * @param file the file
   * @param relative the file's name, or its path below the named folder
   */
  public record Found(Path file, Path relative) {}

  /**
   * Named files as they are, named folders by the sound files anywhere below them, in order of
   * name.
   *
   * @param named files and folders
   * @param excluded a folder whose files are left out, such as the one that results go to
   * @throws SoundFileException if a name does not exist or a folder holds no sound file
   */
  public static List<Found> find(List<Path> named, Path excluded) throws IOException {
    return find(named, excluded, SoundFiles::hasSoundEnding, KIND);
  }

  /**
   * Named files as they are, named folders by the files of a kind anywhere below them, in order of
   * name.
   *
   * @param named files and folders
   * @param excluded a folder whose files are left out
   * @param isOfKind whether a name is one of that kind
   * @param kind what the kind is called
   * @throws SoundFileException if a name does not exist or a folder holds no such file
   */
  public static List<Found> find(
      List<Path> named, Path excluded, Predicate<Path> isOfKind, String kind) throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path path : named) {
      if (path.toString().isEmpty()) {
        throw new IllegalArgumentException("a file name is empty");
      }
      if (Files.isDirectory(path)) {
        found.addAll(below(path, excluded.toAbsolutePath().normalize(), isOfKind, kind));
      } else if (Files.exists(path)) {
        found.add(new Found(path, path.getFileName()));
      } else {
        throw new SoundFileException(path, "no such file");
      }
    }
    return found;
  }

  private static List<Found> below(
      Path folder, Path excluded, Predicate<Path> isOfKind, String kind) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Found> found =
          walk.filter(file -> isOfKind.test(file) && Files.isRegularFile(file))
              .filter(file -> !file.toAbsolutePath().normalize().startsWith(excluded))
              .sorted()
              .map(file -> new Found(file, folder.relativize(file)))
              .toList();
      if (found.isEmpty()) {
        throw new SoundFileException(folder, "holds no " + kind);
      }
      return found;
    } catch (UncheckedIOException e) {
      throw new SoundFileException(folder, "cannot be searched (" + e.getCause() + ")", e);
    }
  }

  /** Whether a name ends as Ogg Opus files do, and is not hidden. */
  public static boolean hasOpusEnding(Path path) {
    String name = String.valueOf(path.getFileName());
    return !name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(".opus");
  }

  /** The kind of sound file that a name's ending says. */
  static Optional<AudioFileFormat.Type> kind(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(KINDS.get(name.substring(name.lastIndexOf('.') + 1)));
  }

  /** Whether a name ends as sound files do, and is not hidden. */
  public static boolean hasSoundEnding(Path path) {
    Path fileName = path.getFileName();
    return fileName != null && !fileName.toString().startsWith(".") && kind(fileName).isPresent();
  }
}
