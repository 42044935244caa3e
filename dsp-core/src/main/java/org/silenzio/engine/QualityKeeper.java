package org.silenzio.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.echo.AdaptationState;

/**
 * Steps the quality: makes a cleaner of the other level, lets it learn beside the call on the
 * control thread, and hands it over when it knows the echo. [control], one thread
 */
final class QualityKeeper {

  private static final Logger LOG = System.getLogger(QualityKeeper.class.getName());

  /** The least that a cleaner learns: the suppressor's background and the delay's search. */
  private static final int LEAST_FRAMES = 200;

  /** By then it serves though nobody spoke at the far end. */
  private static final int MOST_FRAMES = 1_000;

  /** As many at a time as leave the rest of the control thread's work punctual. */
  private static final int FRAMES_PER_TICK = 50;

  private static final double DECIDING_PERCENTILE = 99;
  private static final double NANOS_PER_MICRO = 1e3;

  private final List<QualityLevel> levels;
  private final CleanerChoice choice;
  private final StandbyDeck deck;
  private final StreamFormat farEnd;
  private final FrameTimer timer;
  private final LongSupplier clockNanos;
  private final Supplier<EngineSettings> settings;
  private final Announcer announcer;
  private final QualityGovernor governor;
  private Standby standby; // null: no step is under way
  private double reasonMicros;
  private long learningNanos;
  private final Tally steps = new Tally();

  QualityKeeper(
      CleanerChoice choice,
      StandbyDeck deck,
      StreamFormat farEnd,
      FrameTimer timer,
      double budgetMicros,
      LongSupplier clockNanos,
      Supplier<EngineSettings> settings,
      Announcer announcer) {
    levels = choice.levels();
    this.choice = choice;
    this.deck = deck;
    this.farEnd = farEnd;
    this.timer = timer;
    this.clockNanos = clockNanos;
    this.settings = settings;
    this.announcer = announcer;
    governor = new QualityGovernor(budgetMicros);
  }

  /** Goes on with a step, or looks whether one is due; whether one is under way. */
  boolean tick() {
    if (standby == null) {
      look();
    } else if (standby.replaced() != null) {
      finish();
    } else if (standby.hasFailed()) {
      drop();
    } else if (!standby.isReleased()) {
      learn();
    }
    return standby != null;
  }

  private void look() {
    if (timer.windowFrames() < QualityGovernor.WINDOW_FRAMES) {
      return;
    }
    double p99Micros = timer.windowMicros(DECIDING_PERCENTILE);
    timer.startWindow();
    int now = deck.activeIndex();
    switch (governor.judge(p99Micros)) {
      case DOWN -> {
        if (now + 1 < levels.size()) {
          begin(now + 1, p99Micros);
        }
      }
      case UP -> {
        if (now > 0) {
          begin(now - 1, p99Micros);
        }
      }
      case STAY -> {
        // all is well
      }
    }
  }

  /** Begins a step to a level. */
  void begin(int index, double p99Micros) {
    try {
      standby = choice.standby(index, farEnd, settings.get().echoDelayHintMs());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "no step to " + levels.get(index).label(), e);
      return;
    }
    reasonMicros = p99Micros;
    learningNanos = 0;
    deck.offer(standby);
  }

  private void learn() {
    long started = clockNanos.getAsLong();
    boolean caughtUp = false;
    for (int n = 0; n < FRAMES_PER_TICK && !caughtUp; n++) {
      caughtUp = !standby.learn();
    }
    learningNanos += clockNanos.getAsLong() - started;
    if (!caughtUp || !knowsEnough()) {
      return;
    }
    boolean up = standby.levelIndex() < deck.activeIndex();
    double meanMicros = learningNanos / NANOS_PER_MICRO / standby.learntFrames();
    if (up && !governor.hasRoomFor(meanMicros)) {
      governor.refusedUp();
      drop();
      return;
    }
    standby.release();
  }

  private boolean knowsEnough() {
    long learnt = standby.learntFrames();
    EchoStage echo = standby.cleaner().echo();
    boolean knows =
        echo == null || echo.first().statistics().adaptation() == AdaptationState.TRACKING;
    return learnt >= MOST_FRAMES || (learnt >= LEAST_FRAMES && knows);
  }

  private void finish() {
    QualityLevel from = standby.replaced().level();
    QualityLevel to = standby.cleaner().level();
    standby.replaced().close();
    if (levels.indexOf(to) > levels.indexOf(from)) {
      governor.steppedDown();
    } else {
      governor.steppedUp();
    }
    standby = null;
    steps.add(1);
    timer.startWindow(); // without the level before
    announcer.qualityStep(from.label(), to.label(), reasonMicros);
  }

  /** Gives a step up; the next window decides anew. */
  private void drop() {
    deck.offer(null);
    standby.cleaner().close();
    standby = null;
    timer.startWindow();
  }

  /** Steps done. [any] */
  long steps() {
    return steps.get();
  }

  /** Frees what learns. Once no frame comes any more. */
  void close() {
    if (standby != null) {
      if (standby.replaced() != null) {
        standby.replaced().close();
      } else {
        standby.cleaner().close();
      }
      standby = null;
    }
  }
}
