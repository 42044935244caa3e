package org.silenzio.eval.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.Codecs;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.eval.bench.Stage.Body;
import org.silenzio.kernel.ActivationKernel;
import org.silenzio.kernel.DotKernel;
import org.silenzio.kernel.Int8Matrix;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.LogKernel;
import org.silenzio.kernel.MatrixKernel;
import org.silenzio.kernel.SampleKernel;
import org.silenzio.kernel.SpectralKernel;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.transform.RealFft;
import org.silenzio.transform.Resampler;

/** All stages by name. Whoever adds one writes a line here and its operation below. */
final class Stages {

  private static final String FRAME = "10 ms";
  private static final String PACKET = "20 ms";
  private static final int PACKETS_PER_SECOND = 50;

  private static final List<Stage> SINGLE =
      List.of(
          Stage.of("guard-16", FRAME, false, () -> guard(16_000)),
          Stage.of("guard-48", FRAME, false, () -> guard(48_000)),
          Stage.of("resample-16-to-48", FRAME, true, () -> resample(16_000, 48_000)),
          Stage.of("resample-48-to-16", FRAME, true, () -> resample(48_000, 16_000)),
          Stage.of("dot-128", "128 products", true, () -> dot(128)),
          Stage.of("spectral-20x513", "20 partitions", true, Stages::spectral),
          Stage.of("filter-20x513", "20 partitions", true, Stages::filter),
          Stage.of("fft-256", "there and back", true, () -> fft(256)),
          Stage.of("fft-512", "there and back", true, () -> fft(512)),
          Stage.of("fft-960", "there and back", true, () -> fft(960)),
          Stage.of("fft-1024", "there and back", true, () -> fft(1_024)),
          fftw(960),
          fftw(1_024),
          Stage.of("tanh-384", "384 values", true, Stages::tanh),
          Stage.of("log2-480", "480 values", true, Stages::log2),
          Stage.of("pcm16-480", "there and back", true, Stages::pcm16),
          Stage.of("blocks-384x1152", "matrix, 1/3 full", true, Stages::blocks),
          opus("opus-encode-16", () -> encode(16_000)),
          opus("opus-encode-48", () -> encode(48_000)),
          opus("opus-decode-16", () -> decode(16_000)),
          opus("opus-decode-48", () -> decode(48_000)));

  private static final List<Stage> ALL =
      Stream.concat(SINGLE.stream(), RoomStages.all().stream()).toList();

  private Stages() {}

  static List<Stage> all() {
    return ALL;
  }

  static Stage find(String name) {
    Optional<Stage> found = ALL.stream().filter(stage -> stage.name().equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "stage is '"
                    + name
                    + "', allowed: "
                    + ALL.stream().map(Stage::name).collect(Collectors.joining(", "))));
  }

  private static Stage opus(String name, Supplier<Body> maker) {
    return new Stage(
        name, PACKET, false, () -> NativeLibraries.status(NativeLibrary.OPUS).problem(), maker);
  }

  private static float[] speech(int sampleRateHz) {
    try {
      return CallInput.load(sampleRateHz).capture();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Body guard(int sampleRateHz) {
    SampleGuard guard = new SampleGuard();
    float[] speech = speech(sampleRateHz);
    Pieces pieces = new Pieces(speech.length, sampleRateHz / 100);
    return () -> {
      int at = pieces.next();
      guard.mend(speech, at, at + pieces.length());
      return speech[at + pieces.length() / 2];
    };
  }

  private static Body resample(int fromHz, int toHz) {
    Resampler resampler = new Resampler(fromHz, toHz, 1);
    float[][] speech = {speech(fromHz)};
    Pieces pieces = new Pieces(speech[0].length, fromHz / 100);
    float[][] output = new float[1][resampler.maxOutputSamples(pieces.length())];
    return () -> {
      resampler.process(speech, pieces.next(), pieces.length(), output, 0);
      return output[0][0];
    };
  }

  private static Body dot(int length) {
    DotKernel kernel = Kernels.dot();
    float[] speech = speech(16_000);
    Pieces pieces = new Pieces(speech.length - 1, length);
    return () -> {
      int at = pieces.next();
      return kernel.dot(speech, at, speech, at + 1, length);
    };
  }

  /** A long filter's frame: 20 partitions of 513 bins, 200 ms at 48 kHz. */
  private static Body spectral() {
    int partitions = 20;
    int bins = 513;
    SpectralKernel kernel = Kernels.spectral();
    float[] speech = speech(16_000);
    float[][] parts = new float[4 * partitions][];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = Arrays.copyOfRange(speech, p * bins, (p + 1) * bins);
    }
    float[] sumRe = new float[bins];
    float[] sumIm = new float[bins];
    return () -> {
      Arrays.fill(sumRe, 0f);
      Arrays.fill(sumIm, 0f);
      for (int p = 0; p < parts.length; p += 4) {
        kernel.multiplyAccumulate(
            sumRe, sumIm, parts[p], parts[p + 1], parts[p + 2], parts[p + 3], bins);
      }
      return sumRe[100];
    };
  }

  /** The same in one call. */
  private static Body filter() {
    int partitions = 20;
    int bins = 513;
    SpectralKernel kernel = Kernels.spectral();
    float[] speech = speech(16_000);
    float[][][] parts = new float[4][partitions][];
    for (int p = 0; p < 4 * partitions; p++) {
      parts[p % 4][p / 4] = Arrays.copyOfRange(speech, p * bins, (p + 1) * bins);
    }
    float[] sumRe = new float[bins];
    float[] sumIm = new float[bins];
    return () -> {
      Arrays.fill(sumRe, 0f);
      Arrays.fill(sumIm, 0f);
      kernel.filter(sumRe, sumIm, parts[0], parts[1], parts[2], parts[3], 7, bins);
      return sumRe[100];
    };
  }

  private static Body tanh() {
    ActivationKernel kernel = Kernels.activation();
    float[] speech = speech(16_000);
    Pieces pieces = new Pieces(speech.length, 384);
    float[] values = new float[384];
    return () -> {
      System.arraycopy(speech, pieces.next(), values, 0, values.length);
      kernel.tanh(values, 0, values.length);
      return values[100];
    };
  }

  private static Body log2() {
    LogKernel kernel = Kernels.log();
    float[] powers = new float[480];
    float[] values = new float[480];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = 1e-6f * (i + 1);
    }
    return () -> {
      System.arraycopy(powers, 0, values, 0, values.length);
      kernel.log2(values, 0, values.length);
      return values[100];
    };
  }

  private static Body pcm16() {
    SampleKernel kernel = Kernels.samples();
    float[] speech = speech(48_000);
    Pieces pieces = new Pieces(speech.length, 480);
    byte[] pcm = new byte[2 * 480];
    float[] back = new float[480];
    return () -> {
      kernel.toPcm16(speech, pieces.next(), pcm, 0, 480);
      kernel.fromPcm16(pcm, 0, back, 0, 480);
      return back[100];
    };
  }

  /** A recurrent layer of RNNoise's size: of each eight rows a third of the blocks is there. */
  private static Body blocks() {
    int inputs = 384;
    int groups = 1_152 / Int8Matrix.BLOCK_ROWS;
    int perGroup = inputs / Int8Matrix.BLOCK_COLUMNS / 3;
    MatrixKernel kernel = Kernels.matrix();
    Random random = new Random(1);
    byte[] weights = new byte[groups * perGroup * Int8Matrix.BLOCK_SIZE];
    for (int i = 0; i < weights.length; i++) { // as large as a trained layer's
      weights[i] = (byte) Math.clamp(Math.round(32 * random.nextGaussian()), -127, 127);
    }
    int[] columns = new int[groups * perGroup];
    int[] ends = new int[groups];
    for (int block = 0; block < columns.length; block++) {
      columns[block] = block % perGroup * 3 * Int8Matrix.BLOCK_COLUMNS;
      ends[block / perGroup] = block + 1;
    }
    Int8Matrix matrix = new Int8Matrix(weights, columns, ends, inputs);
    byte[] input = new byte[inputs];
    random.nextBytes(input);
    short[] spread = new short[inputs * Int8Matrix.BLOCK_ROWS];
    int[] sums = new int[(groups + 2) * Int8Matrix.BLOCK_ROWS];
    return () -> {
      kernel.spread(input, inputs, spread);
      kernel.multiply(matrix, spread, sums);
      return sums[100];
    };
  }

  private static Stage fftw(int length) {
    return new Stage(
        "fftw-" + length,
        "there and back",
        false,
        Fftw::problem,
        () -> new Fftw(length, speech(16_000)));
  }

  private static Body fft(int length) {
    RealFft fft = RealFft.ofLength(length);
    float[] speech = speech(16_000);
    Pieces pieces = new Pieces(speech.length, length);
    float[] time = new float[length];
    float[] re = new float[fft.bins()];
    float[] im = new float[fft.bins()];
    return () -> {
      System.arraycopy(speech, pieces.next(), time, 0, length);
      fft.forward(time, re, im);
      fft.inverse(re, im, time);
      return time[1];
    };
  }

  private static StreamFormat packetFormat(int sampleRateHz) {
    return new StreamFormat(sampleRateHz, 1, sampleRateHz / PACKETS_PER_SECOND);
  }

  private static Body encode(int sampleRateHz) {
    StreamFormat format = packetFormat(sampleRateHz);
    PacketEncoder encoder = Codecs.find("opus").createEncoder(CodecConfig.defaults(format));
    byte[] packet = new byte[encoder.maxPacketBytes()];
    AudioFrame frame = new AudioFrame(format);
    float[] speech = speech(sampleRateHz);
    Pieces pieces = new Pieces(speech.length, format.frameSamples());
    return new Body() {
      @Override
      public float run() {
        System.arraycopy(speech, pieces.next(), frame.channel(0), 0, pieces.length());
        return encoder.encode(frame, packet);
      }

      @Override
      public void close() {
        encoder.close();
      }
    };
  }

  private static Body decode(int sampleRateHz) {
    StreamFormat format = packetFormat(sampleRateHz);
    CodecConfig config = CodecConfig.defaults(format);
    AudioFrame frame = new AudioFrame(format);
    float[] speech = speech(sampleRateHz);
    Pieces pieces = new Pieces(speech.length, format.frameSamples());
    byte[][] packets = new byte[pieces.count()][];
    int[] lengths = new int[pieces.count()];
    try (PacketEncoder encoder = Codecs.find("opus").createEncoder(config)) {
      for (int n = 0; n < packets.length; n++) {
        System.arraycopy(speech, pieces.next(), frame.channel(0), 0, pieces.length());
        packets[n] = new byte[encoder.maxPacketBytes()];
        lengths[n] = encoder.encode(frame, packets[n]);
      }
    }
    PacketDecoder decoder = Codecs.find("opus").createDecoder(config);
    return new Body() {
      private int next;

      @Override
      public float run() {
        decoder.decode(packets[next], 0, lengths[next], frame);
        next = next + 1 == packets.length ? 0 : next + 1;
        return frame.channel(0)[0];
      }

      @Override
      public void close() {
        decoder.close();
      }
    };
  }

  /** Walks a recording of so many samples, so many each time, over and over. */
  private static final class Pieces {
    private final int length;
    private final int count;
    private int position;

    Pieces(int total, int each) {
      this.length = each;
      this.count = total / each;
    }

    int length() {
      return length;
    }

    int count() {
      return count;
    }

    int next() {
      int at = position * length;
      position = position + 1 == count ? 0 : position + 1;
      return at;
    }
  }
}
