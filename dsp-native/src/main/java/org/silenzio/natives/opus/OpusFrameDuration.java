package org.silenzio.natives.opus;

import org.silenzio.bindings.opus.opus_h;

/** How long a packet lasts (expert frame duration). */
public enum OpusFrameDuration {
  /** As long as the frame that is encoded. */
  OF_THE_FRAME(opus_h.OPUS_FRAMESIZE_ARG(), 0),
  /** 2.5 ms. */
  MS_2_5(opus_h.OPUS_FRAMESIZE_2_5_MS(), 2.5),
  /** 5 ms. */
  MS_5(opus_h.OPUS_FRAMESIZE_5_MS(), 5),
  /** 10 ms. */
  MS_10(opus_h.OPUS_FRAMESIZE_10_MS(), 10),
  /** 20 ms. */
  MS_20(opus_h.OPUS_FRAMESIZE_20_MS(), 20),
  /** 40 ms. */
  MS_40(opus_h.OPUS_FRAMESIZE_40_MS(), 40),
  /** 60 ms. */
  MS_60(opus_h.OPUS_FRAMESIZE_60_MS(), 60),
  /** 80 ms. */
  MS_80(opus_h.OPUS_FRAMESIZE_80_MS(), 80),
  /** 100 ms. */
  MS_100(opus_h.OPUS_FRAMESIZE_100_MS(), 100),
  /** 120 ms. */
  MS_120(opus_h.OPUS_FRAMESIZE_120_MS(), 120);

  private final int code;
  private final double ms;

  OpusFrameDuration(int code, double ms) {
    this.code = code;
    this.ms = ms;
  }

  /**
   * The duration.
   *
   * @return milliseconds; 0 for {@link #OF_THE_FRAME}
   */
  public double ms() {
    return ms;
  }

  /** The number that libopus knows it by. */
  int code() {
    return code;
  }

  static OpusFrameDuration of(int code) {
    for (OpusFrameDuration one : values()) {
      if (one.code == code) {
        return one;
      }
    }
    throw new IllegalStateException("libopus gave " + code + ", which is no OpusFrameDuration");
  }
}
