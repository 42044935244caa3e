package org.silenzio.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a library in the promised order and loads the first that works: the explicit path (then
 * nothing else), the bundle, the system's folders.
 *
 * @param platform what runs here
 * @param explicit the file that the user named, if any
 * @param bundle the libraries in the jar; empty if they shall not be used
 * @param caches where to unpack, tried in this order
 * @param systemFolders where the system keeps libraries
 * @param loader loads a file; the result says whether it holds the library's functions
 */
record LibraryFinder(
    Platform platform,
    Optional<Path> explicit,
    Optional<LibraryBundle> bundle,
    List<CacheSource> caches,
    List<Path> systemFolders,
    Loader loader) {

  /** A cache, made when it is needed. */
  interface CacheSource {
    LibraryCache open() throws IOException;
  }

  /** Loads a file into this JVM. */
  interface Loader {
    /** Throws {@link UnsatisfiedLinkError} if the file is no library for this platform. */
    void load(Path file, NativeLibrary library);
  }

  NativeStatus find(NativeLibrary library) {
    List<String> tried = new ArrayList<>();
    if (explicit.isPresent()) {
      Path file = explicit.get().toAbsolutePath();
      return load(library, file, "named by the user", tried)
          .orElseGet(() -> missing(library, tried));
    }
    return fromBundle(library, tried)
        .or(() -> fromSystem(library, tried))
        .orElseGet(() -> missing(library, tried));
  }

  private Optional<NativeStatus> fromBundle(NativeLibrary library, List<String> tried) {
    if (bundle.isEmpty()) {
      tried.add("bundled libraries: switched off");
      return Optional.empty();
    }
    try {
      Optional<LibraryBundle.Entry> entry = bundle.get().find(library, platform);
      if (entry.isEmpty()) {
        tried.add("bundled for " + platform.folder() + ": not in this build");
        return Optional.empty();
      }
      for (CacheSource source : caches) {
        Optional<NativeStatus> loaded = fromCache(library, entry.get(), source, tried);
        if (loaded.isPresent()) {
          return loaded;
        }
      }
    } catch (IOException e) {
      tried.add("bundled for " + platform.folder() + ": " + e);
    }
    return Optional.empty();
  }

  private Optional<NativeStatus> fromCache(
      NativeLibrary library, LibraryBundle.Entry entry, CacheSource source, List<String> tried) {
    try {
      Path file = source.open().unpack(entry);
      return load(library, file, "bundled, " + entry.origin(), tried);
    } catch (IOException | RuntimeException e) {
      tried.add("unpacking the bundled one: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<NativeStatus> fromSystem(NativeLibrary library, List<String> tried) {
    List<String> names = platform.systemFileNames(library);
    for (Path folder : systemFolders) {
      for (String name : names) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
          Optional<NativeStatus> loaded = load(library, file, "the system's", tried);
          if (loaded.isPresent()) {
            return loaded;
          }
        }
      }
    }
    tried.add(
        "the system's "
            + String.join(" or ", names)
            + " in "
            + systemFolders.stream().filter(Files::isDirectory).map(Path::toString).toList());
    return Optional.empty();
  }

  private Optional<NativeStatus> load(
      NativeLibrary library, Path file, String origin, List<String> tried) {
    if (!Files.isRegularFile(file)) {
      tried.add(file + " (" + origin + "): no such file");
      return Optional.empty();
    }
    try {
      loader.load(file, library);
      // a tampered or closed cache should be known, although another file serves
      String passedOver = tried.isEmpty() ? "" : "; passed over: " + String.join("; ", tried);
      return Optional.of(NativeStatus.loaded(library, file, origin + passedOver));
    } catch (UnsatisfiedLinkError e) {
      tried.add(file + " (" + origin + "): " + e.getMessage());
      return Optional.empty();
    } catch (RuntimeException e) { // such as native access being denied
      tried.add(file + " (" + origin + "): " + e);
      return Optional.empty();
    }
  }

  private static NativeStatus missing(NativeLibrary library, List<String> tried) {
    return NativeStatus.missing(
        library,
        "the native library "
            + library.id()
            + " cannot be loaded; tried: "
            + String.join("; ", tried)
            + "; what helps: "
            + library.remedy());
  }
}
