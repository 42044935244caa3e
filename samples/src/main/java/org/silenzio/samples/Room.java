package org.silenzio.samples;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A room for examples: the microphone hears the loudspeaker 20 ms later and for 50 ms more. */
final class Room {

  private static final int DELAY = 960;
  private static final int LENGTH = 2_400;
  private static final int ECHOES = 40;

  private final int[] places = new int[ECHOES];
  private final float[] strengths = new float[ECHOES];
  private final float[] past = new float[DELAY + LENGTH];
  private int at;

  Room() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int n = 0; n < ECHOES; n++) {
      places[n] = n == 0 ? DELAY : DELAY + random.nextInt(LENGTH);
      double later = (double) (places[n] - DELAY) / LENGTH;
      strengths[n] =
          (float) (0.3 * Math.exp(-4 * later) * (n == 0 ? 1 : random.nextGaussian() / 3));
    }
  }

  /** Gives what the microphone hears of what is played. */
  void echo(float[] played, float[] heard) {
    for (int n = 0; n < played.length; n++) {
      past[at] = played[n];
      float sum = 0f;
      for (int echo = 0; echo < ECHOES; echo++) {
        sum += strengths[echo] * past[Math.floorMod(at - places[echo], past.length)];
      }
      heard[n] = sum;
      at = (at + 1) % past.length;
    }
  }
}
