package org.silenzio.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A folder of the user's own into which bundled libraries are unpacked once, and where each is
 * checked against its recorded hash every time before it is loaded.
 */
final class LibraryCache {

  private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final Path folder;
  private final boolean forThisRun;

  LibraryCache(Path folder) {
    this(folder, false);
  }

  private LibraryCache(Path folder, boolean forThisRun) {
    this.folder = folder;
    this.forThisRun = forThisRun;
  }

  /**
   * The folder that the user's system keeps caches in.
   *
   * @throws IOException if the system names no usable home
   */
  static LibraryCache ofUser(Platform platform, UnaryOperator<String> properties)
      throws IOException {
    String override = properties.apply("silenzio.cache");
    if (override != null) {
      return new LibraryCache(Path.of(override).toAbsolutePath());
    }
    String given =
        System.getenv(platform.os().equals("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
    if (given != null && !given.isBlank() && Path.of(given).isAbsolute()) {
      return new LibraryCache(Path.of(given, "silenzio", "natives"));
    }
    String home = properties.apply("user.home"); // "?" where the user is not in the system's list
    if (home == null || !Path.of(home).isAbsolute()) {
      throw new IOException("the user has no home folder");
    }
    String caches =
        switch (platform.os()) {
          case "macos" -> "Library/Caches";
          case "windows" -> "AppData/Local";
          default -> ".cache";
        };
    return new LibraryCache(Path.of(home, caches, "silenzio", "natives"));
  }

  /** A folder for this run alone, for users without a writable home. */
  static LibraryCache temporary() throws IOException {
    return new LibraryCache(
        Files.createTempDirectory("silenzio-natives-"), true); // owner-only by contract
  }

  /**
   * The unpacked file, sound and safe to load.
   *
   * @throws IOException if the folder cannot be used
   * @throws SecurityException if what lies there is not what the build recorded
   */
  Path unpack(LibraryBundle.Entry entry) throws IOException {
    // one folder per content: versions stand side by side
    Path home = folder.resolve(entry.sha256().substring(0, 16));
    Path file = home.resolve(entry.fileName());
    Files.createDirectories(home, ownerOnly(home));
    requireOurs(folder);
    requireOurs(home);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      write(entry, home, file);
    }
    requireOurs(file);
    if (forThisRun) {
      // deleted in the opposite order
      folder.toFile().deleteOnExit();
      home.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
    }
    String found = sha256(Files.readAllBytes(file));
    if (!found.equals(entry.sha256())) {
      throw new SecurityException(
          file
              + " is not the library that was bundled (SHA-256 "
              + found
              + ", expected "
              + entry.sha256()
              + "); it is not loaded; delete it if you do not know why");
    }
    return file;
  }

  private static void write(LibraryBundle.Entry entry, Path home, Path file) throws IOException {
    Path aside = Files.createTempFile(home, entry.fileName(), ".part"); // owner-only by contract
    try {
      try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        ByteBuffer content = ByteBuffer.wrap(entry.content().read());
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true); // before the rename: a power cut must not leave half a library
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0]; // Windows: the user's own folders are closed to others
  }

  /** Refuses what another user could change between this check and the loading. */
  private static void requireOurs(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      throw new FileSystemException(path + " is a link; it is not used");
    }
    if (!isPosix(path)) {
      return;
    }
    PosixFileAttributes attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.owner().equals(CurrentUser.PRINCIPAL)) {
      throw new FileSystemException(
          path + " belongs to " + attributes.owner().getName() + "; it is not used");
    }
    if (!Collections.disjoint(attributes.permissions(), WRITABLE_BY_OTHERS)) {
      throw new FileSystemException(path + " is writable by other users; it is not used");
    }
  }

  /** Whoever owns the files that this process makes. */
  private static final class CurrentUser {
    static final UserPrincipal PRINCIPAL = find();

    private static UserPrincipal find() {
      try {
        Path probe = Files.createTempFile("silenzio-", ".owner");
        try {
          return Files.getOwner(probe);
        } finally {
          Files.delete(probe);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("no temporary file can be made", e);
      }
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
