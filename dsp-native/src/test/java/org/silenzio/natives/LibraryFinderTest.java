package org.silenzio.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFinderTest {

  private static final Platform LINUX = Platform.of("Linux", "amd64");
  private static final byte[] CONTENT = "bundled".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private final List<Path> loaded = new ArrayList<>();

  private LibraryBundle bundle() {
    Map<String, byte[]> resources =
        Map.of(
            "linux-x64/librnnoise.so", CONTENT,
            "linux-x64/librnnoise.so.sha256",
                LibraryCache.sha256(CONTENT).getBytes(StandardCharsets.UTF_8),
            "rnnoise-origin.txt", "a test\n".getBytes(StandardCharsets.UTF_8));
    return new LibraryBundle(
        name -> resources.containsKey(name) ? new ByteArrayInputStream(resources.get(name)) : null);
  }

  private static LibraryBundle emptyBundle() {
    return new LibraryBundle(name -> null);
  }

  private LibraryFinder finder(Optional<Path> explicit, LibraryBundle bundle, Path... system) {
    return new LibraryFinder(
        LINUX,
        explicit,
        Optional.of(bundle),
        List.of(() -> new LibraryCache(folder.resolve("cache"))),
        List.of(system),
        (file, library) -> loaded.add(file));
  }

  private Path systemFolderWith(String name) throws IOException {
    Path system = Files.createDirectory(folder.resolve("system"));
    Files.writeString(system.resolve(name), "installed");
    return system;
  }

  @Test
  void theBundledOneComesBeforeTheSystems() throws IOException {
    Path system = systemFolderWith("librnnoise.so.0");
    NativeStatus status = finder(Optional.empty(), bundle(), system).find(NativeLibrary.RNNOISE);
    assertTrue(status.isLoaded());
    assertEquals("bundled, a test", status.origin());
    assertEquals(List.of(status.file().orElseThrow()), loaded);
    assertEquals("bundled", Files.readString(loaded.getFirst()));
  }

  @Test
  void theSystemsServesWhereNoneIsBundled() throws IOException {
    Path system = systemFolderWith("librnnoise.so.0");
    NativeStatus status =
        finder(Optional.empty(), emptyBundle(), folder.resolve("none"), system)
            .find(NativeLibrary.RNNOISE);
    assertEquals(Optional.of(system.resolve("librnnoise.so.0")), status.file());
    assertTrue(status.origin().startsWith("the system's; passed over: bundled for linux-x64"));
  }

  @Test
  void anExplicitPathAloneIsTried() throws IOException {
    Path system = systemFolderWith("librnnoise.so.0");
    Path absent = folder.resolve("absent.so");
    NativeStatus status = finder(Optional.of(absent), bundle(), system).find(NativeLibrary.RNNOISE);
    assertFalse(status.isLoaded());
    assertTrue(loaded.isEmpty());
    assertTrue(status.problem().orElseThrow().contains(absent + " (named by the user)"));
  }

  @Test
  void aTamperedBundledFileIsRefusedAndTheSystemsServes() throws IOException {
    Path system = systemFolderWith("librnnoise.so.0");
    LibraryFinder finder = finder(Optional.empty(), bundle(), system);
    Path unpacked = finder.find(NativeLibrary.RNNOISE).file().orElseThrow();
    Files.writeString(unpacked, "tampered");
    loaded.clear();
    String origin = finder.find(NativeLibrary.RNNOISE).origin();
    assertTrue(origin.startsWith("the system's; passed over: "), origin);
    assertTrue(origin.contains("is not the library that was bundled"), origin);
    assertEquals(List.of(system.resolve("librnnoise.so.0")), loaded);
  }

  @Test
  void anUnusableCacheIsPassedOver() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    LibraryFinder finder =
        new LibraryFinder(
            LINUX,
            Optional.empty(),
            Optional.of(bundle()),
            List.of(
                () -> new LibraryCache(notAFolder.resolve("x")),
                () -> new LibraryCache(folder.resolve("second"))),
            List.of(),
            (file, library) -> loaded.add(file));
    assertTrue(finder.find(NativeLibrary.RNNOISE).isLoaded());
    assertTrue(loaded.getFirst().startsWith(folder.resolve("second")));
  }

  @Test
  void failureNamesEverythingTriedAndTheRemedy() throws IOException {
    Path system = systemFolderWith("librnnoise.so");
    LibraryFinder finder =
        new LibraryFinder(
            LINUX,
            Optional.empty(),
            Optional.of(emptyBundle()),
            List.of(),
            List.of(system),
            (file, library) -> {
              throw new UnsatisfiedLinkError("wrong ELF class");
            });
    String problem = finder.find(NativeLibrary.RNNOISE).problem().orElseThrow();
    for (String part :
        List.of(
            "rnnoise",
            "bundled for linux-x64: not in this build",
            system.resolve("librnnoise.so") + " (the system's): wrong ELF class",
            "librnnoise.so.0 or librnnoise.so in [" + system + "]",
            "librnnoise0",
            "-Dsilenzio.rnnoise.library=PATH")) {
      assertTrue(problem.contains(part), part + " in: " + problem);
    }
    assertFalse(problem.contains("\n"), "one line");
  }
}
