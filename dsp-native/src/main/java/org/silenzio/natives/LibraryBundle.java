package org.silenzio.natives;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * The libraries inside this module's jar: {@code lib/PLATFORM/FILE}, beside each the SHA-256 that
 * the build recorded, and {@code lib/ID-origin.txt}.
 */
final class LibraryBundle {

  /** Reads a library's bytes, megabytes that are needed only when they are unpacked. */
  interface Content {
    byte[] read() throws IOException;
  }

  /** A bundled library: where it came from, what it must hash to, and its bytes. */
  record Entry(String fileName, String sha256, String origin, Content content) {}

  private final Function<String, InputStream> resources;

  /** Reads resources of the given names; a missing one is null. */
  LibraryBundle(Function<String, InputStream> resources) {
    this.resources = resources;
  }

  static LibraryBundle ofThisModule() {
    return new LibraryBundle(name -> LibraryBundle.class.getResourceAsStream("lib/" + name));
  }

  Optional<Entry> find(NativeLibrary library, Platform platform) throws IOException {
    String fileName = platform.bundledFileName(library);
    String path = platform.folder() + "/" + fileName;
    Optional<byte[]> sha256 = read(path + ".sha256");
    if (sha256.isEmpty()) {
      return Optional.empty();
    }
    Content content =
        () -> read(path).orElseThrow(() -> new FileNotFoundException(path + " is not bundled"));
    String origin = read(library.id() + "-origin.txt").map(LibraryBundle::text).orElse("unknown");
    return Optional.of(new Entry(fileName, text(sha256.get()), origin, content));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private Optional<byte[]> read(String name) throws IOException {
    try (InputStream resource = resources.apply(name)) {
      return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
    }
  }
}
