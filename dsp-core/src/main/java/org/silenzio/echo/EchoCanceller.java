package org.silenzio.echo;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.transform.RateAdapter;

/**
 * Takes out of the capture what the loudspeaker played: a Kalman filter per frequency over the last
 * quarter of a second of the far end, then a suppressor for what is left, which knows how sure the
 * filter is. Above 8 kHz, where no filter is learnt, the suppressor works alone.
 *
 * <p>It must see the microphone's raw signal, before noise suppression and gain control, and the
 * far end as it is truly played. Both frames belong to the same 10 ms of the call; the echo may
 * come as much later as {@link EchoCancellerConfig#maxDelayMs()} says.
 *
 * <p>[control] {@link #create}, {@link #close}. [audio] {@link #process}, {@link #reset}: any
 * thread, one call at a time; they neither allocate, lock, log, block nor throw on frames of the
 * right format. Samples that are not finite are taken as silence. [any] the rest.
 */
public final class EchoCanceller implements AutoCloseable {

  /** The rate to which those above 16 kHz are brought that are not served as they are. */
  private static final int FULL_BAND_RATE_HZ = 48_000;

  private final EchoCancellerConfig config;
  private final StreamFormat renderFormat;
  private final FrameProcessor chain;
  private final AudioFrame joined;
  private final SampleGuard guard = new SampleGuard();
  private final EchoMeter meter = new EchoMeter();
  private final DelayHint hint = new DelayHint();
  private final Tally frames = new Tally();
  private volatile boolean closed;

  private EchoCanceller(EchoCancellerConfig config) {
    this.config = config;
    renderFormat = config.renderFormat();
    StreamFormat format = config.format();
    int rate = format.sampleRateHz();
    StreamFormat joinedFormat =
        new StreamFormat(rate, 1 + config.renderChannels(), format.frameSamples());
    joined = new AudioFrame(joinedFormat);
    boolean direct = Steps.isNative(rate);
    int innerRate =
        direct ? rate : rate < Steps.SAMPLE_RATE_HZ ? Steps.SAMPLE_RATE_HZ : FULL_BAND_RATE_HZ;
    JoinedCanceller inner = new JoinedCanceller(innerRate, config, meter, guard, hint);
    chain = inner.format().equals(joinedFormat) ? inner : new RateAdapter(joinedFormat, inner);
  }

  /**
   * Makes a canceller that knows no echo path yet. [control]
   *
   * @param config what it is made for
   * @return the canceller, to be closed after use
   */
  public static EchoCanceller create(EchoCancellerConfig config) {
    return new EchoCanceller(config);
  }

  /**
   * What this canceller was made for. [any]
   *
   * @return the configuration given at construction
   */
  public EchoCancellerConfig config() {
    return config;
  }

  /**
   * Cancels the echo in one frame. [audio]
   *
   * @param render what the loudspeaker plays now, of {@link EchoCancellerConfig#renderFormat()};
   *     left as it is
   * @param capture what the microphone hears now, of {@link EchoCancellerConfig#format()}; changed
   *     in place
   * @throws IllegalArgumentException if a frame has another format
   * @throws IllegalStateException if the canceller is closed
   */
  public void process(AudioFrame render, AudioFrame capture) {
    FrameProcessor.checkFormat(render, renderFormat);
    FrameProcessor.checkFormat(capture, config.format());
    checkOpen();
    int samples = config.format().frameSamples();
    System.arraycopy(capture.channel(0), 0, joined.channel(0), 0, samples);
    for (int c = 0; c < config.renderChannels(); c++) {
      System.arraycopy(render.channel(c), 0, joined.channel(c + 1), 0, samples);
    }
    chain.process(joined);
    System.arraycopy(joined.channel(0), 0, capture.channel(0), 0, samples);
    frames.add(1);
  }

  /**
   * Says how long after the far end's frame its echo is likely to be heard, as devices tell by
   * their buffers. It serves until the delay is found from the sound itself; a delay below 100 ms
   * needs no hint. [any]
   *
   * @param delayMs the delay in ms, 0 to {@link EchoCancellerConfig#maxDelayMs()}
   * @throws IllegalArgumentException if it is out of that range
   */
  public void setStreamDelayHintMs(int delayMs) {
    if (delayMs < 0 || delayMs > config.maxDelayMs()) {
      throw new IllegalArgumentException(
          "delayMs is " + delayMs + ", allowed: 0 to " + config.maxDelayMs());
    }
    hint.set(delayMs);
  }

  /**
   * Forgets the echo path and the signal's past; counts stay. [audio]
   *
   * @throws IllegalStateException if the canceller is closed
   */
  public void reset() {
    checkOpen();
    chain.reset();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the echo canceller is closed");
    }
  }

  /**
   * How much later a sample leaves than it entered. [any]
   *
   * @return the delay in samples at the capture's rate, constant: the preset's at 16, 32 and 48 kHz
   *     in frames of 10 ms, more where samples have to be converted or collected
   */
  public int latencySamples() {
    return chain.latencySamples();
  }

  /**
   * How it goes. [any]
   *
   * @return a snapshot
   */
  public EchoStatistics statistics() {
    SampleGuard outer = chain instanceof RateAdapter adapter ? adapter.guard() : null;
    return meter.statistics(
        frames.get(),
        guard.nonFiniteSamples() + (outer == null ? 0 : outer.nonFiniteSamples()),
        guard.limitedSamples() + (outer == null ? 0 : outer.limitedSamples()));
  }

  /** Ends the use; further calls have no effect. [control] */
  @Override
  public void close() {
    if (!closed) {
      chain.close();
      closed = true;
    }
  }
}
