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

  /** The largest packet that a decoder needs to take: 120 ms in frames of 2.5 ms. */
  static final int MAX_PACKET_BYTES = 2 + 48 * (2 + MAX_CODED_FRAME_BYTES);

  private OpusFormats() {}

  static int maxPacketSamples(int sampleRateHz) {
    return sampleRateHz / 1_000 * MAX_PACKET_MS;
  }

  static StreamFormat check(StreamFormat format) {
    if (!RATES_HZ.contains(format.sampleRateHz())) {
      throw new IllegalArgumentException(
          "sampleRateHz is " + format.sampleRateHz() + ", Opus allows: " + RATES_HZ);
    }
    if (format.channels() > 2) {
      throw new IllegalArgumentException(
          "channels is " + format.channels() + ", Opus allows: 1 and 2");
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
    int codedFrames = (int) Math.ceil(format.frameMs() / MAX_CODED_FRAME_MS);
    return 2 + codedFrames * (2 + MAX_CODED_FRAME_BYTES);
  }
}
