package org.silenzio.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.echo.EchoStatistics;
import org.silenzio.echo.RenderFeed;
import org.silenzio.gain.AdaptiveGain;
import org.silenzio.gain.Limiter;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorProvider;
import org.silenzio.noise.NoiseSuppressorStatistics;
import org.silenzio.noise.NoiseSuppressors;

/**
 * Both directions of a call:
 *
 * <pre>{@code
 * try (VoiceEngine engine =
 *     VoiceEngine.builder()
 *         .capture(StreamFormat.of10Ms(48_000, 1))
 *         .render(StreamFormat.of10Ms(48_000, 2))
 *         .remote(remoteTalker)
 *         .build()) {
 *   // in the loudspeaker's callback
 *   engine.render().pull(toPlay);
 *
 *   // in the microphone's callback, on another thread
 *   engine.capture().process(heard); // now without echo and noise, at one level
 * }
 * }</pre>
 *
 * <p>The engine works in frames of 10 ms at 16, 32 or 48 kHz; devices may have any rate and frame
 * size. It keeps within a {@link LatencyBudget}: picks what fits under its ceiling, measures every
 * frame, and cleans with less or more effort as the processor allows, without a click and without a
 * change of delay.
 *
 * <p>[control] {@link #builder}, all {@code set} methods, {@link #close}: any thread, any time.
 * [any] the rest. Settings are in force from an audio thread's next frame on, and move there within
 * 20 ms. After the close the settings have no effect and the two sides throw {@link
 * IllegalStateException}.
 */
public final class VoiceEngine implements AutoCloseable {

  /** The rates at which the canceller works without resampling. */
  private static final List<Integer> ENGINE_RATES_HZ = List.of(16_000, 32_000, 48_000);

  private final VoiceEngineConfig config;
  private final AtomicReference<EngineSettings> settings;
  private final CaptureChain chain;
  private final CapturePipeline capture;
  private final RenderPipeline render;
  private final RenderFeed feed;
  private final PacketStage packets; // null: none
  private final FrameTimer captureTimer;
  private final FrameTimer renderTimer;
  private final CleanerChoice choice;
  private final EngineControl control;
  private final CallRecorder recorder; // null: none

  private VoiceEngine(Builder builder, Implementation implementation, int level) {
    config = builder.config;
    StreamFormat format = engineFormat(config);
    StreamFormat farEnd = farEndFormat(config);
    settings = new AtomicReference<>(EngineSettings.of(config, format));
    StageMaker maker = new StageMaker(config, builder.replaced, format, implementation);
    recorder = builder.recordFolder == null ? null : builder.recorder();
    CaptureTap tap = recorder == null ? builder.tap : recorder;
    FrameProcessor renderLimiter = maker.stage(Stage.RENDER_LIMITER, config.render());
    CaptureStages stages = CaptureStages.of(config, maker);
    choice = stages.choice();
    chain = new CaptureChain(stages, level, settings.get(), tap);
    double budgetMicros = config.budget().microsPerEngineFrame();
    captureTimer = new FrameTimer(builder.clockNanos, budgetMicros, config.capture().frameMs());
    renderTimer = new FrameTimer(builder.clockNanos, budgetMicros, config.render().frameMs());
    feed = new RenderFeed(farEnd);
    packets =
        builder.encoder == null ? null : new PacketStage(format, builder.encoder, builder.sink);
    CaptureCore core =
        new CaptureCore(format, farEnd, chain, feed, settings::get, captureTimer, packets);
    capture = new CapturePipeline(config.capture(), core, captureTimer);
    render =
        new RenderPipeline(
            config.render(), farEnd, renderLimiter, feed, settings::get, renderTimer);
    Announcer announcer = new Announcer(builder.listener);
    QualityKeeper quality =
        new QualityKeeper(
            choice,
            chain.deck(),
            farEnd,
            captureTimer,
            budgetMicros,
            builder.clockNanos,
            settings::get,
            announcer);
    control =
        new EngineControl(
            this,
            quality,
            new EchoWatch(chain.deck(), announcer),
            announcer,
            captureTimer,
            renderTimer,
            nativeReason(choice, builder.providers));
  }

  /** Does what may fail once there is something to close. */
  private void begin(Builder builder, Implementation implementation) {
    builder.remotes.forEach(render::add);
    if (recorder != null) {
      record(builder, implementation);
    }
    if (builder.controlled) {
      control.start();
    }
  }

  private void record(Builder builder, Implementation implementation) {
    try {
      CallDescription description =
          new CallDescription(
              config,
              builder.replaced.keySet(),
              implementation,
              chain.deck().activeIndex(),
              CallDescription.thisMachine());
      recorder.start(
          new CallFolder(builder.recordFolder, description, choice.format(), farEndFormat(config)));
    } catch (IOException e) {
      throw new UncheckedIOException("the call cannot be recorded to " + builder.recordFolder, e);
    }
  }

  /** The engine's own frames on the capture side. */
  static StreamFormat engineFormat(VoiceEngineConfig config) {
    int rate = config.capture().sampleRateHz();
    int lowest = ENGINE_RATES_HZ.getFirst();
    int engineRate =
        ENGINE_RATES_HZ.contains(rate) ? rate : rate < lowest ? lowest : ENGINE_RATES_HZ.getLast();
    int channels = config.content() == Content.SPEECH ? 1 : config.capture().channels();
    return StreamFormat.of10Ms(engineRate, channels);
  }

  /** What the canceller gets of the far end. */
  static StreamFormat farEndFormat(VoiceEngineConfig config) {
    return StreamFormat.of10Ms(engineFormat(config).sampleRateHz(), config.render().channels());
  }

  /** Why the native suppressor, which is wanted as it is there, cannot serve. */
  static Optional<String> nativeReason(
      CleanerChoice choice, Iterable<NoiseSuppressorProvider> providers) {
    if (choice.levels().getFirst().suppression() == Suppression.RNNOISE) {
      for (NoiseSuppressorProvider provider : providers) {
        if (provider.name().equals("native")) {
          return provider.unavailability();
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Begins to describe an engine. [control]
   *
   * @return a builder for speech at 48 kHz, mono, in frames of 10 ms both ways, with all stages
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What this engine was made for.
   *
   * @return the configuration
   */
  public VoiceEngineConfig config() {
    return config;
  }

  /**
   * The way from the microphone.
   *
   * @return the same every time
   */
  public CapturePipeline capture() {
    return capture;
  }

  /**
   * The way to the loudspeaker.
   *
   * @return the same every time
   */
  public RenderPipeline render() {
    return render;
  }

  /**
   * Makes the capture silent, or lets it be heard again.
   *
   * @param muted whether it is silent
   */
  public void setMuted(boolean muted) {
    change(now -> now.withMuted(muted));
  }

  /**
   * Sets how far noise is turned down at the most.
   *
   * @param maxAttenuationDb in dB, 0 (not at all) to infinity (no bound)
   * @throws IllegalArgumentException if it is out of that range
   */
  public void setMaxAttenuationDb(double maxAttenuationDb) {
    VoiceEngineConfig.checkMaxAttenuationDb(maxAttenuationDb);
    change(now -> now.withMaxAttenuationDb(maxAttenuationDb));
  }

  /**
   * Sets the level that speech is brought to.
   *
   * @param gainTargetDbfs −40 to −10 dBFS
   * @throws IllegalArgumentException if it is out of that range
   */
  public void setGainTargetDbfs(double gainTargetDbfs) {
    VoiceEngineConfig.checkGainTargetDbfs(gainTargetDbfs);
    change(now -> now.withGainTargetDbfs(gainTargetDbfs));
  }

  /**
   * Switches a stage, by a cross-fade. One that is off works on unheard, and is back at once.
   *
   * @param stage one that the engine was built with
   * @param on whether it is heard
   * @throws IllegalArgumentException if the engine was built without it
   */
  public void setStage(Stage stage, boolean on) {
    if (!config.stages().contains(stage)) {
      throw new IllegalArgumentException("stage is " + stage + ", allowed: " + config.stages());
    }
    change(now -> now.withStage(stage, on));
  }

  /**
   * Says what the capture holds from now on. An engine built for speech stays mono, one built for
   * music has no noise suppressor.
   *
   * @param content what it holds
   */
  public void setContent(Content content) {
    Objects.requireNonNull(content, "content");
    change(now -> now.withContent(content));
  }

  /**
   * Says how long after it was handed over the far end is likely to be heard, as devices tell by
   * their buffers; see {@link org.silenzio.echo.EchoCanceller#setStreamDelayHintMs}.
   *
   * @param delayMs in ms, 0 (nothing is known) to {@link VoiceEngineConfig#maxEchoDelayMs()}
   * @throws IllegalArgumentException if it is out of that range
   */
  public void setEchoDelayHintMs(int delayMs) {
    if (delayMs < 0 || delayMs > config.maxEchoDelayMs()) {
      throw new IllegalArgumentException(
          "delayMs is " + delayMs + ", allowed: 0 to " + config.maxEchoDelayMs());
    }
    change(now -> now.withEchoDelayHintMs(delayMs));
  }

  private void change(UnaryOperator<EngineSettings> to) {
    settings.updateAndGet(to);
  }

  /**
   * How it goes.
   *
   * @return a snapshot
   */
  public EngineStatistics statistics() {
    Cleaner active = chain.deck().active();
    int level = choice.levels().indexOf(active.level());
    Optional<EchoStatistics> echo =
        Optional.ofNullable(active.echo()).map(stage -> stage.first().statistics());
    Optional<NoiseSuppressorStatistics> noise =
        Optional.ofNullable(active.suppressor()).map(NoiseSuppressor::statistics);
    return new EngineStatistics(
        captureTimer.times(),
        renderTimer.times(),
        captureTimer.overruns(),
        renderTimer.overruns(),
        captureTimer.gaps(),
        renderTimer.gaps(),
        feed.missingFrames(),
        feed.droppedFrames(),
        render.failedPulls(),
        level,
        active.level().label(),
        control.quality().steps(),
        chain.isMusic(),
        chain.voice().active(),
        chain.voice().speechProbability(),
        chain.mendedSamples() + capture.mendedSamples(),
        packets == null ? 0 : packets.packets(),
        packets == null ? 0 : packets.bytes(),
        echo,
        noise,
        Optional.ofNullable(chain.gain()).map(AdaptiveGain::statistics),
        Optional.ofNullable(chain.limiter()).map(Limiter::statistics));
  }

  CleanerChoice choice() {
    return choice;
  }

  StandbyDeck deck() {
    return chain.deck();
  }

  FrameTimer captureTimer() {
    return captureTimer;
  }

  /** For tests and tools of the engine's own. */
  EngineControl control() {
    return control;
  }

  /** Ends both sides, once their frames at hand are done, and frees what they hold. */
  @Override
  public void close() {
    control.stop();
    capture.close();
    render.close();
    control.quality().close();
    if (recorder != null) {
      recorder.close();
    }
  }

  /** Describes an engine. Not thread-safe; each method gives back the builder. [control] */
  public static final class Builder {

    /** An hour: 2 GB at 48 kHz. */
    public static final int MAX_RECORD_SECONDS = 3_600;

    private static final int ENGINE_FRAMES_PER_SECOND = 100;

    private final Map<Stage, Function<StreamFormat, ? extends FrameProcessor>> replaced =
        new EnumMap<>(Stage.class);
    private final List<FrameSource> remotes = new ArrayList<>();
    private VoiceEngineConfig config =
        VoiceEngineConfig.defaults(StreamFormat.of10Ms(48_000, 1), StreamFormat.of10Ms(48_000, 1));
    private PacketEncoder encoder;
    private PacketSink sink;
    private EngineListener listener = new EngineListener() {};
    private CaptureTap tap = CaptureTap.NONE;
    private LongSupplier clockNanos = System::nanoTime;
    private Iterable<NoiseSuppressorProvider> providers =
        ServiceLoader.load(NoiseSuppressorProvider.class);
    private boolean controlled = true;
    private Path recordFolder; // null: nothing is recorded
    private int recordSeconds;

    private Builder() {}

    /**
     * Takes all from a configuration.
     *
     * @param config what the engine is made for
     * @return this
     */
    public Builder config(VoiceEngineConfig config) {
      this.config = Objects.requireNonNull(config, "config");
      return this;
    }

    /**
     * The microphone's frames.
     *
     * @param format any rate and size, 1 or 2 channels
     * @return this
     */
    public Builder capture(StreamFormat format) {
      return config(config.withCapture(format));
    }

    /**
     * The loudspeaker's frames.
     *
     * @param format any rate and size, 1 or 2 channels
     * @return this
     */
    public Builder render(StreamFormat format) {
      return config(config.withRender(format));
    }

    /**
     * What the engine may cost.
     *
     * @param budget the budget
     * @return this
     */
    public Builder budget(LatencyBudget budget) {
      return config(config.withBudget(budget));
    }

    /**
     * What the capture holds.
     *
     * @param content voices, music, or whichever is heard
     * @return this
     */
    public Builder content(Content content) {
      return config(config.withContent(content));
    }

    /**
     * Leaves a stage out.
     *
     * @param stage which
     * @return this
     */
    public Builder without(Stage stage) {
      EnumSet<Stage> left = EnumSet.noneOf(Stage.class);
      left.addAll(config.stages());
      left.remove(stage);
      return config(config.withStages(left));
    }

    /**
     * Puts the application's own processor in a stage's place; the engine closes it.
     *
     * @param stage which
     * @param maker is given the frames that come there and makes the processor, a new one each
     *     time; one of another rate or frame size, with as many channels, is adapted
     * @return this
     */
    public Builder replace(Stage stage, Function<StreamFormat, ? extends FrameProcessor> maker) {
      replaced.put(stage, Objects.requireNonNull(maker, "maker"));
      EnumSet<Stage> all = EnumSet.of(stage);
      all.addAll(config.stages());
      return config(config.withStages(all));
    }

    /**
     * Takes a remote talker on, see {@link RenderPipeline#add}.
     *
     * @param source gives the talker's sound
     * @return this
     */
    public Builder remote(FrameSource source) {
      remotes.add(Objects.requireNonNull(source, "source"));
      return this;
    }

    /**
     * Encodes the capture.
     *
     * @param encoder takes frames of any rate and size, 1 or 2 channels; the engine closes it
     * @param sink takes the packets
     * @return this
     */
    public Builder encoder(PacketEncoder encoder, PacketSink sink) {
      int channels = encoder.format().channels();
      if (channels > 2) {
        throw new IllegalArgumentException(
            "encoder has " + channels + " channels, allowed: 1 to 2");
      }
      this.encoder = encoder;
      this.sink = Objects.requireNonNull(sink, "sink");
      return this;
    }

    /**
     * Who is told what happens.
     *
     * @param listener is told
     * @return this
     */
    public Builder listener(EngineListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Records the call from its first frame on, so that {@link CallReplay} can run it again: what
     * the microphone heard, what was played, what came out, and all settings. For reports of
     * faults: it holds what people said, about 0.6 MB a second at 48 kHz. A disk that does not keep
     * pace ends the recording, not the call.
     *
     * @param folder where to; is made where it is not there, and holds no recording yet
     * @param maxSeconds where the recording ends, 1 to {@value #MAX_RECORD_SECONDS}
     * @return this
     * @throws IllegalArgumentException if the length is out of that range
     */
    public Builder recordTo(Path folder, int maxSeconds) {
      if (maxSeconds < 1 || maxSeconds > MAX_RECORD_SECONDS) {
        throw new IllegalArgumentException(
            "maxSeconds is " + maxSeconds + ", allowed: 1 to " + MAX_RECORD_SECONDS);
      }
      recordFolder = Objects.requireNonNull(folder, "folder");
      recordSeconds = maxSeconds;
      return this;
    }

    private CallRecorder recorder() {
      return new CallRecorder(
          engineFormat(config),
          farEndFormat(config),
          (long) ENGINE_FRAMES_PER_SECOND * recordSeconds);
    }

    /** Whether there is a noise suppressor of ours. */
    private boolean suppresses() {
      return config.stages().contains(Stage.NOISE_SUPPRESSOR)
          && !replaced.containsKey(Stage.NOISE_SUPPRESSOR)
          && config.content() != Content.MUSIC;
    }

    /** Who sees the capture's frames, where nothing is recorded. */
    Builder tap(CaptureTap tap) {
      this.tap = tap;
      return this;
    }

    /** What time is measured by. */
    Builder clockNanos(LongSupplier clockNanos) {
      this.clockNanos = clockNanos;
      return this;
    }

    /** Where a native suppressor is looked for. */
    Builder providers(Iterable<NoiseSuppressorProvider> providers) {
      this.providers = providers;
      return this;
    }

    /** Without the control thread: a test calls {@link EngineControl#tick} itself. */
    Builder uncontrolled() {
      controlled = false;
      return this;
    }

    /** The same for a trial, of which nobody hears. */
    private Builder forTrial() {
      Builder trial = new Builder().config(config).clockNanos(clockNanos).uncontrolled();
      trial.replaced.putAll(replaced);
      if (encoder != null) {
        trial.encoder(new Trial.Lent(encoder), (packet, length, voice) -> {});
      }
      return trial;
    }

    /**
     * Builds the engine, ready for real time: makes all, and lets the compiler finish, which takes
     * some seconds; see {@link VoiceEngineConfig#warmUpMs()}.
     *
     * @return the engine, to be closed after use
     * @throws IllegalArgumentException if nothing fits under the budget's ceiling
     * @throws IllegalStateException if a stage cannot serve here; the message says why
     * @throws UncheckedIOException if the call cannot be recorded where it should
     */
    public VoiceEngine build() {
      // once, for what is compiled shall be what serves
      Implementation implementation =
          suppresses() ? NoiseSuppressors.automatic() : Implementation.AUTO;
      int level = 0;
      if (config.warmUpMs() > 0) {
        try (VoiceEngine trial = new VoiceEngine(forTrial(), implementation, 0)) {
          level = Trial.run(trial);
        }
      }
      VoiceEngine engine = new VoiceEngine(this, implementation, level);
      try {
        engine.begin(this, implementation);
        return engine;
      } catch (RuntimeException | Error e) {
        engine.close();
        throw e;
      }
    }
  }
}
