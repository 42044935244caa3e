package org.silenzio.natives;

import java.io.File;
import java.lang.foreign.SymbolLookup;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Loads the native libraries, each at most once per JVM.
 *
 * <p>Order: the file named with {@link #usePath} or {@code -Dsilenzio.ID.library=PATH} (then
 * nothing else is tried); the one bundled in this module's jar, unless {@code
 * -Dsilenzio.natives.bundled=false}; the system's. The bundled one is unpacked once per user into
 * the system's cache folder (or {@code -Dsilenzio.cache=FOLDER}), owner-only, and its SHA-256 is
 * checked each time before it is loaded.
 *
 * <p>[any] All methods; they may block while a library is unpacked.
 */
public final class NativeLibraries {

  /** Set to {@code false}, it leaves the bundled libraries out: for packagers and for tests. */
  public static final String BUNDLED_PROPERTY = "silenzio.natives.bundled";

  private static final Map<NativeLibrary, Path> EXPLICIT = new EnumMap<>(NativeLibrary.class);
  private static final Map<NativeLibrary, NativeStatus> FOUND = new EnumMap<>(NativeLibrary.class);

  private NativeLibraries() {}

  /**
   * Names the file to load, before the library's first use.
   *
   * @param library which one
   * @param file the shared library
   * @throws IllegalStateException if the library was already looked for
   */
  public static void usePath(NativeLibrary library, Path file) {
    synchronized (FOUND) {
      if (FOUND.containsKey(library)) {
        throw new IllegalStateException(
            library.id() + " was already looked for; name its file before its first use");
      }
      EXPLICIT.put(library, file);
    }
  }

  /**
   * Makes sure that a library is loaded.
   *
   * @param library which one
   * @throws NativeLibraryException if it cannot be; the message says what was tried and what helps
   */
  public static void load(NativeLibrary library) {
    Optional<String> problem = status(library).problem();
    if (problem.isPresent()) {
      throw new NativeLibraryException(problem.get());
    }
  }

  /**
   * Makes sure that a library is loaded and brings a part that not every build of it has.
   *
   * @param library which one
   * @param symbol a function of that part
   * @throws NativeLibraryException if the library cannot be loaded or lacks the function
   */
  public static void load(NativeLibrary library, String symbol) {
    load(library);
    if (SymbolLookup.loaderLookup().find(symbol).isEmpty()) {
      throw new NativeLibraryException(
          library.id()
              + " from "
              + status(library).file().orElseThrow()
              + " has no function "
              + symbol
              + "; the library that comes with this module has it");
    }
  }

  /**
   * Loads a library if it can be, and says how that went.
   *
   * @param library which one
   * @return the status, the same for the JVM's life
   */
  public static NativeStatus status(NativeLibrary library) {
    synchronized (FOUND) {
      return FOUND.computeIfAbsent(library, wanted -> finder(wanted).find(wanted));
    }
  }

  private static LibraryFinder finder(NativeLibrary library) {
    return finder(library, Optional.ofNullable(EXPLICIT.get(library)), System::getProperty);
  }

  /** How a library is looked for, given what was named by call and by system properties. */
  static LibraryFinder finder(
      NativeLibrary library, Optional<Path> named, UnaryOperator<String> properties) {
    Platform platform = Platform.current();
    Optional<Path> explicit =
        named.or(() -> Optional.ofNullable(properties.apply(library.pathProperty())).map(Path::of));
    boolean bundled = !"false".equals(properties.apply(BUNDLED_PROPERTY));
    return new LibraryFinder(
        platform,
        explicit,
        bundled ? Optional.of(LibraryBundle.ofThisModule()) : Optional.empty(),
        List.of(() -> LibraryCache.ofUser(platform, properties), LibraryCache::temporary),
        systemFolders(platform, properties.apply("java.library.path")),
        NativeLibraries::loadIntoThisModule);
  }

  /** Where the JVM looks itself, then where distributions and Homebrew put libraries. */
  private static List<Path> systemFolders(Platform platform, String libraryPath) {
    Stream<String> ofTheJvm =
        libraryPath == null ? Stream.of() : Stream.of(libraryPath.split(File.pathSeparator, -1));
    Stream<String> usual =
        switch (platform.os()) {
          case "macos" -> Stream.of("/opt/homebrew/lib", "/usr/local/lib", "/usr/lib");
          case "windows" -> Stream.of();
          default ->
              Stream.of(
                  "/usr/lib/x86_64-linux-gnu",
                  "/usr/lib/aarch64-linux-gnu",
                  "/usr/local/lib",
                  "/usr/lib64",
                  "/usr/lib",
                  "/lib64",
                  "/lib");
        };
    return Stream.concat(ofTheJvm, usual)
        .filter(folder -> !folder.isBlank())
        .distinct()
        .flatMap(NativeLibraries::path)
        .toList();
  }

  /** A name that this system cannot read as a path is no folder to look into. */
  private static Stream<Path> path(String name) {
    try {
      return Stream.of(Path.of(name));
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }

  @SuppressWarnings("restricted") // this module exists to load native code
  private static void loadIntoThisModule(Path file, NativeLibrary library) {
    System.load(file.toString()); // for this class's loader, where the bindings look symbols up
    if (SymbolLookup.loaderLookup().find(library.symbol()).isEmpty()) {
      throw new UnsatisfiedLinkError("it has no function " + library.symbol());
    }
  }
}
