package org.silenzio.echo;

import java.util.Arrays;

/**
 * The canceller's time base: lengths are told at 16 kHz, a step is 10 ms. Constants were found at
 * steps of 8 ms; this turns them into those of 10 ms.
 */
final class Steps {

  /** Echo paths are learnt below half of this rate: speech holds little above 8 kHz. */
  static final int SAMPLE_RATE_HZ = 16_000;

  /** Samples from one spectrum to the next: a frame of 10 ms. */
  static final int HOP_SAMPLES = 160;

  /** The same in ms. */
  static final int HOP_MS = 1_000 * HOP_SAMPLES / SAMPLE_RATE_HZ;

  /** 10 ms over 8 ms. */
  static final double STRETCH = HOP_SAMPLES / 128.0;

  private static final int[] MULTIPLES = {1, 2, 3};

  private Steps() {}

  /** Whether the canceller works at a rate as it is: 16, 32 or 48 kHz. */
  static boolean isNative(int sampleRateHz) {
    return Arrays.stream(MULTIPLES).anyMatch(m -> m * SAMPLE_RATE_HZ == sampleRateHz);
  }

  /** What a smoothing keeps over a step, if it keeps so much over 8 ms. */
  static float keep(double per8Ms) {
    return (float) Math.pow(per8Ms, STRETCH);
  }

  /** How far something moves in a step, if it moves so far in 8 ms. */
  static float move(double per8Ms) {
    return (float) (per8Ms * STRETCH);
  }
}
