package org.silenzio.eval.network;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random numbers for each part of a network, by the JDK's L64X128MixRandom: named, since the
 * default may change.
 */
final class RandomParts {

  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** What has numbers of its own, which its name decides. */
  enum Part {
    LOSS,
    NORMAL,
    GAMMA,
    SPIKES,
    WANDER,
    REORDERING,
    DUPLICATION
  }

  private final long seed;

  /**
   * The numbers of one run.
   *
   * @param seed the network's
   * @param run which of its runs
   */
  RandomParts(long seed, long run) {
    this.seed = mixed(mixed(seed) + run);
  }

  RandomGenerator of(Part part) {
    return ALGORITHM.create(seedOf(part));
  }

  long seedOf(Part part) {
    return mixed(seed + part.name().hashCode());
  }

  /** G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
