package org.silenzio.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;
import org.silenzio.kernel.WarmUp;

/**
 * A made-up call on an engine that is thrown away: the compiler does its work, and it is found
 * which level of quality the processor has time for. The engine that is built then begins with
 * nothing in its memory and its counts. [control]
 */
final class Trial {

  private static final double MEDIAN = 50;

  /** A rate that no loudspeaker has, so that resampling is compiled too. */
  private static final StreamFormat REMOTE = StreamFormat.of10Ms(24_000, 1);

  private static final int FRAME_MS = 10;

  /** A frame at 48 kHz. */
  private static final int RAMP_SAMPLES = 480;

  private Trial() {}

  /**
   * Runs the call.
   *
   * @param engine to be thrown away; the caller closes it
   * @return the best level whose usual frame stays within the budget, or the last
   */
  static int run(VoiceEngine engine) {
    VoiceEngineConfig config = engine.config();
    MadeUpCall call = new MadeUpCall(config.capture(), config.render());
    engine.render().add(new Hum());
    Runnable step =
        () -> {
          engine.render().process(call.nextRender());
          engine.capture().process(call.nextCapture());
        };
    List<Runnable> steps = new ArrayList<>(List.of(step, ramps()));
    if (config.stages().contains(Stage.ECHO_CANCELLER)) {
      steps.add(EchoCanceller.driftExercise());
    }
    WarmUp.run(config.warmUpMs(), steps);
    return fit(engine, step);
  }

  /** What runs only when something is faded, and then is vector code that should be compiled. */
  static Runnable ramps() {
    SampleKernel kernel = Kernels.samples();
    float[] faded = new float[RAMP_SAMPLES];
    float[] other = new float[RAMP_SAMPLES];
    return () -> {
      Arrays.fill(faded, 0.5f);
      kernel.gain(faded, 0, RAMP_SAMPLES, 0.5f, 1f);
      kernel.mix(faded, 0, other, 0, RAMP_SAMPLES, 0.5f, 1f);
    };
  }

  private static int fit(VoiceEngine engine, Runnable step) {
    CleanerChoice choice = engine.choice();
    FrameTimer timer = engine.captureTimer();
    int last = choice.levels().size() - 1;
    double budgetMicros = engine.config().budget().microsPerEngineFrame();
    for (int level = 0; ; level++) {
      timer.startWindow();
      while (timer.windowFrames() < QualityGovernor.WINDOW_FRAMES) {
        step.run();
      }
      if (level == last || timer.windowMicros(MEDIAN) <= budgetMicros) {
        return level;
      }
      engine.deck().put(choice.cleaner(level + 1), level + 1).close();
    }
  }

  /** A remote talker who pauses with the made-up call's far end, or there would be no silence. */
  static final class Hum implements FrameSource {
    private final int roundFrames = MadeUpCall.ROUND_MS / FRAME_MS;
    private final int soundingFrames = MadeUpCall.FAR_END_MS / FRAME_MS;
    private int pulled;

    @Override
    public StreamFormat format() {
      return REMOTE;
    }

    @Override
    public void pull(AudioFrame frame) {
      Arrays.fill(frame.channel(0), pulled < soundingFrames ? 0.01f : 0f);
      pulled = (pulled + 1) % roundFrames;
    }
  }

  /** An encoder that is only lent: it is reset where another would be closed. */
  record Lent(PacketEncoder encoder) implements PacketEncoder {
    @Override
    public StreamFormat format() {
      return encoder.format();
    }

    @Override
    public int maxPacketBytes() {
      return encoder.maxPacketBytes();
    }

    @Override
    public int encode(AudioFrame frame, byte[] packet) {
      return encoder.encode(frame, packet);
    }

    @Override
    public boolean lastPacketIsDtx() {
      return encoder.lastPacketIsDtx();
    }

    @Override
    public void setBitrateBitsPerSecond(int bitrateBitsPerSecond) {
      encoder.setBitrateBitsPerSecond(bitrateBitsPerSecond);
    }

    @Override
    public void setExpectedLossPercent(int expectedLossPercent) {
      encoder.setExpectedLossPercent(expectedLossPercent);
    }

    @Override
    public long nonFiniteSamples() {
      return encoder.nonFiniteSamples();
    }

    @Override
    public void reset() {
      encoder.reset();
    }

    @Override
    public int latencySamples() {
      return encoder.latencySamples();
    }

    @Override
    public void close() {
      encoder.reset();
    }
  }
}
