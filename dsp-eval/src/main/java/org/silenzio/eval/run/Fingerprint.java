package org.silenzio.eval.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** A SHA-256 over texts and files, in their order. */
public final class Fingerprint {

  private final MessageDigest digest;

  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Adds a text, so that two texts differ from their concatenation. */
  public Fingerprint add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  /** Adds bytes, so that two runs of them differ from one. */
  Fingerprint add(ByteBuffer bytes) {
    add(Integer.toString(bytes.remaining()));
    digest.update(bytes);
    return this;
  }

  /** Adds a file's content, or that of all files below a folder with their names. */
  public Fingerprint add(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          add(path.relativize(file).toString());
          addContent(file);
        }
      }
    } else {
      addContent(path);
    }
    return this;
  }

  private void addContent(Path file) throws IOException {
    add(Long.toString(Files.size(file)));
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
  }

  /** The sum of all that was added, 64 hexadecimal digits; this begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
