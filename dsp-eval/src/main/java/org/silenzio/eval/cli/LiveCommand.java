package org.silenzio.eval.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.LineUnavailableException;
import org.silenzio.audio.StreamFormat;
import org.silenzio.engine.EngineStatistics;
import org.silenzio.engine.VoiceEngine;
import org.silenzio.engine.VoiceEngineConfig;
import org.silenzio.eval.run.LiveCall;
import org.silenzio.javasound.SoundDevice;
import org.silenzio.javasound.SoundDevices;
import org.silenzio.javasound.SoundInput;
import org.silenzio.javasound.SoundOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code silenzio live}. */
@Command(
    name = "live",
    description = {
      "The microphone through the engine to the loudspeaker: hear yourself as others would.",
      "Use headphones; with a loudspeaker the echo canceller keeps the loop from howling, as far as"
          + " it can. Ends with Ctrl-C."
    })
final class LiveCommand implements Callable<Integer> {

  private static final int REFRESH_MS = 100;
  private static final int REFRESHES_PER_SECOND = 10;

  /** The meter's lower end, and how many dB one of its marks stands for. */
  private static final double QUIETEST_DBFS = -60;

  private static final int DB_PER_MARK = 3;
  private static final int MARKS = 20;

  @Spec private CommandSpec spec;

  @Option(names = "--list-devices", description = "Name the devices there are, and end.")
  private boolean listDevices;

  @Option(
      names = "--input",
      paramLabel = "NAME",
      description = "The microphone, by a part of its name. Default: the system's first.")
  private String inputName;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "The loudspeaker, by a part of its name. Default: the system's first.")
  private String outputName;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "48000",
      description = "The sample rate of both. Default: ${DEFAULT-VALUE}")
  private int rateHz;

  @Option(
      names = "--buffer-ms",
      paramLabel = "MS",
      defaultValue = "" + SoundInput.DEFAULT_BUFFER_MS,
      description = "The devices' buffers. Default: ${DEFAULT-VALUE}")
  private int bufferMs;

  @Option(
      names = "--warm-up-ms",
      paramLabel = "MS",
      defaultValue = "15000",
      description =
          "How long the compiler may take before the call begins; it ends as soon as it is done."
              + " Default: ${DEFAULT-VALUE}")
  private int warmUpMs;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long it lasts. Without this option: till Ctrl-C.")
  private Double seconds;

  @Option(
      names = "--record",
      paramLabel = "FOLDER",
      description = {
        "Record the call there, so that silenzio replay can run it again: capture.wav, farend.wav,"
            + " output.wav and all settings; an hour at the most."
      })
  private Path folder;

  @Override
  public Integer call() throws InterruptedException {
    if (listDevices) {
      list("microphones", SoundDevices.inputs());
      list("loudspeakers", SoundDevices.outputs());
      return ExitCode.OK;
    }
    if (seconds != null && !(seconds > 0)) {
      throw new IllegalArgumentException("--seconds is " + seconds + ", allowed: above 0");
    }
    SoundDevice microphone = device("microphone", SoundDevices.inputs(), inputName);
    SoundDevice loudspeaker = device("loudspeaker", SoundDevices.outputs(), outputName);
    StreamFormat format = StreamFormat.of10Ms(rateHz, 1);
    VoiceEngine.Builder builder =
        VoiceEngine.builder()
            .config(VoiceEngineConfig.defaults(format, format).withWarmUpMs(warmUpMs));
    if (folder != null) {
      builder.recordTo(folder, VoiceEngine.Builder.MAX_RECORD_SECONDS);
    }
    VoiceEngine engine = builder.build();
    try (LiveCall call =
        new LiveCall(engine, open(microphone, format), play(loudspeaker, format))) {
      out()
          .printf(
              Locale.ROOT,
              "%s -> %s: %d Hz, delay of the engine %.1f ms%n",
              microphone.name(),
              loudspeaker.name(),
              rateHz,
              engine.capture().latencyMs());
      run(call);
    } catch (LineUnavailableException e) {
      engine.close();
      throw new IllegalStateException("a device cannot be opened: " + e.getMessage(), e);
    }
    return ExitCode.OK;
  }

  private SoundInput open(SoundDevice device, StreamFormat format) throws LineUnavailableException {
    return SoundInput.open(device, format, bufferMs);
  }

  private SoundOutput play(SoundDevice device, StreamFormat format)
      throws LineUnavailableException {
    return SoundOutput.open(device, format, bufferMs);
  }

  private static SoundDevice device(String kind, List<SoundDevice> devices, String wanted) {
    if (devices.isEmpty()) {
      throw new IllegalStateException("Java Sound knows no " + kind + " here");
    }
    return wanted == null ? devices.getFirst() : SoundDevices.find(devices, wanted);
  }

  private void list(String kind, List<SoundDevice> devices) {
    out().println(kind + (devices.isEmpty() ? ": none" : ":"));
    devices.forEach(d -> out().println("  " + d.name() + "  (" + d.description() + ")"));
    out().flush();
  }

  private void run(LiveCall call) throws InterruptedException {
    call.start();
    long end = seconds == null ? Long.MAX_VALUE : Math.round(seconds * REFRESHES_PER_SECOND);
    boolean gone = false;
    for (long n = 1; n <= end && !gone; n++) {
      gone = call.ended().await(REFRESH_MS, TimeUnit.MILLISECONDS);
      tell(call, n);
    }
    if (Progress.onTerminal()) {
      out().println();
    }
    tellStatistics(call);
    if (gone) {
      throw new IllegalStateException("a device has gone");
    }
  }

  /** Over and over in one line on a terminal, a line a second elsewhere. */
  private void tell(LiveCall call, long refreshes) {
    if (Progress.onTerminal()) {
      out().print("\r" + line(call));
      out().flush();
    } else if (refreshes % REFRESHES_PER_SECOND == 0) {
      out().println(line(call));
      out().flush();
    }
  }

  private static String line(LiveCall call) {
    return String.format(
        Locale.ROOT,
        "in %s  out %s  speech %3.0f %%",
        meter(call.before().rmsDbfs()),
        meter(call.after().rmsDbfs()),
        100 * call.statistics().speechProbability());
  }

  private static String meter(double dbfs) {
    int marks = (int) Math.clamp((dbfs - QUIETEST_DBFS) / DB_PER_MARK, 0, MARKS);
    String figure = dbfs < QUIETEST_DBFS ? " -  " : String.format(Locale.ROOT, "%4.0f", dbfs);
    return "[" + "#".repeat(marks) + " ".repeat(MARKS - marks) + "]" + figure + " dBFS";
  }

  private void tellStatistics(LiveCall call) {
    EngineStatistics told = call.statistics();
    out()
        .printf(
            Locale.ROOT,
            "%d frames, %s; a frame takes %.0f us (99 %%: %.0f us), over budget: %d%n",
            told.captureTimes().frames(),
            told.quality(),
            told.captureTimes().p50Micros(),
            told.captureTimes().p99Micros(),
            told.captureOverruns());
    told.echo()
        .ifPresent(
            echo ->
                out()
                    .printf(
                        Locale.ROOT,
                        "echo: delay %.0f ms, %.0f dB less; far end missing: %d frames%n",
                        echo.delayMs(),
                        echo.returnLossEnhancementDb(),
                        told.missingFarEndFrames()));
    out()
        .printf(
            Locale.ROOT,
            "microphone ran over: %d times, loudspeaker ran dry: %d times%n",
            call.overruns(),
            call.underruns());
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
