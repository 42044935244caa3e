package org.silenzio.echo;

import org.silenzio.audio.AudioFrame;

/** What the filters see of the far end beside its channels' mean. */
enum Side {

  /** Half the difference of two loudspeakers, which has a path of its own. */
  DIFFERENCE,

  /**
   * The samples' magnitude, at 16 kHz whatever the rate: a small loudspeaker pushes further than it
   * pulls, and what that adds to the echo is linear in it.
   */
  MAGNITUDE;

  /** The bins whose filters see the magnitude: up to 4 kHz, further up it adds work and no gain. */
  private static final int MAGNITUDE_BINS = 160;

  /** What a canceller's filters see. */
  static Side of(EchoCancellerConfig config) {
    EchoPreset preset = config.preset();
    return config.renderChannels() == 2 && preset.sideTaps() > 0 ? DIFFERENCE : MAGNITUDE;
  }

  /** Frames of 10 ms that they span of it. */
  int taps(EchoPreset preset) {
    return this == DIFFERENCE ? preset.sideTaps() : preset.magnitudeTaps();
  }

  /** How many of so many bins see it, the lowest ones. */
  int bins(EchoPreset preset, int bins) {
    return this == MAGNITUDE ? Math.min(MAGNITUDE_BINS, preset.fullBins()) : bins;
  }

  /** How many times 16 kHz its rate is, beside a far end's of so many times. */
  int multiple(int multiple) {
    return this == MAGNITUDE ? 1 : multiple;
  }

  /** Whether it is sound that the mean does not hold. */
  boolean isSound() {
    return this == DIFFERENCE;
  }

  /**
   * Makes it from a far end's frame.
   *
   * @param frame the far end's channels follow the capture's
   * @param mean of these channels
   * @param side receives as many samples, or a whole fraction of them, see {@link #multiple}
   */
  void read(AudioFrame frame, float[] mean, float[] side) {
    if (this == DIFFERENCE) {
      for (int n = 0; n < side.length; n++) {
        side[n] = 0.5f * (frame.channel(1)[n] - frame.channel(2)[n]);
      }
    } else {
      // what folds down where they are averaged is the same at all times: the filters learn it too
      int each = mean.length / side.length;
      for (int n = 0; n < side.length; n++) {
        float sum = 0f;
        for (int i = n * each; i < (n + 1) * each; i++) {
          sum += Math.abs(mean[i]);
        }
        side[n] = sum / each;
      }
    }
  }
}
