package org.silenzio.receive;

/**
 * Books made-up sound. While it is made nobody can say whether a packet is lost or the sender
 * paused: only the next one's number tells. So it stays open till then, or for a second. [audio]
 */
final class ConcealmentLedger {

  /** WebRTC calls a longer gap an interruption: 150 ms. */
  private static final double INTERRUPTION_SECONDS = 0.15;

  private final JitterCounts counts;
  private final int sampleRateHz;
  private final long interruptionSamples;
  private long open;
  private long openSilent;

  /** Booked already of the gap that is still open. */
  private long booked;

  ConcealmentLedger(JitterCounts counts, int sampleRateHz) {
    this.counts = counts;
    this.sampleRateHz = sampleRateHz;
    interruptionSamples = (long) (INTERRUPTION_SECONDS * sampleRateHz);
  }

  /** Enters what was made up for a reason not known yet. */
  void open(int samples, boolean silent) {
    open += samples;
    openSilent += silent ? samples : 0;
    if (open > sampleRateHz) { // no pause is that long: Opus speaks up every 400 ms
      book(open, openSilent);
    }
  }

  /** Enters what was made up in a pause of the sender. */
  void pause(int samples) {
    counts.comfortNoise.add(samples);
  }

  /** Ends the gap: so many samples at the most were a pause, the rest was not. */
  void settle(long pauseSamples) {
    long pause = Math.min(open, pauseSamples);
    counts.comfortNoise.add(pause);
    book(open - pause, Math.min(openSilent, open - pause));
    booked = 0;
  }

  private void book(long samples, long silent) {
    if (samples > 0) {
      counts.concealed.add(samples);
      counts.silentConcealed.add(silent);
      if (booked == 0) {
        counts.concealments.add(1);
      }
      if (booked <= interruptionSamples && booked + samples > interruptionSamples) {
        counts.interruptions.add(1);
      }
      booked += samples;
    }
    open = 0;
    openSilent = 0;
  }
}
