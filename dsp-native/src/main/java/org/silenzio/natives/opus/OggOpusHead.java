package org.silenzio.natives.opus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The identification header of an Ogg Opus stream (RFC 7845, section 5.1).
 *
 * @param channels what the decoder puts out, 1 to 255
 * @param preSkipSamples what a player leaves out at the beginning, at 48 kHz
 * @param inputRateHz the rate of the sound before it was encoded; 0 if it is not told
 * @param gainDb how much louder a player makes the decoder's output
 * @param mappingFamily 0: mono or stereo; 1: surround in Vorbis' order; 255: channels without
 *     meaning
 * @param streams Opus packets in each packet of the file
 * @param coupledStreams how many of these are stereo
 */
public record OggOpusHead(
    int channels,
    int preSkipSamples,
    long inputRateHz,
    double gainDb,
    int mappingFamily,
    int streams,
    int coupledStreams) {

  static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);

  /** The file has it as a fixed-point number. */
  static final double GAIN_STEPS_PER_DB = 256;

  private static final int BYTES = 19;
  private static final int VERSION_AT = 8;

  /** Reads a stream's first packet. */
  static OggOpusHead parse(byte[] packet, int length) throws IOException {
    if (length < BYTES) {
      throw new IOException("the Opus header has " + length + " bytes, of " + BYTES);
    }
    ByteBuffer bytes = ByteBuffer.wrap(packet, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    int version = bytes.get(VERSION_AT);
    if (version >> 4 != 0) {
      throw new IOException("the Opus header's version is " + version + ", known: 0 to 15");
    }
    int channels = bytes.get(9) & 0xff;
    int family = bytes.get(18) & 0xff;
    int streams = 1;
    int coupled = channels - 1;
    if (family != 0) {
      if (length < BYTES + 2 + channels) {
        throw new IOException("the Opus header ends within its table of channels");
      }
      streams = bytes.get(BYTES) & 0xff;
      coupled = bytes.get(BYTES + 1) & 0xff;
    }
    if (channels == 0
        || (family == 0 && channels > 2)
        || streams == 0
        || coupled > streams
        || streams + coupled > 255) {
      throw new IOException(
          "the Opus header tells of "
              + channels
              + " channels in "
              + streams
              + " streams, which cannot be");
    }
    return new OggOpusHead(
        channels,
        bytes.getShort(10) & 0xffff,
        Integer.toUnsignedLong(bytes.getInt(12)),
        bytes.getShort(16) / GAIN_STEPS_PER_DB,
        family,
        streams,
        coupled);
  }
}
