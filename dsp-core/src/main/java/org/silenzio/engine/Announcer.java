package org.silenzio.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.silenzio.echo.EchoStatistics;

/** Tells listener and flight recorder what happened. [control], one thread */
final class Announcer {

  private static final Logger LOG = System.getLogger(Announcer.class.getName());
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MS = 1e6;

  private final EngineListener listener;

  Announcer(EngineListener listener) {
    this.listener = listener;
  }

  private void tell(Consumer<EngineListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a listener of the engine failed", e);
    }
  }

  /** Tells of all that befell a side since the last time. */
  void incidents(EngineListener.Side side, Incidents incidents) {
    while (incidents.next()) {
      if (incidents.kind() == Incidents.OVERRUN) {
        overrun(side, incidents.nanos() / NANOS_PER_MICRO);
      } else {
        gap(side, incidents.nanos() / NANOS_PER_MS);
      }
    }
  }

  private void overrun(EngineListener.Side side, double micros) {
    FlightEvents.FrameOverrun event = new FlightEvents.FrameOverrun();
    event.side = side.name();
    event.micros = micros;
    event.commit();
    tell(to -> to.frameOverrun(side, micros));
  }

  private void gap(EngineListener.Side side, double ms) {
    FlightEvents.DeviceGap event = new FlightEvents.DeviceGap();
    event.side = side.name();
    event.ms = ms;
    event.commit();
    tell(to -> to.deviceGap(side, ms));
  }

  void qualityStep(String from, String to, double p99Micros) {
    FlightEvents.QualityStep event = new FlightEvents.QualityStep();
    event.from = from;
    event.to = to;
    event.p99Micros = p99Micros;
    event.commit();
    tell(told -> told.qualityStep(from, to, p99Micros));
  }

  void echoDelayChange(double fromMs, double toMs) {
    FlightEvents.EchoDelayChange event = new FlightEvents.EchoDelayChange();
    event.fromMs = fromMs;
    event.toMs = toMs;
    event.commit();
    tell(told -> told.echoDelayChange(fromMs, toMs));
  }

  void echoDivergence(long filters) {
    FlightEvents.EchoDivergence event = new FlightEvents.EchoDivergence();
    event.filters = filters;
    event.commit();
    tell(to -> to.echoDivergence(filters));
  }

  void nativeFallback(String reason) {
    FlightEvents.NativeFallback event = new FlightEvents.NativeFallback();
    event.reason = reason;
    event.commit();
    tell(to -> to.nativeFallback(reason));
  }

  void statistics(EngineStatistics now) {
    FlightEvents.Statistics event = new FlightEvents.Statistics();
    if (!event.isEnabled()) {
      return;
    }
    event.captureFrames = now.captureTimes().frames();
    event.captureP50Micros = now.captureTimes().p50Micros();
    event.captureP99Micros = now.captureTimes().p99Micros();
    event.captureP999Micros = now.captureTimes().p999Micros();
    event.renderP99Micros = now.renderTimes().p99Micros();
    event.captureOverruns = now.captureOverruns();
    event.missingFarEndFrames = now.missingFarEndFrames();
    event.droppedFarEndFrames = now.droppedFarEndFrames();
    event.quality = now.quality();
    event.returnLossEnhancementDb =
        now.echo().map(EchoStatistics::returnLossEnhancementDb).orElse(Double.NaN);
    event.echoDelayMs = now.echo().map(EchoStatistics::delayMs).orElse(Double.NaN);
    event.commit();
  }
}
