package org.silenzio.engine;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What the flight recorder is told, by the control thread alone. */
final class FlightEvents {

  private FlightEvents() {}

  @Name("org.silenzio.FrameOverrun")
  @Label("Frame Overrun")
  @Description("A frame took longer than its budget")
  @Category("Silenzio")
  @StackTrace(false)
  static final class FrameOverrun extends Event {
    @Label("Side")
    String side;

    @Label("Microseconds")
    double micros;
  }

  @Name("org.silenzio.DeviceGap")
  @Label("Device Gap")
  @Description("A device did not call in time")
  @Category("Silenzio")
  @StackTrace(false)
  static final class DeviceGap extends Event {
    @Label("Side")
    String side;

    @Label("Milliseconds")
    double ms;
  }

  @Name("org.silenzio.QualityStep")
  @Label("Quality Step")
  @Description("The capture is cleaned in another way")
  @Category("Silenzio")
  @StackTrace(false)
  static final class QualityStep extends Event {
    @Label("From")
    String from;

    @Label("To")
    String to;

    @Label("99th Percentile in Microseconds")
    double p99Micros;
  }

  @Name("org.silenzio.EchoDelayChange")
  @Label("Echo Delay Change")
  @Category("Silenzio")
  @StackTrace(false)
  static final class EchoDelayChange extends Event {
    @Label("From, in Milliseconds")
    double fromMs;

    @Label("To, in Milliseconds")
    double toMs;
  }

  @Name("org.silenzio.EchoDivergence")
  @Label("Echo Divergence")
  @Description("Filters of the echo canceller were started anew")
  @Category("Silenzio")
  @StackTrace(false)
  static final class EchoDivergence extends Event {
    @Label("Filters")
    long filters;
  }

  @Name("org.silenzio.NativeFallback")
  @Label("Native Fallback")
  @Description("Java serves in place of a native library")
  @Category("Silenzio")
  @StackTrace(false)
  static final class NativeFallback extends Event {
    @Label("Reason")
    String reason;
  }

  @Name("org.silenzio.EngineStatistics")
  @Label("Engine Statistics")
  @Description("How an engine is doing, once a second")
  @Category("Silenzio")
  @StackTrace(false)
  static final class Statistics extends Event {
    @Label("Capture Frames")
    long captureFrames;

    @Label("Capture Median in Microseconds")
    double captureP50Micros;

    @Label("Capture 99th Percentile in Microseconds")
    double captureP99Micros;

    @Label("Capture 99.9th Percentile in Microseconds")
    double captureP999Micros;

    @Label("Render 99th Percentile in Microseconds")
    double renderP99Micros;

    @Label("Capture Overruns")
    long captureOverruns;

    @Label("Missing Far-End Frames")
    long missingFarEndFrames;

    @Label("Dropped Far-End Frames")
    long droppedFarEndFrames;

    @Label("Quality")
    String quality;

    @Label("Echo Return Loss Enhancement in dB")
    double returnLossEnhancementDb;

    @Label("Echo Delay in Milliseconds")
    double echoDelayMs;
  }
}
