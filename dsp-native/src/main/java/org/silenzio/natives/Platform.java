package org.silenzio.natives;

import java.util.List;
import java.util.Locale;

/** The operating system and processor, as the bundle's folders name them. */
record Platform(String os, String arch) {

  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String name = osName.toLowerCase(Locale.ROOT);
    String os = name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : name;
    String arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64", "arm64" -> "arm64";
          case String other -> other;
        };
    return new Platform(os, arch);
  }

  /** The bundle's folder, such as {@code linux-x64}. */
  String folder() {
    return os + "-" + arch;
  }

  /** What the bundle calls a library's file. */
  String bundledFileName(NativeLibrary library) {
    return switch (os) {
      case "macos" -> "lib" + library.id() + ".dylib";
      case "windows" -> library.id() + ".dll";
      default -> "lib" + library.id() + ".so";
    };
  }

  /**
   * The names under which systems install a library, the one with its interface's version first.
   */
  List<String> systemFileNames(NativeLibrary library) {
    String id = library.id();
    return switch (os) {
      case "macos" -> List.of("lib" + id + ".0.dylib", "lib" + id + ".dylib");
      case "windows" -> List.of("lib" + id + "-0.dll", id + ".dll");
      default -> List.of("lib" + id + ".so.0", "lib" + id + ".so");
    };
  }
}
