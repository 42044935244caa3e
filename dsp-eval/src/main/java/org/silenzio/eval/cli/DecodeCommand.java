package org.silenzio.eval.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundFiles;
import org.silenzio.eval.run.OpusFiles;
import org.silenzio.natives.opus.OggOpusReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio decode IN… -o OUT}. */
@Command(
    name = "decode",
    description = {
      "Decodes Ogg Opus files to sound files (WAV; by their names also AIFF and AU).",
      "Where a part is missing or damaged, silence takes its time."
    })
final class DecodeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "IN",
      arity = "1..*",
      description = "Ogg Opus files, or folders whose *.opus are all taken; - for standard input.")
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
      names = "--float",
      description = "Store samples as floats, as the codec gives them, instead of in 16 bits.")
  private boolean floats;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "" + OggOpusReader.SAMPLE_RATE_HZ,
      description = "The output's rate, 8000 to 192000. Default: ${DEFAULT-VALUE}.")
  private int rateHz;

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (rateHz < StreamFormat.MIN_SAMPLE_RATE_HZ || rateHz > StreamFormat.MAX_SAMPLE_RATE_HZ) {
      throw new IllegalArgumentException(
          "--rate is "
              + rateHz
              + ", allowed: "
              + StreamFormat.MIN_SAMPLE_RATE_HZ
              + " to "
              + StreamFormat.MAX_SAMPLE_RATE_HZ);
    }
    Conversion conversion =
        new Conversion(
            spec,
            SoundFiles::hasOpusEnding,
            "Ogg Opus file (*.opus)",
            ".opus",
            SoundFiles::hasSoundEnding,
            ".wav");
    SampleEncoding encoding = floats ? SampleEncoding.FLOAT_32 : SampleEncoding.PCM_16;
    return conversion.run(
        inputs,
        output,
        json,
        (from, to, progress) -> OpusFiles.decode(from, to, encoding, rateHz, progress));
  }
}
