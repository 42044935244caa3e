package org.silenzio.natives.opus;

import org.silenzio.codec.CodecConfig;

/** What any thread may set while an encoder works, on its way to the audio thread. */
final class RuntimeSettings {

  private final int channels;
  private final PendingSetting bitrate = new PendingSetting();
  private final PendingSetting expectedLoss = new PendingSetting();

  RuntimeSettings(int channels) {
    this.channels = channels;
  }

  /**
   * Sets the bit rate of all channels together. [any]
   *
   * @throws IllegalArgumentException if no encoder of these channels takes it
   */
  void offerBitrate(int bitsPerSecond) {
    OpusConfig.checkBitrate(bitsPerSecond, channels);
    bitrate.offer(bitsPerSecond);
  }

  /**
   * Sets the loss that is reckoned with. [any]
   *
   * @throws IllegalArgumentException if it is no percentage
   */
  void offerExpectedLoss(int percent) {
    CodecConfig.checkLossPercent(percent);
    expectedLoss.offer(percent);
  }

  /** Hands on what came since the last time. [audio] */
  void applyTo(OpusEncoderControls controls) {
    int wantedBitrate = bitrate.take();
    if (wantedBitrate != PendingSetting.NONE) {
      controls.setBitrateBitsPerSecond(wantedBitrate);
    }
    int wantedLoss = expectedLoss.take();
    if (wantedLoss != PendingSetting.NONE) {
      controls.expectLoss(wantedLoss);
    }
  }
}
