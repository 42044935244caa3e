package org.silenzio.natives;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a native library is loaded, and from where or why not.
 *
 * @param library which one
 * @param file the loaded file; empty if it is missing
 * @param origin where the file came from, for people; empty text if it is missing
 * @param problem what was tried and what helps; empty if it is loaded
 */
public record NativeStatus(
    NativeLibrary library, Optional<Path> file, String origin, Optional<String> problem) {

  static NativeStatus loaded(NativeLibrary library, Path file, String origin) {
    return new NativeStatus(library, Optional.of(file), origin, Optional.empty());
  }

  static NativeStatus missing(NativeLibrary library, String problem) {
    return new NativeStatus(library, Optional.empty(), "", Optional.of(problem));
  }

  /**
   * Whether the library can be called.
   *
   * @return true if it is loaded
   */
  public boolean isLoaded() {
    return file.isPresent();
  }
}
