package org.silenzio.natives.opus;

import org.silenzio.bindings.opus.opus_h;

/** How long a packet lasts (expert frame duration). */
public enum OpusFrameDuration {
  /** As long as the frame that is encoded. */
  OF_THE_FRAME(0),
  /** 2.5 ms. */
  MS_2_5(2.5),
  /** 5 ms. */
  MS_5(5),
  /** 10 ms. */
  MS_10(10),
  /** 20 ms. */
  MS_20(20),
  /** 40 ms. */
  MS_40(40),
  /** 60 ms. */
  MS_60(60),
  /** 80 ms. */
  MS_80(80),
  /** 100 ms. */
  MS_100(100),
  /** 120 ms. */
  MS_120(120);

  private final double ms;

  OpusFrameDuration(double ms) {
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
    return opus_h.OPUS_FRAMESIZE_ARG() + ordinal();
  }

  static OpusFrameDuration of(int code) {
    return values()[code - opus_h.OPUS_FRAMESIZE_ARG()];
  }
}
