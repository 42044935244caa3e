package org.silenzio.natives.opus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Takes the packets out of an Ogg Opus file without decoding them (RFC 3533, RFC 7845). Pure Java.
 * What is damaged is passed over and counted; where several streams follow one another, each is a
 * link. Streams of other kinds beside them are left out.
 *
 * <p>[control] All methods; any thread, one call at a time.
 */
public final class OggOpusPackets {

  private static final int PAGE_HEADER_BYTES = 27;
  private static final int MAX_PAGE_BYTES = PAGE_HEADER_BYTES + 255 + 255 * 255;
  private static final int CAPTURE_PATTERN = 'O' | 'g' << 8 | 'g' << 16 | 'S' << 24;
  private static final int CONTINUED_FLAG = 1;
  private static final int FIRST_FLAG = 2;
  private static final int LAST_FLAG = 4;
  private static final int CHECKSUM_AT = 22;

  /** Larger than any packet of sound; comments may hold a picture. */
  private static final int MAX_PACKET_BYTES = 1 << 24;

  /** RFC 3533, section 6: the polynomial 0x04c11db7, not mirrored. */
  private static final int[] CHECKSUMS = new int[256];

  static {
    for (int n = 0; n < CHECKSUMS.length; n++) {
      int sum = n << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum << 1 ^ (sum < 0 ? 0x04c11db7 : 0);
      }
      CHECKSUMS[n] = sum;
    }
  }

  private final InputStream in;
  private final byte[] buffer = new byte[2 * MAX_PAGE_BYTES];
  private final ByteBuffer view = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
  private int start;
  private int end;

  /** The page that packets are taken from. */
  private int segment;

  private int segments;
  private int segmentTable;
  private int body;
  private long pageGranule;
  private boolean pageEndsStream;

  private byte[] packet = new byte[4_096];
  private int packetBytes;
  private boolean incomplete;

  private int serial;
  private int nextPage;
  private int link = -1;
  private int headersToCome;
  private boolean ended;
  private long granulePosition;
  private OggOpusHead head;
  private OggOpusTags tags;
  private long damagedPages;
  private long lostPages;

  /**
   * Starts before the first packet.
   *
   * @param in the file's bytes, from here on; not closed
   */
  public OggOpusPackets(InputStream in) {
    this.in = Objects.requireNonNull(in, "in");
  }

  /**
   * Goes to the next packet of sound.
   *
   * @return its length in bytes, 0 or more; −1 at the end
   * @throws IOException if the stream cannot be read, holds no Ogg Opus, or a header is damaged
   */
  public int next() throws IOException {
    while (true) {
      if (!nextPacket()) {
        if (link < 0) {
          throw new IOException("is no Ogg Opus file");
        }
        return -1;
      }
      if (headersToCome == 2) {
        head = OggOpusHead.parse(packet, packetBytes);
        headersToCome--;
      } else if (headersToCome == 1) {
        tags = OggOpusTags.parse(packet, packetBytes);
        headersToCome--;
      } else {
        return packetBytes;
      }
    }
  }

  /**
   * Where the packet lies: from index 0 on, until the next call of {@link #next}.
   *
   * @return an array that is longer than the packet
   */
  public byte[] packet() {
    return packet;
  }

  /**
   * The link that the packet belongs to.
   *
   * @return from 0; −1 before the first
   */
  public int link() {
    return link;
  }

  /**
   * The header of the packet's link.
   *
   * @return null before the first packet
   */
  public OggOpusHead head() {
    return head;
  }

  /**
   * The comments of the packet's link.
   *
   * @return null before the first packet
   */
  public OggOpusTags tags() {
    return tags;
  }

  /**
   * The time at the packet's end, where the file tells it: of the last packet on each page.
   *
   * @return samples at 48 kHz, {@link OggOpusHead#preSkipSamples} included; −1 for other packets
   */
  public long granulePosition() {
    return granulePosition;
  }

  /**
   * Whether the newest link was closed as it should be.
   *
   * @return false before its last packet, and at the end of a file that is cut short
   */
  public boolean isEnded() {
    return ended;
  }

  /**
   * How many pages were passed over because their checksums or sizes are wrong.
   *
   * @return 0 if the file is whole
   */
  public long damagedPages() {
    return damagedPages;
  }

  /**
   * How many pages are missing in the numbering of those that were read.
   *
   * @return 0 if the file is whole
   */
  public long lostPages() {
    return lostPages;
  }

  private boolean nextPacket() throws IOException {
    while (true) {
      while (segment < segments) {
        int bytes = buffer[segmentTable + segment] & 0xff;
        segment++;
        append(bytes);
        body += bytes;
        if (bytes < 255) {
          boolean whole = !incomplete;
          incomplete = false;
          if (whole) {
            granulePosition = lastOnPage() ? pageGranule : -1;
            ended |= pageEndsStream && segment == segments;
            return true;
          }
          packetBytes = 0;
        }
      }
      if (!nextPage()) {
        return false;
      }
    }
  }

  private boolean lastOnPage() {
    for (int later = segment; later < segments; later++) {
      if ((buffer[segmentTable + later] & 0xff) < 255) {
        return false;
      }
    }
    return true;
  }

  private void append(int bytes) {
    if (segment == 1 || (buffer[segmentTable + segment - 2] & 0xff) < 255) {
      packetBytes = segment == 1 ? packetBytes : 0;
    }
    if (packetBytes + bytes > MAX_PACKET_BYTES) {
      incomplete = true;
      packetBytes = 0;
      return;
    }
    if (packetBytes + bytes > packet.length) {
      packet = Arrays.copyOf(packet, Math.max(packetBytes + bytes, 2 * packet.length));
    }
    System.arraycopy(buffer, body, packet, packetBytes, bytes);
    packetBytes += bytes;
  }

  /** Finds the next page of the stream that is being read, or of one that follows it. */
  private boolean nextPage() throws IOException {
    boolean toBeContinued = segments > 0 && (buffer[segmentTable + segments - 1] & 0xff) == 255;
    while (findPage()) {
      int flags = buffer[start + 5];
      long granule = view.getLong(start + 6);
      int pageSerial = view.getInt(start + 14);
      int number = view.getInt(start + 18);
      segments = buffer[start + 26] & 0xff;
      segmentTable = start + PAGE_HEADER_BYTES;
      body = segmentTable + segments;
      segment = 0;
      start = body + bodyBytes(start);
      if ((flags & FIRST_FLAG) != 0 && startsOpus() && (link < 0 || headersToCome == 0)) {
        link++;
        serial = pageSerial;
        nextPage = number;
        headersToCome = 2;
        ended = false;
        toBeContinued = false;
      }
      if (link < 0 || pageSerial != serial) {
        segments = 0;
        continue;
      }
      if (number != nextPage) {
        lostPages += Math.max(1, number - nextPage);
        toBeContinued = false;
      }
      nextPage = number + 1;
      pageGranule = granule;
      pageEndsStream = (flags & LAST_FLAG) != 0;
      boolean continues = (flags & CONTINUED_FLAG) != 0;
      if (!continues || !toBeContinued) {
        packetBytes = 0;
      }
      incomplete = continues && (!toBeContinued || incomplete);
      ended |= pageEndsStream && segments == 0;
      return true;
    }
    segments = 0;
    segment = 0;
    return false;
  }

  private boolean startsOpus() {
    int length = OggOpusHead.MAGIC.length;
    return start - body >= length
        && Arrays.equals(buffer, body, body + length, OggOpusHead.MAGIC, 0, length);
  }

  /** Leaves {@code start} at a whole page; false at the end. */
  private boolean findPage() throws IOException {
    boolean inDamage = false;
    while (true) {
      if (!has(PAGE_HEADER_BYTES)) {
        damagedPages += !inDamage && end > start ? 1 : 0; // cut within a header
        return false;
      }
      if (view.getInt(start) == CAPTURE_PATTERN && buffer[start + 4] == 0) {
        if (has(PAGE_HEADER_BYTES + (buffer[start + 26] & 0xff))
            && has(pageBytes(start))
            && checksum(start, pageBytes(start)) == view.getInt(start + CHECKSUM_AT)) {
          return true;
        }
      }
      damagedPages += inDamage ? 0 : 1;
      inDamage = true;
      start++;
    }
  }

  private int bodyBytes(int page) {
    int bytes = 0;
    for (int i = buffer[page + 26] & 0xff; i > 0; i--) {
      bytes += buffer[page + PAGE_HEADER_BYTES + i - 1] & 0xff;
    }
    return bytes;
  }

  private int pageBytes(int page) {
    return PAGE_HEADER_BYTES + (buffer[page + 26] & 0xff) + bodyBytes(page);
  }

  /** Whether so many bytes are there, after reading on if need be. */
  private boolean has(int bytes) throws IOException {
    if (start + bytes > buffer.length) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    while (end - start < bytes) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        return false;
      }
      end += read;
    }
    return true;
  }

  private int checksum(int page, int bytes) {
    int sum = 0;
    for (int i = 0; i < bytes; i++) {
      boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + Integer.BYTES;
      sum = sum << 8 ^ CHECKSUMS[(sum >>> 24) ^ (own ? 0 : buffer[page + i] & 0xff)];
    }
    return sum;
  }
}
