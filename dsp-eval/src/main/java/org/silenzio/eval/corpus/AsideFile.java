package org.silenzio.eval.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a file aside, in the same folder, and renames it when it is whole: there is the new file
 * afterwards, or what was there before. What is aside goes even if the user ends the program.
 */
public final class AsideFile {

  private static final Pattern ASIDE = Pattern.compile("\\.[0-9a-f-]{36}\\.part");

  private AsideFile() {}

  /** Writes the file it is given. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(Path aside) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param file where it goes, in a folder that exists; a file of that name is replaced
   * @param content writes it aside
   * @throws IOException what the content threw, or why the file could not be put into place
   */
  public static void write(Path file, Content content) throws IOException {
    // a short name, whatever the file's; not by createTempFile, whose files only their owner may
    // read
    Path aside = file.resolveSibling("." + UUID.randomUUID() + ".part");
    aside.toFile().deleteOnExit();
    try {
      content.writeTo(aside);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** A message of such an exception with the file's own name, which its readers know. */
  static String withOwnName(String message, Path file) {
    return ASIDE.matcher(message).replaceAll(Matcher.quoteReplacement("" + file.getFileName()));
  }
}
