package org.silenzio.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // whose files have other rights
class LibraryCacheTest {

  private static final byte[] CONTENT = "a library".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private static LibraryBundle.Entry entry() {
    return new LibraryBundle.Entry("libx.so", LibraryCache.sha256(CONTENT), "here", () -> CONTENT);
  }

  @Test
  void unpacksOnceOwnerOnlyAndLeavesNothingAside() throws IOException {
    LibraryCache cache = new LibraryCache(folder.resolve("a/b"));
    Path file = cache.unpack(entry());
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    assertEquals("rw-------", permissions(file));
    assertEquals("rwx------", permissions(file.getParent()));
    var written = Files.getLastModifiedTime(file);
    assertEquals(file, cache.unpack(entry()));
    assertEquals(written, Files.getLastModifiedTime(file));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void refusesATamperedFileAndLeavesItForInspection() throws IOException {
    LibraryCache cache = new LibraryCache(folder);
    Path file = cache.unpack(entry());
    Files.writeString(file, "something else");
    String message =
        assertThrows(SecurityException.class, () -> cache.unpack(entry())).getMessage();
    assertTrue(message.contains(file.toString()) && message.contains(entry().sha256()), message);
    assertEquals("something else", Files.readString(file));
  }

  @Test
  void refusesAFolderThatOthersCanWrite() throws IOException {
    LibraryCache cache = new LibraryCache(folder);
    Path file = cache.unpack(entry());
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertTrue(
        assertThrows(IOException.class, () -> cache.unpack(entry()))
            .getMessage()
            .contains("writable by other users"));
  }

  @Test
  void refusesLinksAndWhatBelongsToOthers() throws IOException {
    LibraryCache cache = new LibraryCache(folder.resolve("own"));
    Path file = cache.unpack(entry());
    Path elsewhere = Files.move(file, folder.resolve("elsewhere.so"));
    Files.createSymbolicLink(file, elsewhere);
    assertTrue(
        assertThrows(IOException.class, () -> cache.unpack(entry()))
            .getMessage()
            .contains("is a link"));
    Files.delete(file);
    Files.move(elsewhere, file);
    assertEquals(file, cache.unpack(entry()));
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertTrue(
        assertThrows(IOException.class, () -> cache.unpack(entry()))
            .getMessage()
            .contains("belongs to nobody"));
  }

  @Test
  void theFolderFollowsTheSystemsHabitsAndNeedsAHome() throws IOException {
    Platform linux = Platform.of("Linux", "amd64");
    Map<String, String> properties = Map.of("silenzio.cache", folder.toString());
    Path file = LibraryCache.ofUser(linux, properties::get).unpack(entry());
    assertTrue(file.startsWith(folder));
    if (System.getenv("XDG_CACHE_HOME") == null) {
      Map<String, String> noHome = Map.of("user.home", "?");
      assertThrows(IOException.class, () -> LibraryCache.ofUser(linux, noHome::get));
    }
  }

  @Test
  void aTemporaryFolderServesOnce() throws IOException {
    Path file = LibraryCache.temporary().unpack(entry());
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    assertEquals("rwx------", permissions(file.getParent().getParent()));
  }

  @Test
  void refusesABundleThatDoesNotMatchItsOwnRecord() {
    LibraryBundle.Entry wrong =
        new LibraryBundle.Entry("libx.so", "0".repeat(64), "here", () -> CONTENT);
    assertThrows(SecurityException.class, () -> new LibraryCache(folder).unpack(wrong));
  }

  @Test
  void manyAtOnceAgree() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      Callable<Path> unpack = () -> new LibraryCache(folder).unpack(entry());
      for (Future<Path> result : pool.invokeAll(Collections.nCopies(32, unpack))) {
        assertArrayEquals(CONTENT, Files.readAllBytes(result.get()));
      }
    }
  }

  @Test
  void hashesAsEveryoneDoes() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        LibraryCache.sha256("abc".getBytes(StandardCharsets.UTF_8)),
        "FIPS 180-2, appendix B.1");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
