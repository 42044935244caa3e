package org.silenzio.gain;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;

/**
 * Measures how loud a stream is: peak, power and, K-weighted as in ITU-R BS.1770-4, what is heard.
 * Frames pass as they are, save that samples which are not finite become silence.
 *
 * <p>[audio] {@link #process}, {@link #reset}: any thread, one call at a time. [control]
 * construction, {@link #close}. [any] the rest. A call after the close throws {@link
 * IllegalStateException}.
 */
public final class LevelMeter implements FrameProcessor {

  /** Momentary loudness: 400 ms, moved by 100 ms. */
  private static final int PARTS = 4;

  private static final int PARTS_PER_SECOND = 10;

  private final StreamFormat format;
  private final SampleGuard guard = new SampleGuard();
  private final KWeighting[] weightings;
  private final int partSamples;
  private final double[] parts = new double[PARTS];
  private int part;
  private int filled;
  private double energy;

  private volatile float peak;
  private volatile float highestPeak;
  private volatile double power;
  private volatile double momentary;
  private volatile boolean closed;

  /**
   * Makes a meter that reads silence. [control]
   *
   * @param format the frames it shall take, any rate, size and number of channels
   */
  public LevelMeter(StreamFormat format) {
    this.format = format;
    partSamples = Math.round((float) format.sampleRateHz() / PARTS_PER_SECOND);
    weightings = new KWeighting[format.channels()];
    for (int c = 0; c < weightings.length; c++) {
      weightings[c] = new KWeighting(format.sampleRateHz());
    }
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
    float most = 0f;
    double sum = 0;
    for (int c = 0; c < weightings.length; c++) {
      float[] samples = frame.channel(c);
      guard.mend(samples, 0, size);
      for (int i = 0; i < size; i++) {
        float sample = samples[i];
        most = Math.max(most, Math.abs(sample));
        sum += (double) sample * sample;
      }
    }
    weigh(frame, size);
    peak = most;
    highestPeak = Math.max(highestPeak, most);
    power = sum / ((double) size * weightings.length);
  }

  private void weigh(AudioFrame frame, int size) {
    for (int at = 0; at < size; ) {
      int length = Math.min(size - at, partSamples - filled);
      for (int c = 0; c < weightings.length; c++) {
        energy += weightings[c].energy(frame.channel(c), at, length);
      }
      filled += length;
      at += length;
      if (filled == partSamples) {
        endPart();
      }
    }
  }

  private void endPart() {
    parts[part] = energy / ((double) partSamples * weightings.length);
    part = (part + 1) % PARTS;
    filled = 0;
    energy = 0;
    double sum = 0;
    for (double one : parts) {
      sum += one;
    }
    momentary = sum / PARTS;
  }

  /**
   * What the meter reads. [any]
   *
   * @return a snapshot
   */
  public LevelReading reading() {
    return new LevelReading(
        Decibels.fromAmplitude(peak),
        Decibels.fromPower(power),
        KWeighting.OFFSET_DB + Decibels.fromPower(momentary),
        Decibels.fromAmplitude(highestPeak));
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the level meter is closed");
    }
  }

  @Override
  public void reset() {
    checkOpen();
    for (KWeighting weighting : weightings) {
      weighting.reset();
    }
    Arrays.fill(parts, 0);
    part = 0;
    filled = 0;
    energy = 0;
    peak = 0f;
    highestPeak = 0f;
    power = 0;
    momentary = 0;
  }

  /** None: frames pass at once. [any] */
  @Override
  public int latencySamples() {
    return 0;
  }

  @Override
  public void close() {
    closed = true;
  }
}
