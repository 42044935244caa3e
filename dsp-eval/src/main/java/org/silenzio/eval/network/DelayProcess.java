package org.silenzio.eval.network;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.silenzio.eval.network.RandomParts.Part;

/** The delays of packets in the order in which they are sent. */
final class DelayProcess {

  private static final double MS_PER_MINUTE = 60_000;

  private final PacketDelay delay;
  private final RandomGenerator normal;
  private final Optional<GammaDistribution> gamma;
  private final DoubleUnaryOperator spikes;
  private final DoubleUnaryOperator wander;

  DelayProcess(PacketDelay delay, RandomParts random) {
    this.delay = delay;
    this.normal = random.of(Part.NORMAL);
    this.gamma =
        delay
            .gamma()
            .map(
                part ->
                    new GammaDistribution(
                        new Well19937c(random.seedOf(Part.GAMMA)), part.shape(), part.scaleMs()));
    this.spikes =
        delay.spikes().<DoubleUnaryOperator>map(s -> new Queue(s, random)).orElse(ms -> 0);
    this.wander =
        delay.wander().<DoubleUnaryOperator>map(w -> new SlowPart(w, random)).orElse(ms -> 0);
  }

  /** The delay of the next packet, overtaking or not. */
  double next(double sentMs) {
    double ms = delay.baseMs() + wander.applyAsDouble(sentMs) + spikes.applyAsDouble(sentMs);
    ms += delay.normalDeviationMs().orElse(0) * normal.nextGaussian();
    if (gamma.isPresent()) {
      ms += gamma.get().sample();
    }
    double held = delay.stalls().map(stalls -> stalls.remainingMs(sentMs)).orElse(0.0);
    return Math.max(0, ms) + held;
  }

  /** A queue whose sudden growths come as a Poisson process. */
  private static final class Queue implements DoubleUnaryOperator {
    private final PacketDelay.Spikes spikes;
    private final RandomGenerator random;
    private double nextMs;
    private double heightMs;
    private double heightAtMs;

    Queue(PacketDelay.Spikes spikes, RandomParts parts) {
      this.spikes = spikes;
      this.random = parts.of(Part.SPIKES);
      this.nextMs = gapMs();
    }

    private double gapMs() {
      return -StrictMath.log(1 - random.nextDouble()) * MS_PER_MINUTE / spikes.perMinute();
    }

    @Override
    public double applyAsDouble(double sentMs) {
      while (nextMs <= sentMs) {
        double pareto =
            spikes.leastMs() * StrictMath.pow(1 - random.nextDouble(), -1 / spikes.shape());
        heightMs = Math.max(Math.min(pareto, spikes.mostMs()), heightAt(nextMs));
        heightAtMs = nextMs;
        nextMs += gapMs();
      }
      return heightAt(sentMs);
    }

    private double heightAt(double ms) {
      return Math.max(0, heightMs - spikes.drain() * (ms - heightAtMs));
    }
  }

  /** A normal value that forgets itself slowly. */
  private static final class SlowPart implements DoubleUnaryOperator {
    private final PacketDelay.Wander wander;
    private final RandomGenerator random;
    private double value;
    private double atMs;

    SlowPart(PacketDelay.Wander wander, RandomParts parts) {
      this.wander = wander;
      this.random = parts.of(Part.WANDER);
      this.value = random.nextGaussian();
    }

    @Override
    public double applyAsDouble(double sentMs) {
      double kept = StrictMath.exp(-(sentMs - atMs) / (1_000 * wander.seconds()));
      value = kept * value + Math.sqrt(1 - kept * kept) * random.nextGaussian();
      atMs = sentMs;
      return wander.deviationMs() * value;
    }
  }
}
