package org.silenzio.gain;

import java.util.Arrays;
import java.util.List;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.kernel.WarmUp;

/**
 * Keeps peaks below a ceiling, those between the samples too (true peak at four times the rate):
 * sees a peak before it leaves and turns down smoothly, all channels alike, so that the picture
 * stands still. Below the ceiling the output is the input, delayed, to the last bit.
 *
 * <p>It comes back fast after a single peak and slowly after many, so that the level does not pump,
 * and not at all between two waves of a low tone, so that these are not bent.
 *
 * <p>[audio] {@link #process}, {@link #reset}: any thread, one call at a time. [control]
 * construction, {@link #warmUp}, {@link #close}. [any] the rest. A call after the close throws
 * {@link IllegalStateException}.
 */
public final class Limiter implements FrameProcessor {

  /** Samples that are looked at together: whether a run needs the search between its samples. */
  private static final int RUN_SAMPLES = 64;

  /** The least that is kept free behind the history, so that it moves back but seldom. */
  private static final int SPARE_SAMPLES = 4_096;

  /**
   * A gain serves so many samples around its peak, as each point between samples stems from many.
   */
  private static final int MARGIN_SAMPLES = 4;

  /**
   * A gain that moves shifts the points between samples a little: of what it takes away so much is
   * taken more, up to {@link #MOST_RESERVE}.
   */
  private static final double RESERVE = 0.1;

  /** 0.35 dB. */
  private static final double MOST_RESERVE = 0.04;

  /** Above the rounding of a product of floats. */
  private static final double ROUNDING = 1e-6;

  private final StreamFormat format;
  private final int latencySamples;
  private final double ceiling;
  private final float quietBelow;
  private final TruePeak truePeak = new TruePeak(RUN_SAMPLES);
  private final LimiterGain gain;
  private final SampleGuard guard = new SampleGuard();
  private final Tally frames = new Tally();
  private final Tally limitedFrames = new Tally();

  private final int keptSamples;
  private final float[][] history;
  private final float[] peaks = new float[RUN_SAMPLES];
  private final float[] gains = new float[RUN_SAMPLES];
  private int end;
  private float lowestInFrame;
  private volatile float lastGain = 1f;
  private volatile float lowestGain = 1f;
  private volatile boolean closed;

  /**
   * Makes a limiter whose past is silence. [control]
   *
   * @param config what it is made for
   */
  public Limiter(LimiterConfig config) {
    format = config.format();
    int lookAhead = (int) Math.round(config.lookAheadMs() * format.sampleRateHz() / 1_000);
    latencySamples = lookAhead + TruePeak.DELAY_SAMPLES;
    ceiling = Decibels.toAmplitude(config.ceilingDbfs());
    quietBelow = (float) (ceiling / truePeak.gainBound());
    // the ramp's samples are one more than its steps
    int ramp = Math.max(1, lookAhead - MARGIN_SAMPLES + 1);
    gain = new LimiterGain(ramp, MARGIN_SAMPLES, config.releaseMs(), format.sampleRateHz());
    keptSamples = latencySamples + TruePeak.TAPS;
    history = new float[format.channels()][keptSamples + Math.max(SPARE_SAMPLES, RUN_SAMPLES)];
    end = keptSamples;
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void process(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    checkOpen();
    lowestInFrame = 1f;
    int size = format.frameSamples();
    for (int at = 0; at < size; at += RUN_SAMPLES) {
      run(frame, at, Math.min(RUN_SAMPLES, size - at));
    }
    lastGain = lowestInFrame;
    frames.add(1);
    if (lowestInFrame < 1f) {
      limitedFrames.add(1);
      lowestGain = Math.min(lowestGain, lowestInFrame);
    }
  }

  private void run(AudioFrame frame, int at, int length) {
    makeRoom(length);
    float loudest = 0f;
    for (int c = 0; c < history.length; c++) {
      float[] samples = frame.channel(c);
      guard.mend(samples, at, at + length);
      System.arraycopy(samples, at, history[c], end, length);
      loudest = Math.max(loudest, loudest(history[c], end - TruePeak.TAPS + 1, end + length));
    }
    boolean quiet = loudest <= quietBelow;
    int from = end - latencySamples;
    end += length;
    if (quiet && gain.rests()) {
      for (int c = 0; c < history.length; c++) {
        System.arraycopy(history[c], from, frame.channel(c), at, length);
      }
      return;
    }
    findGains(quiet, length);
    for (int c = 0; c < history.length; c++) {
      float[] samples = frame.channel(c);
      for (int k = 0; k < length; k++) {
        samples[at + k] = history[c][from + k] * gains[k];
      }
    }
  }

  private void makeRoom(int length) {
    if (end + length > history[0].length) {
      for (float[] channel : history) {
        System.arraycopy(channel, end - keptSamples, channel, 0, keptSamples);
      }
      end = keptSamples;
    }
  }

  private static float loudest(float[] samples, int from, int to) {
    float most = 0f;
    for (int i = from; i < to; i++) {
      most = Math.max(most, Math.abs(samples[i]));
    }
    return most;
  }

  /** The gains of the run that leaves, after what has come in. */
  private void findGains(boolean quiet, int length) {
    Arrays.fill(peaks, 0, length, 0f);
    if (!quiet) {
      for (float[] channel : history) {
        truePeak.raise(channel, end - length, length, peaks);
      }
    }
    for (int k = 0; k < length; k++) {
      gains[k] = gain.next(permitted(peaks[k]));
      lowestInFrame = Math.min(lowestInFrame, gains[k]);
    }
  }

  private double permitted(double peak) {
    if (peak <= ceiling) {
      return 1;
    }
    double over = peak / ceiling - 1;
    return ceiling * (1 - ROUNDING - Math.min(MOST_RESERVE, RESERVE * over)) / peak;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the limiter is closed");
    }
  }

  /**
   * Gets the compiler to do its work before the first frame, on silence and on what is far too
   * loud; then resets. Statistics count these frames too. [control]
   *
   * @param budgetMs the time it may take, 1 or more
   * @return whether it seems compiled; false says that frames may be slow for a while, no more
   * @throws IllegalArgumentException if the budget is under 1
   */
  public boolean warmUp(int budgetMs) {
    AudioFrame frame = new AudioFrame(format);
    boolean warm =
        WarmUp.run(budgetMs, List.of(() -> process(filled(frame)), () -> process(cleared(frame))));
    reset();
    return warm;
  }

  private static AudioFrame filled(AudioFrame frame) {
    for (int c = 0; c < frame.format().channels(); c++) {
      float[] samples = frame.channel(c);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (i & 32) == 0 ? 3f : -3f;
      }
    }
    return frame;
  }

  private static AudioFrame cleared(AudioFrame frame) {
    frame.clear();
    return frame;
  }

  @Override
  public void reset() {
    checkOpen();
    for (float[] channel : history) {
      Arrays.fill(channel, 0f);
    }
    end = keptSamples;
    gain.reset();
    lastGain = 1f;
  }

  /** The look-ahead and the 8 samples that the search for peaks between samples takes. [any] */
  @Override
  public int latencySamples() {
    return latencySamples;
  }

  /**
   * What happened so far. [any]
   *
   * @return a snapshot
   */
  public LimiterStatistics statistics() {
    return new LimiterStatistics(
        frames.get(),
        limitedFrames.get(),
        Decibels.fromAmplitude(lastGain),
        Decibels.fromAmplitude(lowestGain),
        guard.nonFiniteSamples(),
        guard.limitedSamples());
  }

  @Override
  public void close() {
    closed = true;
  }
}
