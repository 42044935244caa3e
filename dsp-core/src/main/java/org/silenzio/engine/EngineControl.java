package org.silenzio.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * What an engine does beside the sound: looks after quality, tells what happened, drops what has
 * faded out. One daemon thread, which no audio thread ever waits for or wakes.
 */
final class EngineControl implements Runnable {

  private static final Logger LOG = System.getLogger(EngineControl.class.getName());

  /** Soon enough to tell people. */
  private static final long REST_MS = 20;

  /** A cleaner that is to take over has to keep pace with the call. */
  private static final long STEPPING_REST_MS = 2;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long JOIN_MS = 5_000;

  private final VoiceEngine engine;
  private final QualityKeeper quality;
  private final EchoWatch echo;
  private final Announcer announcer;
  private final FrameTimer captureTimer;
  private final FrameTimer renderTimer;
  private final Thread thread;
  private Optional<String> untold;
  private long lastStatistics;
  private volatile boolean stopped;

  EngineControl(
      VoiceEngine engine,
      QualityKeeper quality,
      EchoWatch echo,
      Announcer announcer,
      FrameTimer captureTimer,
      FrameTimer renderTimer,
      Optional<String> nativeReason) {
    this.engine = engine;
    this.quality = quality;
    this.echo = echo;
    this.announcer = announcer;
    this.captureTimer = captureTimer;
    this.renderTimer = renderTimer;
    untold = nativeReason;
    thread = new Thread(this, "silenzio-engine");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    while (!stopped) {
      boolean stepping = false;
      try {
        stepping = tick();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "the engine's control thread failed and goes on", e);
      }
      try {
        Thread.sleep(stepping ? STEPPING_REST_MS : REST_MS);
      } catch (InterruptedException e) {
        return; // the engine is closed
      }
    }
  }

  /** One look at everything; whether a step of quality is under way. */
  boolean tick() {
    untold.ifPresent(announcer::nativeFallback);
    untold = Optional.empty();
    boolean stepping = quality.tick();
    announcer.incidents(EngineListener.Side.CAPTURE, captureTimer.incidents());
    announcer.incidents(EngineListener.Side.RENDER, renderTimer.incidents());
    echo.tick();
    engine.render().prune();
    long now = System.nanoTime();
    if (now - lastStatistics >= NANOS_PER_SECOND) {
      lastStatistics = now;
      announcer.statistics(engine.statistics());
    }
    return stepping;
  }

  QualityKeeper quality() {
    return quality;
  }

  /** Ends the thread. May be called by a listener. */
  void stop() {
    stopped = true;
    if (Thread.currentThread() == thread) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
