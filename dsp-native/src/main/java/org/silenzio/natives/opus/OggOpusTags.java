package org.silenzio.natives.opus;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The comment header of an Ogg Opus stream (RFC 7845, section 5.2).
 *
 * @param vendor the encoder
 * @param comments texts such as {@code TITLE=…}, in the file's order; what is no UTF-8 shows as
 *     U+FFFD
 */
public record OggOpusTags(String vendor, List<String> comments) {

  static final byte[] MAGIC = "OpusTags".getBytes(StandardCharsets.US_ASCII);

  /** Copies the list. */
  public OggOpusTags {
    comments = List.copyOf(comments);
  }

  /**
   * The first comment of a name.
   *
   * @param name such as TITLE, in either case
   * @return what stands behind the equals sign
   */
  public Optional<String> first(String name) {
    String start = name.toUpperCase(Locale.ROOT) + "=";
    return comments.stream()
        .filter(comment -> comment.toUpperCase(Locale.ROOT).startsWith(start))
        .map(comment -> comment.substring(start.length()))
        .findFirst();
  }

  /** Reads a stream's second packet. */
  static OggOpusTags parse(byte[] packet, int length) throws IOException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(packet, 0, length).order(ByteOrder.LITTLE_ENDIAN);
      byte[] magic = new byte[MAGIC.length];
      bytes.get(magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IOException("the second packet is no comment header");
      }
      String vendor = text(bytes);
      long count = Integer.toUnsignedLong(bytes.getInt());
      if (count > bytes.remaining() / Integer.BYTES) {
        throw new BufferUnderflowException(); // each has its length at least
      }
      List<String> comments = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        comments.add(text(bytes));
      }
      return new OggOpusTags(vendor, comments);
    } catch (BufferUnderflowException e) {
      throw new IOException("the comment header ends too early", e);
    }
  }

  private static String text(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
