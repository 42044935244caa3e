package org.silenzio.eval.bench.clock;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.silenzio.eval.bench.InputKind;

/**
 * What the measured JVM is told by its command line.
 *
 * @param chain the name of the peer that it opens
 * @param sampleRateHz see {@link ClockSettings}, as the next ones
 * @param frames how many it runs
 * @param spinMicros see {@link ClockSettings}, as the next ones
 * @param warmUpMs how long another chain works before
 * @param ready whether the chain opens as an app opens it
 * @param garbageMbPerSecond made by another thread
 * @param input what the chain hears
 * @param call the file of the call's samples
 * @param report the file for what was measured
 */
record ClockOrder(
    String chain,
    int sampleRateHz,
    int frames,
    int spinMicros,
    int warmUpMs,
    boolean ready,
    int garbageMbPerSecond,
    InputKind input,
    Path call,
    Path report) {

  static ClockOrder of(String chain, ClockSettings settings, Path call, Path report) {
    return new ClockOrder(
        chain,
        settings.sampleRateHz(),
        settings.frames(),
        settings.spinMicros(),
        settings.warmUpMs(),
        settings.ready(),
        settings.garbageMbPerSecond(),
        settings.input(),
        call,
        report);
  }

  /** As {@link #read} understands it. */
  List<String> arguments() {
    return List.of(
        chain,
        Integer.toString(sampleRateHz),
        Integer.toString(frames),
        Integer.toString(spinMicros),
        Integer.toString(warmUpMs),
        Boolean.toString(ready),
        Integer.toString(garbageMbPerSecond),
        input.name(),
        call.toString(),
        report.toString());
  }

  /** What {@link #arguments} said. */
  static ClockOrder read(String[] arguments) {
    Iterator<String> next = Arrays.asList(arguments).iterator();
    return new ClockOrder(
        next.next(),
        Integer.parseInt(next.next()),
        Integer.parseInt(next.next()),
        Integer.parseInt(next.next()),
        Integer.parseInt(next.next()),
        Boolean.parseBoolean(next.next()),
        Integer.parseInt(next.next()),
        InputKind.valueOf(next.next()),
        Path.of(next.next()),
        Path.of(next.next()));
  }
}
