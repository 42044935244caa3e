package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.kernel.KernelKind;
import org.silenzio.kernel.Kernels;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;
import picocli.CommandLine;

/** {@code denoise - -o -}: what goes in at one end of a pipe and comes out at the other. */
@KernelIndependent
class PipedDenoiseTest {

  /** Of a WAV with samples of 16 bits; all of the sample recordings are such. */
  private static final int HEADER_BYTES = 44;

  private static final int RIFF_SIZE_AT = 4;
  private static final int DATA_SIZE_AT = 40;

  private static final int SAMPLES = 40_000; // 2.5 s, speech in the last

  private static final String IMPLEMENTATION = "silenzio.rnnoise";

  @TempDir Path folder;

  /** Left alone, it may change in the middle of a test, once it is known which is faster. */
  @BeforeAll
  static void holdTheImplementation() {
    System.setProperty(IMPLEMENTATION, "java");
  }

  @AfterAll
  static void release() {
    System.clearProperty(IMPLEMENTATION);
  }

  private Path noisy;

  @BeforeEach
  void writeTheInput() throws IOException {
    float[] sound = Recordings.load("austen16_vinyl_snr10_noisy.wav");
    noisy = folder.resolve("noisy.wav");
    write(noisy, SampleEncoding.PCM_16, Arrays.copyOf(sound, SAMPLES));
  }

  private static void write(Path file, SampleEncoding encoding, float[]... channels)
      throws IOException {
    SoundWriter.write(file, encoding, new Recording(16_000, channels).source());
  }

  private record Piped(int exitCode, byte[] sound, String err) {}

  private static Piped pipe(InputStream in, Object... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandResult result = pipe(in, out, options);
    assertEquals("", result.out(), "standard output is for sound alone");
    return new Piped(result.exitCode(), out.toByteArray(), result.err());
  }

  private static CommandResult pipe(InputStream in, OutputStream out, Object... options) {
    StringWriter text = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Silenzio.commandLine().setOut(new PrintWriter(text)).setErr(new PrintWriter(err));
    CommandLine denoise = commandLine.getSubcommands().get("denoise");
    ((DenoiseCommand) denoise.getCommand()).pipeThrough(new StandardStreams(in, out));
    String[] arguments = new String[options.length + 4];
    Arrays.setAll(
        arguments, i -> i < 4 ? List.of("denoise", "-", "-o", "-").get(i) : "" + options[i - 4]);
    return new CommandResult(commandLine.execute(arguments), text.toString(), err.toString());
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private byte[] denoisedFile(Path input) throws IOException {
    Path output = folder.resolve("file.wav");
    assertEquals(0, CommandResult.of("denoise", input, "-o", output).exitCode());
    return Files.readAllBytes(output);
  }

  private static byte[] samplesOf(byte[] wav) {
    return Arrays.copyOfRange(wav, HEADER_BYTES, wav.length);
  }

  private static byte[] withSize(byte[] wav, int bytes) {
    byte[] patched = wav.clone();
    ByteBuffer header = ByteBuffer.wrap(patched).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(RIFF_SIZE_AT, bytes).putInt(DATA_SIZE_AT, bytes);
    return patched;
  }

  @ParameterizedTest
  @EnumSource(SampleEncoding.class)
  void aWavComesOutAsItDoesFromFiles(SampleEncoding encoding) throws IOException {
    float[] sound = Recording.load(noisy).channels()[0];
    float[] left = Arrays.copyOfRange(sound, 20_000, 36_333);
    float[] right = Arrays.copyOfRange(sound, 10_000, 26_333);
    Path input = folder.resolve("in.wav");
    boolean stereo = encoding == SampleEncoding.PCM_16;
    write(input, encoding, stereo ? new float[][] {left, right} : new float[][] {left});
    Piped piped = pipe(stream(Files.readAllBytes(input)));
    assertEquals(0, piped.exitCode, piped.err);
    assertArrayEquals(denoisedFile(input), piped.sound);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x7FFF_F000, Integer.MAX_VALUE, -1})
  void aWavThatDoesNotSayHowLongItIsEndsWhereItsStreamEnds(int statedBytes) throws IOException {
    byte[] input = Files.readAllBytes(noisy);
    Piped piped = pipe(stream(withSize(input, statedBytes)));
    assertEquals(0, piped.exitCode, piped.err);
    byte[] expected = denoisedFile(noisy);
    assertArrayEquals(samplesOf(expected), samplesOf(piped.sound));
    assertArrayEquals(withSize(expected, -1), piped.sound, "nor does the output say it");
    assertTrue(piped.err.contains("delay 38.0 ms"), piped.err); // 28 ms and the frame itself
  }

  @Test
  void rawSamplesOf16BitsAndFloats() throws IOException {
    byte[] file = Files.readAllBytes(noisy);
    byte[] expected = samplesOf(denoisedFile(noisy));
    Piped piped = pipe(stream(samplesOf(file)), "--raw-rate", 16_000);
    assertEquals(0, piped.exitCode, piped.err);
    assertArrayEquals(expected, piped.sound);

    float[] samples = Recording.load(noisy).channels()[0];
    ByteBuffer floats = ByteBuffer.allocate(8 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      floats.putFloat(sample).putFloat(0f); // a silent second channel
    }
    piped =
        pipe(
            stream(floats.array()), "--raw-rate=16000", "--raw-channels=2", "--raw-encoding=f32le");
    assertEquals(0, piped.exitCode, piped.err);
    assertEquals(floats.capacity(), piped.sound.length);
    ByteBuffer out = ByteBuffer.wrap(piped.sound).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer shorts = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.length; i++) {
      assertEquals(shorts.getShort(2 * i) / 32_768f, out.getFloat(8 * i), 0.6f / 32_768);
      assertEquals(0f, out.getFloat(8 * i + 4));
    }
  }

  @Test
  void everyFrameGoesOnBeforeTheNextIsAskedFor() {
    int frameBytes = 2 * 480;
    int latencyBytes = 2 * 960; // RNNoise's at 48 kHz
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream live =
        new InputStream() {
          private int frames;

          @Override
          public int read() {
            throw new AssertionError("asks for a single byte");
          }

          @Override
          public int read(byte[] to, int offset, int length) {
            assertEquals(Math.max(0, frames * frameBytes - latencyBytes), out.size());
            if (frames == 20) {
              return -1;
            }
            assertEquals(frameBytes, length, "asks for no more than a frame");
            Arrays.fill(to, offset, offset + length, (byte) frames++);
            return length;
          }
        };
    CommandResult result = pipe(live, out, "--raw-rate", 48_000);
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(20 * frameBytes, out.size(), "the end is fetched");
  }

  @Test
  void pipesThatSplitFramesChangeNothing() throws IOException {
    byte[] file = Files.readAllBytes(noisy);
    InputStream dripping =
        new FilterInputStream(stream(file)) {
          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            return super.read(to, offset, Math.min(length, 37));
          }
        };
    assertArrayEquals(denoisedFile(noisy), pipe(dripping).sound);
  }

  @Test
  void whatFollowsTheSamplesIsReadAndLeftOut() throws IOException {
    byte[] file = Files.readAllBytes(noisy);
    InputStream in = stream(Arrays.copyOf(file, file.length + 10_000));
    assertArrayEquals(denoisedFile(noisy), pipe(in).sound);
    assertEquals(0, in.available(), "the writer is not left with a closed pipe");
  }

  @Test
  void aWavThatEndsTooEarlyIsToldBehindWhatThereWas() throws IOException {
    byte[] file = Files.readAllBytes(noisy);
    Piped piped = pipe(stream(Arrays.copyOf(file, HEADER_BYTES + 2 * 20_000 + 1)));
    assertEquals(2, piped.exitCode);
    assertTrue(piped.err.contains("is truncated") && piped.err.contains("after 20000"), piped.err);
    assertEquals(HEADER_BYTES + 2 * 20_000, piped.sound.length);
  }

  @Test
  void unfitInputsAndOptionsAreNamed() throws IOException {
    byte[] file = Files.readAllBytes(noisy);
    assertRefused("is empty", pipe(stream(new byte[0])));
    assertRefused("header of a WAV", pipe(stream(new byte[9_000])));
    assertRefused("ends before the samples", pipe(stream(Arrays.copyOf(file, 30))));
    byte[] odd = file.clone();
    odd[16] = (byte) 0xff; // the size of the part that tells the format
    odd[19] = (byte) 0xff;
    assertRefused("its header is damaged", pipe(stream(odd)));
    assertRefused("need --raw-rate", pipe(stream(file), "--raw-channels", 2));
    assertRefused("sampleRateHz is 4000", pipe(stream(file), "--raw-rate", 4_000));
    assertRefused(
        "--raw-encoding is 'u8', allowed: s16le, s24le, s32le, f32le",
        pipe(stream(file), "--raw-rate", 16_000, "--raw-encoding", "u8"));
    assertRefused("--json", pipe(stream(file), "--json"));
    CommandResult mixed = CommandResult.of("denoise", noisy, "-o", "-");
    assertEquals(2, mixed.exitCode());
    assertTrue(mixed.err().contains("- is allowed as IN alone and OUT together"), mixed.err());
    CommandResult raw =
        CommandResult.of("denoise", noisy, "-o", folder.resolve("x.wav"), "--raw-rate", 8_000);
    assertEquals(2, raw.exitCode());
  }

  private static void assertRefused(String problem, Piped piped) {
    assertEquals(2, piped.exitCode, problem);
    assertTrue(piped.err.contains(problem), piped.err);
    assertEquals(1, piped.err.lines().count(), piped.err);
    assertEquals(0, piped.sound.length);
  }

  @Test
  void anOutputThatTakesNoMoreEndsItWithCode1() throws IOException {
    OutputStream closing =
        new OutputStream() {
          private int room = 10_000;

          @Override
          public void write(int b) throws IOException {
            if (--room < 0) {
              throw new IOException("Broken pipe");
            }
          }
        };
    CommandResult result = pipe(stream(Files.readAllBytes(noisy)), closing);
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("standard output: cannot be written: Broken pipe"));
  }

  @Test
  void aProcessWhoseReaderGoesEndsAtOnce() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Kernels.kind() == KernelKind.SIMD) { // other kernels differ in the last bits
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(List.of("-D" + IMPLEMENTATION + "=java", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Silenzio.class.getName(), "denoise", "-", "-o", "-"));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    byte[] endless = withSize(Files.readAllBytes(noisy), -1);
    Thread feeding =
        Thread.startVirtualThread(
            () -> {
              try (OutputStream in = process.getOutputStream()) {
                in.write(endless);
                while (true) { // till nobody reads
                  in.write(new byte[32_000]);
                }
              } catch (IOException e) {
                // as it should be
              }
            });
    try {
      InputStream out = process.getInputStream();
      byte[] beginning = out.readNBytes(60_000);
      byte[] expected = withSize(denoisedFile(noisy), -1);
      assertArrayEquals(Arrays.copyOf(expected, beginning.length), beginning);
      out.close();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still there");
      assertEquals(1, process.exitValue());
      String err = Files.readString(folder.resolve("err"));
      assertTrue(err.contains("standard output: cannot be written"), err);
    } finally {
      process.destroyForcibly();
      feeding.join();
    }
  }
}
