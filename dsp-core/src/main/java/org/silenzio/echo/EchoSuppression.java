package org.silenzio.echo;

/** What becomes of the echo that the linear filter leaves. */
public enum EchoSuppression {
  /** As the preset has it, see {@link EchoPreset#suppression()}. */
  BY_PRESET,

  /** Nothing: the linear filter works alone, and above 8 kHz nothing does. */
  NONE,

  /**
   * While somebody talks at the near end, and for half a second behind, it is lowered by 8 dB at
   * most: the voice stays as it is, and some echo may be heard beside it. Otherwise by 16 dB at
   * most, and by 64 where no filter follows the echo of a device that gates.
   */
  GENTLE,

  /** It is lowered as far as it takes, whoever talks. */
  FULL;

  private static final float GENTLE_GAIN = 0.4f;

  /** Talk beside an echo that passes for one is still heard then: −16 dB. */
  private static final float GENTLE_SILENT_GAIN = 0.16f;

  /** Longer than the pauses between words. */
  private static final double GENTLE_RELEASE_MS = 400;

  private static final double FULL_RELEASE_MS = 50;

  /** What is meant with a preset: never {@link #BY_PRESET}. */
  EchoSuppression with(EchoPreset preset) {
    return this == BY_PRESET ? preset.suppression() : this;
  }

  /** Time constant with which the near end's presence falls once nobody is heard. */
  double releaseMs() {
    return this == GENTLE ? GENTLE_RELEASE_MS : FULL_RELEASE_MS;
  }

  /** The lowest gain while somebody talks at the near end. */
  float talkingGain(EchoPreset preset) {
    return this == GENTLE ? GENTLE_GAIN : preset.leastGain();
  }

  /** The lowest gain while nobody does, but for what is like the far end by its shape. */
  float silentGain(EchoPreset preset) {
    return this == GENTLE ? GENTLE_SILENT_GAIN : preset.silentGain();
  }
}
