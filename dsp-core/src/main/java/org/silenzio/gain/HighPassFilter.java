package org.silenzio.gain;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;

/**
 * Takes offset and rumble out of the capture: a Butterworth high-pass of second order, each channel
 * on its own, without delay. It comes first in the chain: what lies below the voice would only
 * disturb those behind it.
 *
 * <p>[audio] {@link #process}, {@link #reset}: any thread, one call at a time. [control]
 * construction, {@link #close}. [any] the rest. A call after the close throws {@link
 * IllegalStateException}.
 */
public final class HighPassFilter implements FrameProcessor {

  /** Less than this, −400 dB, is silence: far from where floats or doubles become denormal. */
  private static final double SILENCE = 1e-20;

  /** Samples between two looks for a state that fades: it cannot get from silence to denormal. */
  private static final int RUN_SAMPLES = 64;

  private final StreamFormat format;
  private final double b0;
  private final double b1;
  private final double a1;
  private final double a2;
  private final double[] first;
  private final double[] second;
  private final SampleGuard guard = new SampleGuard();
  private volatile boolean closed;

  /**
   * Makes a filter whose past is silence. [control]
   *
   * @param config what it is made for
   */
  public HighPassFilter(HighPassFilterConfig config) {
    format = config.format();
    // bilinear transform, warped so that the cutoff lies where it should
    double k = Math.tan(Math.PI * config.cutoffHz() / format.sampleRateHz());
    double norm = 1 / (1 + Math.sqrt(2) * k + k * k);
    b0 = norm;
    b1 = -2 * norm; // the sum of b0, b1 and b0 again is exactly 0: no offset passes
    a1 = 2 * (k * k - 1) * norm;
    a2 = (1 - Math.sqrt(2) * k + k * k) * norm;
    first = new double[format.channels()];
    second = new double[format.channels()];
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void process(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    checkOpen();
    int size = format.frameSamples();
    for (int c = 0; c < first.length; c++) {
      float[] samples = frame.channel(c);
      guard.mend(samples, 0, size);
      for (int at = 0; at < size; at += RUN_SAMPLES) {
        run(c, samples, at, Math.min(size, at + RUN_SAMPLES));
      }
    }
  }

  /** The transposed direct form II, which keeps least of its rounding. */
  private void run(int channel, float[] samples, int from, int to) {
    double z1 = first[channel];
    double z2 = second[channel];
    for (int i = from; i < to; i++) {
      double x = samples[i];
      double y = b0 * x + z1;
      z1 = b1 * x - a1 * y + z2;
      z2 = b0 * x - a2 * y;
      samples[i] = (float) orSilence(y);
    }
    first[channel] = orSilence(z1);
    second[channel] = orSilence(z2);
  }

  private static double orSilence(double value) {
    return Math.abs(value) < SILENCE ? 0 : value;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the high-pass filter is closed");
    }
  }

  @Override
  public void reset() {
    checkOpen();
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
  }

  /** None: the filter looks at nothing ahead. [any] */
  @Override
  public int latencySamples() {
    return 0;
  }

  /**
   * NaN and infinite samples that became silence. [any]
   *
   * @return the count since construction
   */
  public long nonFiniteSamples() {
    return guard.nonFiniteSamples();
  }

  /**
   * Finite samples that were held to {@link SampleGuard#MAX_AMPLITUDE}. [any]
   *
   * @return the count since construction
   */
  public long limitedSamples() {
    return guard.limitedSamples();
  }

  @Override
  public void close() {
    closed = true;
  }
}
