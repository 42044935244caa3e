package org.silenzio.receive;

import org.silenzio.concurrent.Tally;

/** What the audio thread counts, and what it shows of itself. */
final class JitterCounts {

  private static final double NANOS_PER_MS = 1e6;

  final Tally received = new Tally();
  final Tally late = new Tally();
  final Tally duplicate = new Tally();
  final Tally discarded = new Tally();
  final Tally damaged = new Tally();
  final Tally resets = new Tally();
  final Tally total = new Tally();
  final Tally emitted = new Tally();
  final Tally concealed = new Tally();
  final Tally silentConcealed = new Tally();
  final Tally concealments = new Tally();
  final Tally interruptions = new Tally();
  final Tally comfortNoise = new Tally();
  final Tally inserted = new Tally();
  final Tally removed = new Tally();
  final Tally fecPackets = new Tally();
  final Tally fecSamples = new Tally();
  final Tally dredPackets = new Tally();
  final Tally dredSamples = new Tally();
  private final Tally delays = new Tally();
  private final Tally delayNanos = new Tally();

  private volatile int waiting;
  private volatile int targetMs;
  private volatile double delayMs;
  private volatile double skewPpm = Double.NaN;

  void delay(long nanos) {
    delays.add(1);
    delayNanos.add(Math.max(0, nanos));
    delayMs = nanos / NANOS_PER_MS;
  }

  void show(int waitingPackets, int targetDelayMs, double ppm) {
    waiting = waitingPackets;
    targetMs = targetDelayMs;
    skewPpm = ppm;
  }

  JitterStatistics view(long refused) {
    long frames = delays.get();
    return new JitterStatistics(
        received.get(),
        refused,
        late.get(),
        duplicate.get(),
        discarded.get(),
        damaged.get(),
        resets.get(),
        total.get(),
        emitted.get(),
        concealed.get(),
        silentConcealed.get(),
        concealments.get(),
        interruptions.get(),
        comfortNoise.get(),
        inserted.get(),
        removed.get(),
        fecPackets.get(),
        fecSamples.get(),
        dredPackets.get(),
        dredSamples.get(),
        waiting,
        targetMs,
        delayMs,
        frames == 0 ? Double.NaN : delayNanos.get() / NANOS_PER_MS / frames,
        skewPpm);
  }
}
