package org.silenzio.transform;

import java.util.Arrays;
import java.util.Objects;
import org.silenzio.kernel.DotKernel;
import org.silenzio.kernel.Kernels;

/**
 * Converts a stream from one sample rate to another, any number of samples at a time.
 *
 * <p>A polyphase windowed sinc: flat within 0.1 dB up to 0.45 of the lower rate, images and aliases
 * below −90 dB, a delay of exactly {@value PolyphaseFilter#HALF_LENGTH_SAMPLES} samples of the
 * lower rate. After n input samples ⌈n · outputRate / inputRate⌉ output samples have come out.
 * Equal rates copy, without delay. Streams of one pair of rates share the filter's table.
 *
 * <p>[audio] {@link #process} and {@link #reset}: any thread, one call at a time; neither
 * allocates.
 */
public final class Resampler {

  /** How many input samples are taken in at once; longer runs go in pieces. */
  private static final int CHUNK_SAMPLES = 512;

  private final DotKernel kernel = Kernels.dot();
  private final int inputRateHz;
  private final int outputRateHz;
  private final int channels;
  private final PolyphaseFilter filter;

  /** Per channel: the last taps − 1 input samples, then room for a chunk. */
  private final float[][] history;

  private final int historySamples;

  /** Where the next output sample lies, in grid points behind the chunk's first input sample. */
  private int position;

  /**
   * Makes a resampler whose past is silence.
   *
   * @param inputRateHz samples per second that come in
   * @param outputRateHz samples per second that go out
   * @param channels channels, 1 or more
   * @throws IllegalArgumentException if an argument is below 1 or the two rates have too small a
   *     common divisor (all pairs of usual audio rates are fine)
   */
  public Resampler(int inputRateHz, int outputRateHz, int channels) {
    this.inputRateHz = positive("inputRateHz", inputRateHz);
    this.outputRateHz = positive("outputRateHz", outputRateHz);
    this.channels = positive("channels", channels);
    this.filter =
        inputRateHz == outputRateHz ? null : PolyphaseFilter.of(inputRateHz, outputRateHz);
    this.historySamples = filter == null ? 0 : filter.taps() - 1;
    this.history = new float[channels][filter == null ? 0 : historySamples + CHUNK_SAMPLES];
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", allowed: 1 or more");
    }
    return value;
  }

  /**
   * Takes input samples in and puts out all that can be told from them.
   *
   * @param input one array per channel
   * @param inputOffset the first sample to take, in each
   * @param inputSamples how many, 0 or more
   * @param output one array per channel, not the input's, with room for {@link #outputSamples(int)}
   *     more
   * @param outputOffset where the first output sample goes, in each
   * @return how many samples were put out per channel
   * @throws IndexOutOfBoundsException if an array is too short, before anything is changed
   */
  public int process(
      float[][] input, int inputOffset, int inputSamples, float[][] output, int outputOffset) {
    int outputSamples = outputSamples(inputSamples);
    for (int c = 0; c < channels; c++) {
      Objects.checkFromIndexSize(inputOffset, inputSamples, input[c].length);
      Objects.checkFromIndexSize(outputOffset, outputSamples, output[c].length);
    }
    if (filter == null) {
      for (int c = 0; c < channels; c++) {
        System.arraycopy(input[c], inputOffset, output[c], outputOffset, inputSamples);
      }
      return inputSamples;
    }
    int written = 0;
    for (int taken = 0; taken < inputSamples; ) {
      int chunk = Math.min(CHUNK_SAMPLES, inputSamples - taken);
      written += processChunk(input, inputOffset + taken, chunk, output, outputOffset + written);
      taken += chunk;
    }
    return written;
  }

  private int processChunk(float[][] input, int inputOffset, int chunk, float[][] output, int to) {
    int phases = filter.phases();
    int taps = filter.taps();
    int inputStep = filter.inputStep();
    int written = 0;
    int behind = position;
    for (int c = 0; c < channels; c++) {
      float[] samples = history[c];
      System.arraycopy(input[c], inputOffset, samples, historySamples, chunk);
      written = 0;
      int newest = position / phases;
      int phase = position % phases;
      while (newest < chunk) {
        output[c][to + written++] = kernel.dot(filter.row(phase), 0, samples, newest, taps);
        phase += inputStep;
        newest += phase / phases;
        phase %= phases;
      }
      behind = newest * phases + phase;
      System.arraycopy(samples, chunk, samples, 0, historySamples);
    }
    position = behind - chunk * phases;
    return written;
  }

  /**
   * How many samples the next {@link #process} of so many input samples will put out. [audio]
   *
   * @param inputSamples how many go in
   * @return how many will come out
   */
  public int outputSamples(int inputSamples) {
    if (filter == null) {
      return inputSamples;
    }
    long beyond = (long) inputSamples * filter.phases() - position;
    return beyond <= 0 ? 0 : (int) ((beyond + filter.inputStep() - 1) / filter.inputStep());
  }

  /**
   * The most that any {@link #process} of so many input samples can put out. [any]
   *
   * @param inputSamples how many go in
   * @return an upper bound
   */
  public int maxOutputSamples(int inputSamples) {
    return (int) (((long) inputSamples * outputRateHz + inputRateHz - 1) / inputRateHz) + 1;
  }

  /**
   * The delay from input to output. [any]
   *
   * @return the delay in seconds, exact: a whole number of samples of the lower rate
   */
  public double latencySeconds() {
    return filter == null
        ? 0.0
        : (double) PolyphaseFilter.HALF_LENGTH_SAMPLES / Math.min(inputRateHz, outputRateHz);
  }

  /** Returns to the silent past of construction. [audio] */
  public void reset() {
    position = 0;
    for (float[] samples : history) {
      Arrays.fill(samples, 0f);
    }
  }
}
