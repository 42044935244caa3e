package org.silenzio.echo;

import java.util.List;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.SingleCaller;
import org.silenzio.concurrent.Tally;
import org.silenzio.kernel.WarmUp;
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
 * <p>Where both come in one call, {@link #process(AudioFrame, AudioFrame)} takes them together.
 * Where the devices have a thread each, the loudspeaker's hands over what it plays, and the
 * microphone's takes a frame of that for each of its own:
 *
 * <pre>{@code
 * // in the loudspeaker's callback: decode, mix, then
 * canceller.offerRender(played);
 *
 * // in the microphone's callback, on another thread
 * canceller.process(heard); // from here on without the echo
 * send(heard);
 * }</pre>
 *
 * <p>The two need not keep step: up to a second waits, a frame that is not there in time is taken
 * as silence, and what has stood in the queue for half a second is dropped, because a far end that
 * comes later than its echo cannot be cancelled. {@link EchoStatistics#missingRenderFrames()} and
 * {@link EchoStatistics#droppedRenderFrames()} tell; each such frame moves the far end against its
 * echo, so that the path is learnt anew.
 *
 * <p>[control] {@link #create}, {@link #warmUp}, {@link #close}. [render] {@link #offerRender}: any
 * thread, one call at a time. [audio] both {@code process}, {@link #reset}: any thread, one call at
 * a time. Those of [render] and [audio] run beside each other and neither allocate, lock, log,
 * block nor throw on frames of the right format; with {@code -ea} a second caller at the same time
 * is an {@link IllegalStateException}. Samples that are not finite are taken as silence. [any] the
 * rest.
 */
public final class EchoCanceller implements AutoCloseable {

  /** The rate to which those above 16 kHz are brought that are not served as they are. */
  private static final int FULL_BAND_RATE_HZ = 48_000;

  /** Less than −6 dB of the capture may be residual echo. */
  private static final float LEAST_KEPT = 0.25f;

  private final EchoCancellerConfig config;
  private final StreamFormat renderFormat;
  private final JoinedCanceller inner;
  private final FrameProcessor chain;
  private final AudioFrame joined;
  private final AudioFrame waiting;
  private final RenderFeed feed;
  private final SingleCaller renderCaller = new SingleCaller("offerRender");
  private final SingleCaller audioCaller = new SingleCaller("process and reset");
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
    waiting = new AudioFrame(renderFormat);
    feed = new RenderFeed(renderFormat);
    boolean direct = Steps.isNative(rate);
    int innerRate =
        direct ? rate : rate < Steps.SAMPLE_RATE_HZ ? Steps.SAMPLE_RATE_HZ : FULL_BAND_RATE_HZ;
    inner = new JoinedCanceller(innerRate, config, meter, guard, hint);
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
   * Gets the compiler to do its work, before the first frame: lets the canceller work on a made-up
   * call for some seconds, then resets it. Statistics count these frames too. [control]
   *
   * @param budgetMs the time it may take, 1 or more; no other thread uses the canceller meanwhile
   * @return whether it seems compiled; false says that frames may be slow for a while, no more
   * @throws IllegalArgumentException if the budget is under 1
   * @throws IllegalStateException if the canceller is closed
   */
  public boolean warmUp(int budgetMs) {
    MadeUpEcho call = new MadeUpEcho(config);
    boolean warm =
        WarmUp.run(
            budgetMs,
            List.of(
                () -> {
                  call.next();
                  offerRender(call.render());
                  process(call.capture());
                },
                driftExercise()));
    reset();
    return warm;
  }

  /**
   * What cancellers do once clocks are found to differ, half a minute into a call: for whoever
   * warms up by a shorter one of their own. [any]
   *
   * @return a step for {@link WarmUp#run}, [control]
   */
  public static Runnable driftExercise() {
    return new DriftExercise();
  }

  /**
   * Hands over what the loudspeaker plays, for {@link #process(AudioFrame)} to take. [render]
   *
   * @param render a frame of {@link EchoCancellerConfig#renderFormat()}, copied
   * @return false if a second of sound waits already: the frame is dropped and counted
   * @throws IllegalArgumentException if the frame has another format
   * @throws IllegalStateException if the canceller is closed
   */
  public boolean offerRender(AudioFrame render) {
    FrameProcessor.checkFormat(render, renderFormat);
    checkOpen();
    assert renderCaller.enter();
    try {
      return feed.offer(render);
    } finally {
      assert renderCaller.leave();
    }
  }

  /**
   * Cancels the echo of what was handed over in one frame. [audio]
   *
   * @param capture what the microphone hears now, of {@link EchoCancellerConfig#format()}; changed
   *     in place
   * @throws IllegalArgumentException if the frame has another format
   * @throws IllegalStateException if the canceller is closed
   */
  public void process(AudioFrame capture) {
    FrameProcessor.checkFormat(capture, config.format());
    checkOpen();
    assert audioCaller.enter();
    try {
      feed.take(waiting);
      cancel(waiting, capture);
    } finally {
      assert audioCaller.leave();
    }
  }

  /**
   * Cancels the echo in one frame whose far end is at hand. What was handed over by {@link
   * #offerRender} and still waits is older than this frame: it is dropped and counted. [audio]
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
    assert audioCaller.enter();
    try {
      feed.restart();
      cancel(render, capture);
    } finally {
      assert audioCaller.leave();
    }
  }

  private void cancel(AudioFrame render, AudioFrame capture) {
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
   * Says that the next frame was clipped before something that hides it, such as a high-pass, which
   * tilts flat peaks. Clipping in what it gets the canceller finds by itself: it then keeps what it
   * knows of the echo path and learns nothing for the moment. [audio]
   *
   * @throws IllegalStateException if the canceller is closed
   */
  public void tellClipped() {
    checkOpen();
    assert audioCaller.enter();
    try {
      inner.tellClipped();
    } finally {
      assert audioCaller.leave();
    }
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
   * Forgets the echo path and the signal's past, and drops what waits of the far end; counts stay.
   * [audio]
   *
   * @throws IllegalStateException if the canceller is closed
   */
  public void reset() {
    checkOpen();
    assert audioCaller.enter();
    try {
      feed.restart();
      chain.reset();
    } finally {
      assert audioCaller.leave();
    }
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
   * How likely somebody at the near end is heard in the last frame, and not what is left of the
   * echo: for what comes behind the canceller and looks for its own talker. [any] Where the far end
   * is heard, so much must have been kept of the capture as no residual echo is.
   *
   * @return 0 to 1; 1 while the far end is silent or not heard, whoever talks or not
   */
  public float nearEndLikelihood() {
    return meter.keptShare() < LEAST_KEPT ? 0f : meter.nearEndLikelihood();
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
        feed.missingFrames(),
        feed.droppedFrames(),
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
