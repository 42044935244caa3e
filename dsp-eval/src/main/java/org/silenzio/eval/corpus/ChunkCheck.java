package org.silenzio.eval.corpus;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Walks the chunks of a WAV (RIFF) or AIFF (FORM) up to its samples. The JDK's readers pass over
 * chunks that are longer than the file, and read whatever follows.
 */
final class ChunkCheck {

  private static final int FILE_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  private ChunkCheck() {}

  /** Refuses a file in which a chunk reaches beyond the end. */
  static void check(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      boolean littleEndian;
      switch (fourLetters(bytes, 0)) {
        case "RIFF" -> littleEndian = true;
        case "FORM" -> littleEndian = false;
        default -> {
          return; // AU has no chunks; what else there is, is not for this check
        }
      }
      long at = FILE_HEADER_BYTES;
      while (at + CHUNK_HEADER_BYTES <= bytes.length()) {
        String name = fourLetters(bytes, at);
        int stated = bytes.readInt();
        long size = Integer.toUnsignedLong(littleEndian ? Integer.reverseBytes(stated) : stated);
        long room = bytes.length() - at - CHUNK_HEADER_BYTES;
        if (size > room) {
          throw new SoundFileException(
              file,
              "is truncated or its header is damaged: the part '"
                  + name
                  + "' promises "
                  + size
                  + " bytes, the file has room for "
                  + room);
        }
        if (name.equals("data") || name.equals("SSND")) {
          return;
        }
        at += CHUNK_HEADER_BYTES + size + (size & 1); // chunks start on even bytes
      }
    }
  }

  private static String fourLetters(RandomAccessFile bytes, long at) throws IOException {
    byte[] letters = new byte[4];
    bytes.seek(at);
    int got = bytes.read(letters);
    return new String(letters, 0, Math.max(0, got), StandardCharsets.ISO_8859_1)
        .replaceAll("[^ -~]", "?");
  }
}
