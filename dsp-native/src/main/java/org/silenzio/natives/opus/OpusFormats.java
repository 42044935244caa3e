package org.silenzio.natives.opus;

import java.util.List;
import org.silenzio.audio.StreamFormat;

/** The frames that Opus takes (RFC 6716, section 2). */
final class OpusFormats {

  private static final List<Integer> RATES_HZ = List.of(8_000, 12_000, 16_000, 24_000, 48_000);
  private static final List<Double> FRAMES_MS =
      List.of(2.5, 5.0, 10.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0);

  /** RFC 6716, section 3.4, R2: no frame inside a packet is longer. */
  private static final int MAX_CODED_FRAME_BYTES = 1_275;

  /** The longest frame that the codec codes in one; longer packets hold several. */
  private static final double MAX_CODED_FRAME_MS = 20.0;

  /** RFC 6716, section 3.4, R5: no packet lasts longer. */
  private static final int MAX_PACKET_MS = 120;

  /** The granularity of what was lost, in parts of a second: 2.5 ms. */
  private static final int GRAINS_PER_SECOND = 400;

  /** 120 ms in frames of 2.5 ms. */
  static final int MAX_FRAMES = 48;

  /** The largest packet that a decoder needs to take: 120 ms in frames of 2.5 ms. */
  static final int MAX_PACKET_BYTES = 2 + MAX_FRAMES * (2 + MAX_CODED_FRAME_BYTES);

  private OpusFormats() {}

  static int maxPacketSamples(int sampleRateHz) {
    return sampleRateHz / 1_000 * MAX_PACKET_MS;
  }

  static void checkRate(int sampleRateHz) {
    if (!RATES_HZ.contains(sampleRateHz)) {
      throw new IllegalArgumentException(
          "sampleRateHz is " + sampleRateHz + ", Opus allows: " + RATES_HZ);
    }
  }

  /** Refuses a format that Opus does not take, or more channels than its caller does. */
  static StreamFormat check(StreamFormat format, int maxChannels) {
    checkRate(format.sampleRateHz());
    if (format.channels() > maxChannels) {
      throw new IllegalArgumentException(
          "channels is " + format.channels() + ", Opus allows: 1 to " + maxChannels);
    }
    if (!FRAMES_MS.contains(format.frameMs())) {
      throw new IllegalArgumentException(
          "frameSamples is "
              + format.frameSamples()
              + ", that is "
              + format.frameMs()
              + " ms, Opus allows: "
              + FRAMES_MS
              + " ms");
    }
    return format;
  }

  /** The largest packet: coded frames, each with its length, and the packet's two header bytes. */
  static int maxPacketBytes(StreamFormat format) {
    return maxPacketBytes(format, 1);
  }

  /** The same of so many streams, each of which says its own length (RFC 6716, appendix B). */
  static int maxPacketBytes(StreamFormat format, int streams) {
    int codedFrames = (int) Math.ceil(format.frameMs() / MAX_CODED_FRAME_MS);
    return streams * (2 + codedFrames * (2 + MAX_CODED_FRAME_BYTES));
  }

  /** What libopus would refuse to make up, and what would not fit where it writes. */
  static void checkPiece(int samples, int sampleRateHz) {
    int grain = sampleRateHz / GRAINS_PER_SECOND;
    int max = maxPacketSamples(sampleRateHz);
    if (samples <= 0 || samples > max || samples % grain != 0) {
      throw new IllegalArgumentException(
          "samples is "
              + samples
              + ", allowed: "
              + grain
              + " to "
              + max
              + ", multiples of "
              + grain);
    }
  }
}
