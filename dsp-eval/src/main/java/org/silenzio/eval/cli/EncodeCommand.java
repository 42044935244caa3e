package org.silenzio.eval.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.silenzio.eval.corpus.SoundFiles;
import org.silenzio.eval.run.OpusFiles;
import org.silenzio.natives.opus.OggOpusConfig;
import org.silenzio.natives.opus.OggOpusConfig.RateControl;
import org.silenzio.natives.opus.OggOpusConfig.Signal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio encode IN… -o OUT}. */
@Command(
    name = "encode",
    description = {
      "Encodes sound files (WAV, AIFF, AU; 8 to 192 kHz; up to 8 channels) as Ogg Opus.",
      "More than two channels are taken in the order of WAV files."
    })
final class EncodeCommand implements Callable<Integer> {

  private static final double BITS_PER_KILOBIT = 1_000;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "IN",
      arity = "1..*",
      description =
          "Sound files, or folders whose sound files are all taken; - for standard input.")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description =
          "The file to write; with several inputs or a folder, the folder to write into; - for"
              + " standard output.")
  private String output;

  @Option(
      names = "--bitrate",
      paramLabel = "KBPS",
      description = "The mean rate of all channels, in kb/s. Default: 48 for each channel.")
  private Double kilobitsPerSecond;

  @Option(
      names = "--rate-control",
      paramLabel = "KIND",
      defaultValue = "vbr",
      description =
          "vbr: packets as large as they need be; cvbr: no burst lasts; cbr: all of one size."
              + " Default: ${DEFAULT-VALUE}.")
  private String rateControl;

  @Option(
      names = "--complexity",
      paramLabel = "N",
      defaultValue = "10",
      description = "The encoder's effort, 0 to 10. Default: ${DEFAULT-VALUE}.")
  private int complexity;

  @Option(
      names = "--signal",
      paramLabel = "KIND",
      defaultValue = "auto",
      description = "What the sound is: auto, voice, music. Default: ${DEFAULT-VALUE}.")
  private String signal;

  @Option(
      names = "--frame",
      paramLabel = "MS",
      defaultValue = "20",
      description =
          "The length of a packet: 2.5, 5, 10, 20, 40, 60, 80, 100 or 120 ms. Default:"
              + " ${DEFAULT-VALUE}.")
  private double frameMs;

  @Option(names = "--dtx", description = "Let pauses take next to no bytes.")
  private boolean discontinuous;

  @Option(
      names = "--expect-loss",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "Packets that a stream made of the file may lose; above 0, speech repeats itself at a"
              + " low rate. Default: ${DEFAULT-VALUE}.")
  private int expectedLossPercent;

  @Option(
      names = "--tag",
      paramLabel = "NAME=VALUE",
      description = "What players show, such as TITLE; may be given several times.")
  private Map<String, String> tags = Map.of();

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    RateControl control =
        choice(
            "--rate-control",
            rateControl,
            Map.of(
                "vbr", RateControl.VBR,
                "cvbr", RateControl.CONSTRAINED_VBR,
                "cbr", RateControl.CBR));
    Signal kind =
        choice(
            "--signal",
            signal,
            Map.of("auto", Signal.AUTO, "voice", Signal.VOICE, "music", Signal.MUSIC));
    Conversion conversion =
        new Conversion(
            spec,
            SoundFiles::hasSoundEnding,
            SoundFiles.KIND,
            ".wav",
            SoundFiles::hasOpusEnding,
            ".opus");
    return conversion.run(
        inputs,
        output,
        json,
        (from, to, progress) ->
            OpusFiles.encode(from, to, defaults -> settings(defaults, control, kind), progress));
  }

  private OggOpusConfig settings(OggOpusConfig defaults, RateControl control, Signal kind) {
    OggOpusConfig config =
        defaults
            .withRateControl(control)
            .withSignal(kind)
            .withComplexity(complexity)
            .withFrameMs(frameMs)
            .withDiscontinuous(discontinuous)
            .withExpectedLossPercent(expectedLossPercent)
            .withTags(tags);
    return kilobitsPerSecond == null
        ? config
        : config.withBitrateBitsPerSecond((int) Math.round(kilobitsPerSecond * BITS_PER_KILOBIT));
  }

  private static <T> T choice(String option, String name, Map<String, T> choices) {
    T chosen = choices.get(name.toLowerCase(Locale.ROOT));
    if (chosen == null) {
      throw new IllegalArgumentException(
          option + " is " + name + ", allowed: " + choices.keySet().stream().sorted().toList());
    }
    return chosen;
  }
}
