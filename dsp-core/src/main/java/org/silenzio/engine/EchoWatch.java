package org.silenzio.engine;

import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoStatistics;

/** Looks at the canceller now and then, and tells what changed. [control], one thread */
final class EchoWatch {

  /** A change that matters: less is the delay following a drifting clock. */
  private static final double CHANGE_MS = 5;

  private final StandbyDeck deck;
  private final Announcer announcer;
  private EchoCanceller watched;
  private double delayMs = Double.NaN;
  private long divergences;

  EchoWatch(StandbyDeck deck, Announcer announcer) {
    this.deck = deck;
    this.announcer = announcer;
  }

  void tick() {
    EchoStage stage = deck.active().echo();
    if (stage == null) {
      return;
    }
    look(stage.first(), stage.first().statistics());
  }

  /** The same at any canceller's statistics. */
  void look(EchoCanceller canceller, EchoStatistics now) {
    if (canceller != watched) {
      watched = canceller; // another one, which counts for itself
      divergences = now.divergences();
    }
    if (now.divergences() > divergences) {
      announcer.echoDivergence(now.divergences() - divergences);
      divergences = now.divergences();
    }
    // NaN before the first delay: then any is a change; one that is lost is none
    if (!Double.isNaN(now.delayMs()) && !(Math.abs(now.delayMs() - delayMs) < CHANGE_MS)) {
      announcer.echoDelayChange(delayMs, now.delayMs());
      delayMs = now.delayMs();
    }
  }
}
