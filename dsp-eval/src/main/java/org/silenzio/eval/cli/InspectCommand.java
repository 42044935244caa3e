package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.silenzio.eval.corpus.SoundFiles;
import org.silenzio.eval.corpus.SoundFiles.Found;
import org.silenzio.eval.run.OpusInspection;
import org.silenzio.eval.run.OpusInspection.Link;
import org.silenzio.eval.run.OpusInspection.Packet;
import org.silenzio.natives.opus.OggOpusHead;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio inspect IN…}. */
@Command(
    name = "inspect",
    description =
        "Says what Ogg Opus files are made of: headers, length, rate, and what their packets hold."
            + " Nothing is decoded.")
final class InspectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "IN",
      arity = "1..*",
      description = "Ogg Opus files, or folders whose *.opus are all taken.")
  private List<Path> inputs;

  @Option(names = "--packets", description = "List every packet too.")
  private boolean packets;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<OpusInspection> all = new ArrayList<>();
    int exitCode = ExitCode.OK;
    List<Found> found =
        SoundFiles.find(inputs, Path.of(""), SoundFiles::hasOpusEnding, "Ogg Opus file (*.opus)");
    for (Found each : found) {
      try {
        OpusInspection inspection = OpusInspection.of(each.file(), packets);
        all.add(inspection);
        if (!json) {
          tell(inspection, out);
        }
      } catch (IOException e) {
        // one bad file of many does not stop the others
        Failures.report(e, spec.commandLine().getErr(), false);
        exitCode = Math.max(exitCode, Failures.exitCode(e));
      }
    }
    if (json) {
      out.println(Json.of(all));
    }
    out.flush();
    return exitCode;
  }

  private static void tell(OpusInspection file, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: %.3f s, %d bytes, %.1f kb/s%n",
        file.file(),
        file.seconds(),
        file.bytes(),
        file.kilobitsPerSecond());
    if (!file.complete() || file.damagedPages() > 0 || file.lostPages() > 0) {
      out.printf(
          Locale.ROOT,
          "  damage: %d pages damaged, %d missing%s%n",
          file.damagedPages(),
          file.lostPages(),
          file.complete() ? "" : ", the end is missing");
    }
    for (int i = 0; i < file.links().size(); i++) {
      if (file.links().size() > 1) {
        out.printf(Locale.ROOT, "  link %d: %.3f s%n", i, file.links().get(i).seconds());
      }
      tell(file.links().get(i), out);
    }
    if (file.packets() != null) {
      file.packets().forEach(packet -> tell(packet, out));
    }
  }

  private static void tell(Link link, PrintWriter out) {
    OggOpusHead head = link.head();
    line(
        out,
        "header",
        "%d channel%s, pre-skip %d, input %s, gain %.2f dB, mapping family %d, streams %d + %d"
            + " coupled",
        head.channels(),
        head.channels() == 1 ? "" : "s",
        head.preSkipSamples(),
        head.inputRateHz() == 0 ? "rate unknown" : head.inputRateHz() + " Hz",
        head.gainDb(),
        head.mappingFamily(),
        head.streams(),
        head.coupledStreams());
    line(out, "encoder", "%s", printable(link.vendor()));
    link.comments().forEach(comment -> line(out, "tag", "%s", printable(comment)));
    line(
        out,
        "packets",
        "%d, %.1f kb/s%s",
        link.packets(),
        link.soundKilobitsPerSecond(),
        link.invalidPackets() == 0 ? "" : ", " + link.invalidPackets() + " not valid");
    if (head.streams() > 1) {
      line(out, "modes", "not told of packets that hold several streams");
    } else {
      line(out, "modes", "%s", shares(link.modes(), link.packets()));
      line(out, "bandwidths", "%s", shares(link.bandwidths(), link.packets()));
      line(out, "packet ms", "%s", shares(link.packetMs(), link.packets()));
      line(out, "frame ms", "%s", shares(link.frameMs(), link.packets()));
      line(
          out,
          "content",
          "stereo %.1f %%, FEC %.1f %%, DTX %.1f %%, speech %s, padding %d bytes",
          link.stereoPercent(),
          link.fecPercent(),
          link.dtxPercent(),
          link.voicePercent() == null
              ? "unknown"
              : String.format(Locale.ROOT, "%.1f %%", link.voicePercent()),
          link.paddingBytes());
    }
    line(
        out,
        "sizes",
        "%d to %d bytes, mean %.1f, median %d, 95 %% up to %d",
        link.sizes().least(),
        link.sizes().most(),
        link.sizes().mean(),
        link.sizes().median(),
        link.sizes().percentile95());
    int lower = 0;
    for (Map.Entry<Integer, Long> bar : link.sizes().histogram().entrySet()) {
      double share = (double) bar.getValue() / link.packets();
      out.printf(
          Locale.ROOT,
          "    %5d to %5d  %7d  %s%n",
          lower,
          bar.getKey(),
          bar.getValue(),
          "#".repeat((int) Math.ceil(40 * share)));
      lower = bar.getKey() + 1;
    }
  }

  private static void line(PrintWriter out, String name, String format, Object... values) {
    out.printf(Locale.ROOT, "  %-10s  " + format + "%n", prepend(name, values));
  }

  private static Object[] prepend(String name, Object[] values) {
    Object[] all = new Object[values.length + 1];
    all[0] = name;
    System.arraycopy(values, 0, all, 1, values.length);
    return all;
  }

  private static String shares(Map<?, Long> counts, long all) {
    return counts.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "%s %.1f %%", entry.getKey(), 100.0 * entry.getValue() / all))
        .collect(Collectors.joining(", "));
  }

  private static void tell(Packet packet, PrintWriter out) {
    if (!packet.valid()) {
      out.printf(
          Locale.ROOT, "  %6d  %5d bytes  not a single packet%n", packet.number(), packet.bytes());
      return;
    }
    out.printf(
        Locale.ROOT,
        "  %6d  %5d bytes  %-6s  %-13s  %s  %5.1f ms  %d frame%s  code %d%s%s%s%s  voice %s%n",
        packet.number(),
        packet.bytes(),
        packet.mode(),
        packet.bandwidth(),
        packet.channels() == 1 ? "mono  " : "stereo",
        packet.ms(),
        packet.frames(),
        packet.frames() == 1 ? "" : "s",
        packet.code(),
        packet.vbr() ? "  vbr" : "",
        packet.paddingBytes() == 0 ? "" : "  padding " + packet.paddingBytes(),
        packet.fec() ? "  fec" : "",
        packet.dtx() ? "  dtx" : "",
        packet.voice());
  }

  /** A file's text may hold anything, a terminal must not get it. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
