package org.silenzio.receive;

/**
 * Lets made-up sound that lasts too long to be believed turn into the far end's background noise,
 * and that, if nothing comes for seconds, into silence. [audio]
 */
final class FadeToNoise {

  /** 200 ms: longer than a syllable nothing that is made up stays right. */
  private static final int FADES_START_PER_SECOND = 5;

  /** 100 ms long. */
  private static final int FADES_PER_SECOND = 10;

  /** A line on which nothing has come for so long is dead, and may sound so. */
  private static final int NOISE_SECONDS = 5;

  private final BackgroundNoise[] noises;
  private final int fadeStart;
  private final int fadeSamples;
  private final int silenceStart;
  private final int silenceEnd;

  FadeToNoise(int channels, int sampleRateHz) {
    noises = new BackgroundNoise[channels];
    for (int c = 0; c < channels; c++) {
      noises[c] = new BackgroundNoise(c + 1);
    }
    fadeStart = sampleRateHz / FADES_START_PER_SECOND;
    fadeSamples = sampleRateHz / FADES_PER_SECOND;
    silenceStart = NOISE_SECONDS * sampleRateHz;
    silenceEnd = silenceStart + sampleRateHz;
  }

  /** Learns from sound that truly came. */
  void hear(float[][] x, int from, int length) {
    for (int c = 0; c < noises.length; c++) {
      noises[c].hear(x[c], from, length);
    }
  }

  /** Whether nothing of the made-up sound is left after so many samples of it. */
  boolean complete(long madeUp) {
    return madeUp >= fadeStart + fadeSamples;
  }

  /**
   * Fades.
   *
   * @param x the made-up sound; it is not read where {@link #complete} is true
   * @param from its first sample
   * @param length how many
   * @param madeUp how many were made up before
   */
  void apply(float[][] x, int from, int length, long madeUp) {
    if (madeUp + length <= fadeStart) {
      return;
    }
    for (int c = 0; c < noises.length; c++) {
      BackgroundNoise noise = noises[c];
      for (int i = 0; i < length; i++) {
        long place = madeUp + i;
        float share = Math.clamp((float) (place - fadeStart) / fadeSamples, 0f, 1f);
        float level =
            Math.clamp((float) (silenceEnd - place) / (silenceEnd - silenceStart), 0f, 1f);
        float kept = share < 1f ? (1f - share) * x[c][from + i] : 0f;
        x[c][from + i] = kept + level * share * noise.next();
      }
    }
  }

  void reset() {
    for (BackgroundNoise noise : noises) {
      noise.reset();
    }
  }
}
