package org.silenzio.eval.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.silenzio.eval.corpus.CorpusItem.Situation;

/**
 * The field's naming of recordings, see {@link Corpus}, for the files of any file system: paths are
 * texts, their parts separated by slashes.
 *
 * @param group the folder it lies in
 * @param name the part of its file names that they share
 * @param situation who speaks
 * @param capture what the microphone heard
 * @param farEnd what the loudspeaker played
 * @param clean the near end alone
 * @param echo the echo alone
 */
public record CorpusNames(
    String group,
    String name,
    Situation situation,
    String capture,
    Optional<String> farEnd,
    Optional<String> clean,
    Optional<String> echo) {

  private static final String MIC = "_mic.wav";
  private static final String NOISY = "_noisy.wav";

  /**
   * The recordings among files.
   *
   * @param files absolute paths, in any order
   * @return in order of the bytes of their paths
   */
  public static List<CorpusNames> among(Collection<String> files) {
    Set<String> known = new HashSet<>(files);
    List<CorpusNames> found = new ArrayList<>();
    for (String file : files.stream().sorted(CorpusNames::compareBytes).toList()) {
      if (file.endsWith(MIC)) {
        found.add(call(file, known));
      } else if (file.endsWith(NOISY)) {
        found.add(noisy(file, known));
      }
    }
    return found;
  }

  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static CorpusNames call(String mic, Set<String> known) {
    String start = without(mic, MIC);
    Optional<String> clean = known(start + "_clean.wav", known);
    String place = mic.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    boolean nearEndSpeaks = clean.isPresent() || !place.contains("farend");
    return new CorpusNames(
        group(mic),
        fileName(start),
        nearEndSpeaks ? Situation.DOUBLE_TALK : Situation.FAR_END,
        mic,
        known(start + "_lpb.wav", known),
        clean,
        known(start + "_echo.wav", known));
  }

  private static CorpusNames noisy(String noisy, Set<String> known) {
    return new CorpusNames(
        group(noisy),
        fileName(without(noisy, NOISY)),
        Situation.NOISE,
        noisy,
        Optional.empty(),
        cleanNames(noisy).stream().filter(known::contains).findFirst(),
        Optional.empty());
  }

  /**
   * What the clean recording of a {@code *_noisy.wav} may be called, the likeliest first; none for
   * other names.
   */
  static List<String> cleanNames(String noisy) {
    if (!noisy.endsWith(NOISY)) {
      return List.of();
    }
    int firstWord = noisy.indexOf('_', noisy.lastIndexOf('/') + 1);
    return List.of(
        without(noisy, NOISY) + "_clean.wav", noisy.substring(0, firstWord) + "_clean.wav");
  }

  private static Optional<String> known(String file, Set<String> known) {
    return Optional.of(file).filter(known::contains);
  }

  private static String without(String file, String ending) {
    return file.substring(0, file.length() - ending.length());
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String group(String file) {
    String folder = file.substring(0, Math.max(0, file.lastIndexOf('/')));
    return fileName(folder);
  }
}
