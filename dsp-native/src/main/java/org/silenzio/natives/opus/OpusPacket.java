package org.silenzio.natives.opus;

import java.util.Objects;

/**
 * What an Opus packet says of itself without being decoded (RFC 6716, sections 3, 4.2.3 and 4.2.4;
 * the limits of padding as RFC 8251 has them). Pure Java: nothing native is called, nothing is
 * allocated.
 *
 * <p>Every method takes a packet as it lies in an array: from {@code offset} on, {@code length}
 * bytes. Only {@link #isValid} and the counts, which are then 0, answer for bytes that are no
 * packet; the others throw {@link IllegalArgumentException}. A range outside the array is an {@link
 * IndexOutOfBoundsException}.
 *
 * <p>[any] All methods.
 */
public final class OpusPacket {

  private static final int RATE_HZ = 48_000;

  /** RFC 6716, section 3.4, R5: 120 ms. */
  private static final int MAX_SAMPLES = 5_760;

  /** RFC 6716, section 3.4, R2. */
  private static final int MAX_FRAME_BYTES = 1_275;

  /** A SILK frame of 20 ms; a longer frame of Opus holds two or three (section 4.2.2). */
  private static final int SILK_FRAME_SAMPLES = 960;

  /** Lengths up to here take one byte (section 3.2.1). */
  private static final int MAX_ONE_BYTE_LENGTH = 251;

  private static final int FRAME_COUNT_MASK = 0x3f;
  private static final int PADDING_FLAG = 0x40;
  private static final int VBR_FLAG = 0x80;

  /** What {@link #find} is asked for. */
  private static final int COUNT = -1;

  private static final int PADDING = -2;

  private OpusPacket() {}

  /** How sound is coded. */
  public enum Mode {
    /** Linear prediction alone: speech up to 8 kHz. */
    SILK,
    /** Linear prediction below 8 kHz, the transform above. */
    HYBRID,
    /** The transform alone: music, low delay. */
    CELT
  }

  /** Whether somebody speaks, as the encoder judged it. */
  public enum Voice {
    /** At least one SILK frame is marked as speech. */
    ACTIVE,
    /** None is. */
    INACTIVE,
    /** The transform has no such mark, and neither has a frame without content. */
    UNKNOWN
  }

  /**
   * Whether bytes are a well-formed packet; what the frames hold is not looked at.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes; 0 is no packet
   * @return whether a decoder takes it
   */
  public static boolean isValid(byte[] packet, int offset, int length) {
    return find(packet, offset, length, COUNT) > 0;
  }

  /**
   * How the packet's sound is coded.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return the same for all its frames
   */
  public static Mode mode(byte[] packet, int offset, int length) {
    int configuration = configuration(packet, offset, length);
    return configuration < 12 ? Mode.SILK : configuration < 16 ? Mode.HYBRID : Mode.CELT;
  }

  /**
   * The audio bandwidth.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return the same for all its frames
   */
  public static OpusBandwidth bandwidth(byte[] packet, int offset, int length) {
    // RFC 6716, table 2
    return switch (configuration(packet, offset, length) >> 2) {
      case 0, 4 -> OpusBandwidth.NARROWBAND;
      case 1 -> OpusBandwidth.MEDIUMBAND;
      case 2, 5 -> OpusBandwidth.WIDEBAND;
      case 3 ->
          configuration(packet, offset, length) < 14
              ? OpusBandwidth.SUPERWIDEBAND
              : OpusBandwidth.FULLBAND;
      case 6 -> OpusBandwidth.SUPERWIDEBAND;
      default -> OpusBandwidth.FULLBAND;
    };
  }

  /**
   * Mono or stereo, whatever the decoder then makes of it.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return 1 or 2
   */
  public static int channels(byte[] packet, int offset, int length) {
    return (firstByte(packet, offset, length) & 0x04) == 0 ? 1 : 2;
  }

  /**
   * How the frames are packed.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return 0: one frame; 1: two of one size; 2: two of their own sizes; 3: any number
   */
  public static int code(byte[] packet, int offset, int length) {
    return firstByte(packet, offset, length) & 0x03;
  }

  /**
   * Whether the frames' sizes are told one by one (codes 2 and 3), rather than all alike.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return true for frames of variable size
   */
  public static boolean isVbr(byte[] packet, int offset, int length) {
    int code = code(packet, offset, length);
    return code == 2 || (code == 3 && (packet[offset + 1] & VBR_FLAG) != 0);
  }

  /**
   * How many frames the packet has.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return 1 to 48; 0 if it is not valid
   */
  public static int frames(byte[] packet, int offset, int length) {
    return Math.max(0, find(packet, offset, length, COUNT));
  }

  /**
   * How long one frame is.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return 2.5, 5, 10, 20, 40 or 60 ms
   */
  public static double frameMs(byte[] packet, int offset, int length) {
    return frameSamples(firstByte(packet, offset, length)) * 1e3 / RATE_HZ;
  }

  /**
   * How long the packet is.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return 2.5 to 120 ms; 0 if it is not valid
   */
  public static double durationMs(byte[] packet, int offset, int length) {
    return samples(packet, offset, length, RATE_HZ) * 1e3 / RATE_HZ;
  }

  /**
   * How many samples a decoder makes of the packet, in each channel.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @param sampleRateHz the decoder's rate: 8, 12, 16, 24 or 48 kHz
   * @return 0 if the packet is not valid
   */
  public static int samples(byte[] packet, int offset, int length, int sampleRateHz) {
    if (sampleRateHz <= 0 || RATE_HZ % sampleRateHz != 0 || sampleRateHz % 4_000 != 0) {
      throw new IllegalArgumentException(
          "sampleRateHz is " + sampleRateHz + ", allowed: 8000, 12000, 16000, 24000 and 48000");
    }
    int frames = frames(packet, offset, length);
    return frames == 0 ? 0 : frames * frameSamples(packet[offset], sampleRateHz);
  }

  /**
   * How many bytes do nothing but fill the packet up: the padding with the bytes that tell its
   * length.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return 0 if there are none, or if the packet is not valid
   */
  public static int paddingBytes(byte[] packet, int offset, int length) {
    return Math.max(0, find(packet, offset, length, PADDING));
  }

  /**
   * Where a frame begins.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @param frame 0 up to {@link #frames} − 1
   * @return an index into the array
   */
  public static int frameOffset(byte[] packet, int offset, int length, int frame) {
    return (int) (frameAt(packet, offset, length, frame) >> Integer.SIZE);
  }

  /**
   * How many bytes a frame has.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @param frame 0 up to {@link #frames} − 1
   * @return 0 to 1,275
   */
  public static int frameBytes(byte[] packet, int offset, int length, int frame) {
    return (int) frameAt(packet, offset, length, frame);
  }

  /**
   * Whether the packet repeats the one before it at a low rate (in-band FEC, LBRR): whether its
   * first frame does, which is what {@link OpusDecoder#decodeFec} can make sound of.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return true if it does; false too if the packet is not valid
   */
  public static boolean hasFec(byte[] packet, int offset, int length) {
    if (!isValid(packet, offset, length)
        || mode(packet, offset, length) == Mode.CELT
        || frameBytes(packet, offset, length, 0) == 0) {
      return false;
    }
    // behind each channel's marks of speech comes one of redundancy; all have one bit
    int flags = packet[frameOffset(packet, offset, length, 0)];
    int silkFrames = silkFrames(packet[offset]);
    boolean middle = (flags >> (7 - silkFrames) & 1) != 0;
    boolean stereo = channels(packet, offset, length) == 2;
    return middle || (stereo && (flags >> (6 - 2 * silkFrames) & 1) != 0);
  }

  /**
   * Whether the packet holds speech, as the marks in its SILK frames tell (section 4.2.3); they are
   * the first bits of each frame and so can be read without decoding.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return {@link Voice#UNKNOWN} for {@link Mode#CELT} and for packets that hold nothing
   */
  public static Voice voice(byte[] packet, int offset, int length) {
    if (mode(packet, offset, length) == Mode.CELT) {
      return Voice.UNKNOWN;
    }
    int silkFrames = silkFrames(packet[offset]);
    int speech = (0xff << (8 - silkFrames)) & 0xff;
    if (channels(packet, offset, length) == 2) {
      speech |= speech >> (silkFrames + 1);
    }
    Voice voice = Voice.UNKNOWN;
    int frames = frames(packet, offset, length);
    for (int frame = 0; frame < frames; frame++) {
      long at = frameAt(packet, offset, length, frame);
      if ((int) at > 1) {
        if ((packet[(int) (at >> Integer.SIZE)] & speech) != 0) {
          return Voice.ACTIVE;
        }
        voice = Voice.INACTIVE;
      }
    }
    return voice;
  }

  /**
   * Whether the packet says that there is nothing to send (DTX): no frame of it has more than one
   * byte, which libopus takes as it takes a lost frame.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its bytes
   * @return true if the decoder makes comfort noise of it
   */
  public static boolean isDtx(byte[] packet, int offset, int length) {
    int frames = checked(packet, offset, length);
    for (int frame = 0; frame < frames; frame++) {
      if ((int) frameAt(packet, offset, length, frame) > 1) {
        return false;
      }
    }
    return true;
  }

  private static int checked(byte[] packet, int offset, int length) {
    int frames = find(packet, offset, length, COUNT);
    if (frames <= 0) {
      throw new IllegalArgumentException("packet of " + length + " bytes is not valid Opus");
    }
    return frames;
  }

  private static byte firstByte(byte[] packet, int offset, int length) {
    checked(packet, offset, length);
    return packet[offset];
  }

  private static int configuration(byte[] packet, int offset, int length) {
    return (firstByte(packet, offset, length) & 0xff) >> 3;
  }

  private static long frameAt(byte[] packet, int offset, int length, int frame) {
    Objects.checkIndex(frame, checked(packet, offset, length));
    return find(packet, offset, length, frame, true);
  }

  /** RFC 6716, table 2, in samples at 48 kHz. */
  private static int frameSamples(byte first) {
    int configuration = (first & 0xff) >> 3;
    if (configuration < 12) {
      int size = configuration & 3;
      return size == 3 ? 2_880 : 480 << size;
    }
    return configuration < 16 ? 480 << (configuration & 1) : 120 << (configuration & 3);
  }

  /** One frame's length at a decoder's rate. */
  static int frameSamples(byte first, int sampleRateHz) {
    return frameSamples(first) / (RATE_HZ / sampleRateHz);
  }

  private static int silkFrames(byte first) {
    return Math.max(1, frameSamples(first) / SILK_FRAME_SAMPLES);
  }

  private static int find(byte[] packet, int offset, int length, int wanted) {
    Objects.checkFromIndexSize(offset, length, packet.length);
    return (int) find(packet, offset, length, wanted, false);
  }

  /**
   * Walks a packet's head (sections 3.2 and 3.4).
   *
   * @return for {@link #COUNT} the number of frames, for {@link #PADDING} its bytes, or −1 if the
   *     packet is not valid; for a frame its place above its length
   */
  private static long find(byte[] packet, int offset, int length, int wanted, boolean place) {
    if (length == 0) {
      return -1;
    }
    int at = offset + 1;
    int end = offset + length;
    int code = packet[offset] & 3;
    int frames = code == 0 ? 1 : 2;
    boolean vbr = code == 2;
    int padding = 0;
    if (code == 3) {
      if (at == end) {
        return -1;
      }
      int head = packet[at++];
      frames = head & FRAME_COUNT_MASK;
      vbr = (head & VBR_FLAG) != 0;
      if (frames == 0 || frames * frameSamples(packet[offset]) > MAX_SAMPLES) {
        return -1;
      }
      if ((head & PADDING_FLAG) != 0) {
        int more;
        do {
          if (at == end) {
            return -1;
          }
          more = packet[at++] & 0xff;
          int bytes = Math.min(more, 254); // 255 means 254 and another such byte
          end -= bytes;
          padding += 1 + bytes;
          if (end < at) {
            return -1;
          }
        } while (more == 255);
      }
    }
    if (!vbr) {
      int bytes = (end - at) / frames;
      if (bytes * frames != end - at || bytes > MAX_FRAME_BYTES) {
        return -1;
      }
      return place ? packed(at + wanted * bytes, bytes) : wanted == COUNT ? frames : padding;
    }
    // the lengths of all but the last come first: the frames begin behind them
    int before = 0;
    int sum = 0;
    int found = -1;
    for (int frame = 0; frame < frames - 1; frame++) {
      if (at == end) {
        return -1;
      }
      int bytes = packet[at++] & 0xff;
      if (bytes > MAX_ONE_BYTE_LENGTH) {
        if (at == end) {
          return -1;
        }
        bytes += 4 * (packet[at++] & 0xff);
      }
      if (frame == wanted) {
        before = sum;
        found = bytes;
      }
      sum += bytes;
      if (sum > end - at) {
        return -1;
      }
    }
    int last = end - at - sum;
    if (last > MAX_FRAME_BYTES) {
      return -1;
    }
    if (place) {
      return found < 0 ? packed(at + sum, last) : packed(at + before, found);
    }
    return wanted == COUNT ? frames : padding;
  }

  private static long packed(int at, int bytes) {
    return (long) at << Integer.SIZE | bytes;
  }
}
