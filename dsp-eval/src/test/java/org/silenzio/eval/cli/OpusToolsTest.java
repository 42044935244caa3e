package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

/**
 * Against Debian's opusenc and opusdec, which the build fetches where apt is there. Two versions of
 * libopus round differently, so opusdec decodes twice: with the libopus of Debian, less than a step
 * of 16 bits away, and with the one that serves here, exactly alike.
 */
@KernelIndependent
class OpusToolsTest {

  /** What two versions of libopus may differ by: a step of 16 bits. */
  private static final float ROUNDING = 1 / 32_768f;

  @TempDir Path folder;

  private static Path tools() {
    Path tools = ProjectHome.target().resolve("opus-tools").toAbsolutePath();
    assumeTrue(
        Files.exists(tools.resolve("origin.txt")),
        "skipped: the build could not fetch Debian's opus-tools by apt");
    return tools;
  }

  private static void run(String libraries, String program, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(tools().resolve("bin").resolve(program).toString());
    command.add("--quiet");
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", libraries);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.onExit().join().exitValue(), program + ": " + said);
  }

  private static String debiansLibraries() {
    return tools().resolve("lib").toString();
  }

  /** The libopus that is loaded here goes before Debian's. */
  private String ownLibopusFirst() throws IOException {
    Path own = Files.createDirectories(folder.resolve("own"));
    Path link = own.resolve("libopus.so.0");
    if (!Files.exists(link)) {
      Path loaded = NativeLibraries.status(NativeLibrary.OPUS).file().orElseThrow();
      Files.createSymbolicLink(link, loaded.toAbsolutePath());
    }
    return own + ":" + debiansLibraries();
  }

  private static float[][] decodedHere(Path opus) throws IOException {
    Path wav = opus.resolveSibling("here.wav");
    CommandResult result = CommandResult.of("decode", opus, "-o", wav, "--float");
    assertEquals(0, result.exitCode(), result.err());
    return Recording.load(wav).channels();
  }

  private static float[][] decodedThere(Path opus, String libraries) throws IOException {
    Path wav = opus.resolveSibling("there.wav");
    run(libraries, "opusdec", "--float", "--rate", 48_000, opus, wav);
    return Recording.load(wav).channels();
  }

  private float[][] assertDecodedAlike(Path opus) throws IOException {
    float[][] here = decodedHere(opus);
    float[][] exact = decodedThere(opus, ownLibopusFirst());
    float[][] debian = decodedThere(opus, debiansLibraries());
    assertEquals(debian.length, here.length, "channels");
    assertTrue(here[0].length > 48_000, "there is sound");
    for (int c = 0; c < here.length; c++) {
      assertArrayEquals(exact[c], here[c], "channel " + c);
      assertArrayEquals(debian[c], here[c], ROUNDING, "channel " + c);
    }
    return here;
  }

  @ParameterizedTest
  @CsvSource({"24, 20", "12, 60", "64, 10", "96, 2.5"})
  void whatOpusencWritesIsReadHereAsOpusdecReadsIt(int kilobits, String frameMs)
      throws IOException {
    Path opus = folder.resolve("a.opus");
    Path speech = Recordings.path(Recordings.CLEAN_48K);
    run(debiansLibraries(), "opusenc", "--bitrate", kilobits, "--framesize", frameMs, speech, opus);
    assertDecodedAlike(opus);
  }

  @ParameterizedTest
  @CsvSource({"24, 20, vbr", "16, 60, cbr", "48, 40, cvbr", "96, 5, vbr"})
  void whatIsWrittenHereIsReadByOpusdecAsItIsHere(int kilobits, String frameMs, String control)
      throws IOException {
    Path opus = folder.resolve("b.opus");
    Path speech = Recordings.path(Recordings.CLEAN_48K);
    CommandResult result =
        CommandResult.of(
            "encode",
            speech,
            "-o",
            opus,
            "--bitrate",
            kilobits,
            "--frame",
            frameMs,
            "--rate-control",
            control);
    assertEquals(0, result.exitCode(), result.err());
    assertDecodedAlike(opus);
  }

  /** Another tone on each channel: the order of channels is the same too. */
  @Test
  void surroundGoesBothWays() throws IOException {
    float[][] tones = new float[6][];
    for (int c = 0; c < 6; c++) {
      tones[c] = Tones.sine(c == 3 ? 60 : 300 + 200 * c, 0.2, 48_000, 96_000);
    }
    Path wav = folder.resolve("six.wav");
    SoundWriter.write(wav, SampleEncoding.PCM_16, new Recording(48_000, tones).source());
    Path there = folder.resolve("there.opus");
    run(debiansLibraries(), "opusenc", "--bitrate", 256, wav, there);
    assertDecodedAlike(there);
    Path here = folder.resolve("here.opus");
    assertEquals(0, CommandResult.of("encode", wav, "-o", here, "--bitrate", 256).exitCode());
    float[][] back = assertDecodedAlike(here);
    for (int c = 0; c < 6; c++) {
      double hz = c == 3 ? 60 : 300 + 200 * c;
      assertEquals(0.2, Tones.fit(back[c], 24_000, 72_000, hz, 48_000).amplitude(), 0.03);
    }
  }
}
