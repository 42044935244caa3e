package org.silenzio.eval.metric.pesq;

/**
 * The time steps of the standard at one sample rate: everything is a multiple of a window of 4 ms.
 *
 * @param sampleRateHz 8,000 or 16,000
 */
record Grid(int sampleRateHz) {

  /** The silence put before and behind a signal, 300 ms. */
  static final int MARGIN_WINDOWS = 75;

  private static final int WINDOWS_PER_SECOND = 250;
  private static final int TAIL_WINDOWS = 80; // 320 ms
  private static final int ALIGNMENT_WINDOWS = 16; // 64 ms
  private static final int FRAME_WINDOWS = 8; // 32 ms

  /** The step of voice activity and of the bounds of utterances. */
  int windowSamples() {
    return sampleRateHz / WINDOWS_PER_SECOND;
  }

  int marginSamples() {
    return MARGIN_WINDOWS * windowSamples();
  }

  /** The silence that follows the second margin. */
  int tailSamples() {
    return TAIL_WINDOWS * windowSamples();
  }

  /** The length of the frames whose correlation gives the fine delay. */
  int alignmentSamples() {
    return ALIGNMENT_WINDOWS * windowSamples();
  }

  /** The length of the perceptual model's frames. */
  int frameSamples() {
    return FRAME_WINDOWS * windowSamples();
  }

  /** The perceptual model's frames overlap by half. */
  int hopSamples() {
    return frameSamples() / 2;
  }
}
