package org.silenzio.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.echo.RenderFeed;

/**
 * The way to the loudspeaker: mixes the remote talkers with what the application plays itself,
 * keeps the sum below full scale, and hands exactly what is played to the echo canceller. Belongs
 * to a {@link VoiceEngine} and is closed with it.
 *
 * <p>[audio] {@code process} in all its forms, {@link #pull}, {@link #reset}: any thread, one call
 * at a time, beside the calls of {@link CapturePipeline}; they neither allocate, lock, log nor
 * block, and throw on wrong lengths, after the close and on two callers at once only. [control]
 * {@link #add}, {@link #remove}, {@link #setGainDb}. [any] the rest.
 */
public final class RenderPipeline implements FrameProcessor, FrameSource {

  /** More would be noise, not sound. */
  private static final double MAX_GAIN_DB = 30;

  private final StreamFormat format;
  private final FadedStage limiter; // null: none
  private final FrameCollector reference;
  private final Supplier<EngineSettings> settings;
  private final FrameTimer timer;
  private final DeviceCalls calls;
  private final SampleGuard guard = new SampleGuard();
  private final Tally failedPulls = new Tally();
  private final Ramp limiterShare;
  private final Object control = new Object();
  private volatile PulledStream[] streams = {};

  RenderPipeline(
      StreamFormat format,
      StreamFormat farEnd,
      FrameProcessor limiter,
      RenderFeed feed,
      Supplier<EngineSettings> settings,
      FrameTimer timer) {
    this.format = format;
    this.limiter = limiter == null ? null : new FadedStage(limiter);
    this.settings = settings;
    this.timer = timer;
    reference = new FrameCollector(format, farEnd, feed::offer);
    calls = new DeviceCalls("the render side", format, this::run);
    limiterShare = new Ramp(1f, format.frameMs());
  }

  /**
   * The frames that the loudspeaker's device asks for. [any]
   *
   * @return {@link VoiceEngineConfig#render()}
   */
  @Override
  public StreamFormat format() {
    return format;
  }

  /**
   * Takes a remote talker on, who is faded in. [control]
   *
   * @param source gives the talker's sound, of any rate and size, 1 or 2 channels; it is pulled by
   *     the audio thread, and stays the caller's to close. While a pull throws there is silence
   * @throws IllegalArgumentException if it is there already or has more channels
   */
  public void add(FrameSource source) {
    if (source.format().channels() > 2) {
      throw new IllegalArgumentException(
          "source has " + source.format().channels() + " channels, allowed: 1 to 2");
    }
    synchronized (control) {
      if (find(source) != null) {
        throw new IllegalArgumentException("source is there already, allowed: others");
      }
      PulledStream[] more = Arrays.copyOf(streams, streams.length + 1);
      more[streams.length] = new PulledStream(source, format, failedPulls);
      streams = more;
    }
  }

  /**
   * Lets a remote talker go, who is faded out within the next 20 ms of sound. [control]
   *
   * @param source what was added; others have no effect
   */
  public void remove(FrameSource source) {
    synchronized (control) {
      PulledStream stream = find(source);
      if (stream != null) {
        stream.leave();
      }
    }
  }

  /**
   * Sets how loud a remote talker is, ramped. [control]
   *
   * @param source what was added
   * @param gainDb −∞ to 30 dB
   * @throws IllegalArgumentException if the gain is out of its range or the source was not added
   */
  public void setGainDb(FrameSource source, double gainDb) {
    if (!(gainDb <= MAX_GAIN_DB)) { // also refuses NaN
      throw new IllegalArgumentException(
          "gainDb is " + gainDb + ", allowed: -Infinity to " + MAX_GAIN_DB);
    }
    synchronized (control) {
      PulledStream stream = find(source);
      if (stream == null) {
        throw new IllegalArgumentException("source was not added, allowed: one that was");
      }
      stream.setGain((float) Decibels.toAmplitude(gainDb));
    }
  }

  private PulledStream find(FrameSource source) {
    for (PulledStream stream : streams) {
      if (stream.source().equals(source) && !stream.isLeaving()) {
        return stream;
      }
    }
    return null;
  }

  /** Pulls of remote talkers that threw. [any] */
  long failedPulls() {
    return failedPulls.get();
  }

  /** Drops the streams that have faded out. [control] */
  void prune() {
    synchronized (control) {
      if (Arrays.stream(streams).anyMatch(PulledStream::isGone)) {
        streams = Arrays.stream(streams).filter(s -> !s.isGone()).toArray(PulledStream[]::new);
      }
    }
  }

  /**
   * Fills a frame with what is to be played: the remote talkers alone. [audio]
   *
   * @param frame of {@link #format()}
   */
  @Override
  public void pull(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    frame.clear();
    process(frame);
  }

  /**
   * Makes a frame what is to be played: the remote talkers are added to what is in it. [audio]
   *
   * @param frame of {@link #format()}, the application's own sound or silence
   */
  @Override
  public void process(AudioFrame frame) {
    calls.process(frame);
  }

  private void run(AudioFrame frame) {
    timer.called();
    timer.begin();
    for (int c = 0; c < format.channels(); c++) {
      guard.mend(frame.channel(c), 0, format.frameSamples());
    }
    for (PulledStream stream : streams) {
      stream.addTo(frame);
    }
    limiterShare.aim(settings.get().isOn(Stage.RENDER_LIMITER) ? 1f : 0f);
    limiterShare.advance();
    if (limiter != null) {
      limiter.process(frame, limiterShare.from(), limiterShare.to());
    }
    reference.add(frame);
    timer.end();
  }

  /**
   * As {@link #process(AudioFrame)}, for interleaved samples. [audio]
   *
   * @param interleaved a frame's samples of all channels, ±1, from index 0
   * @throws IllegalArgumentException if there are too few
   */
  public void process(float[] interleaved) {
    calls.process(interleaved);
  }

  /**
   * As {@link #process(AudioFrame)}, for interleaved samples. [audio]
   *
   * @param interleaved a frame's 16-bit samples of all channels, from index 0
   * @throws IllegalArgumentException if there are too few
   */
  public void process(short[] interleaved) {
    calls.process(interleaved);
  }

  /**
   * As {@link #process(AudioFrame)}, for interleaved samples. [audio]
   *
   * @param interleaved holds a frame of all channels from its position on, which stays, in its own
   *     byte order
   * @param type how the samples lie in it
   * @throws IllegalArgumentException if too little remains
   */
  public void process(ByteBuffer interleaved, SampleType type) {
    calls.process(interleaved, type);
  }

  @Override
  public void reset() {
    calls.alone(
        () -> {
          reference.reset();
          if (limiter != null) {
            limiter.reset();
          }
        });
  }

  /**
   * How much later a sample is played than it was mixed: what the limiter looks ahead. [any]
   *
   * @return the delay in samples at the device's rate, constant
   */
  @Override
  public int latencySamples() {
    return limiter == null ? 0 : limiter.latencySamples();
  }

  /** Ends the use of this side, once the frame at hand is done. [control] */
  @Override
  public void close() {
    if (calls.close() && limiter != null) {
      limiter.close();
    }
  }
}
