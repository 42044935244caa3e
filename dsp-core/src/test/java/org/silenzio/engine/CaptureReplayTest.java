package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;
import org.silenzio.noise.Implementation;

/**
 * What the tap saw, given to a second chain, gives the same bits: also when a step of quality was
 * done meanwhile, whose cleaner learnt on another thread.
 */
@Timeout(60)
class CaptureReplayTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);

  /** What one frame needs to be done again. */
  private static final class Seen {
    float[] in;
    float[] farEnd;
    EngineSettings settings;
    int standby = -1;
    int takeOver = -1;
    float[] out;
  }

  /** Keeps all of it. */
  private static final class Recorder implements CaptureTap {
    private final List<Seen> frames = new ArrayList<>();
    private Seen now;
    private int firstLevel = -1;

    @Override
    public void before(AudioFrame frame, AudioFrame farEnd, EngineSettings settings) {
      now = new Seen();
      now.in = frame.channel(0).clone();
      now.farEnd = farEnd.channel(0).clone();
      now.settings = settings;
      frames.add(now);
    }

    @Override
    public void standby(int level) {
      now.standby = level;
    }

    @Override
    public void takeOver(int level) {
      now.takeOver = level;
    }

    @Override
    public void after(AudioFrame frame) {
      now.out = frame.channel(0).clone();
    }
  }

  private static VoiceEngineConfig config() {
    return VoiceEngineConfig.defaults(FORMAT, FORMAT)
        .withStages(
            Set.of(Stage.HIGH_PASS, Stage.ECHO_CANCELLER, Stage.ADAPTIVE_GAIN, Stage.LIMITER))
        .withBestEchoPreset(EchoPreset.STANDARD)
        .withMaxEchoDelayMs(100)
        .withWarmUpMs(0);
  }

  private static Recorder recordedCall() throws InterruptedException {
    Recorder recorder = new Recorder();
    try (VoiceEngine engine =
        VoiceEngine.builder().config(config()).tap(recorder).uncontrolled().build()) {
      recorder.firstLevel = engine.statistics().qualityLevel();
      Thread control =
          new Thread(
              () -> {
                while (engine.control().quality().steps() == 0) {
                  engine.control().quality().tick();
                  Thread.onSpinWait();
                }
              });
      engine.control().quality().begin(1, 0);
      control.start();
      Random random = new Random(4);
      AudioFrame played = new AudioFrame(FORMAT);
      AudioFrame heard = new AudioFrame(FORMAT);
      for (int n = 0; n < 700 || control.isAlive(); n++) {
        for (int i = 0; i < 160; i++) {
          played.channel(0)[i] = 0.1f * (float) random.nextGaussian();
        }
        for (int i = 0; i < 160; i++) {
          heard.channel(0)[i] = 0.3f * played.channel(0)[i] + 0.01f * (float) random.nextGaussian();
        }
        engine.render().process(played);
        engine.capture().process(heard);
        if (n % 100 == 0) {
          engine.setGainTargetDbfs(-20 - n / 100);
          engine.setStage(Stage.HIGH_PASS, n % 200 == 0);
        }
        Thread.sleep(0, 300_000); // the other thread shall keep pace
      }
      control.join();
    }
    return recorder;
  }

  @Test
  void theSameCallsGiveTheSameBits() throws InterruptedException {
    Recorder recorder = recordedCall();
    List<Seen> call = recorder.frames;
    assertEquals(1, call.stream().filter(seen -> seen.standby == 1).count());
    assertEquals(1, call.stream().filter(seen -> seen.takeOver == 1).count());
    VoiceEngineConfig config = config();
    AudioFrame frame = new AudioFrame(FORMAT);
    AudioFrame farEnd = new AudioFrame(FORMAT);
    double loudest = 0;
    StageMaker maker = new StageMaker(config, Map.of(), FORMAT, Implementation.AUTO);
    try (CaptureReplay replay =
        new CaptureReplay(config, maker, recorder.firstLevel, EngineSettings.of(config, FORMAT))) {
      for (Seen seen : call) {
        if (seen.standby >= 0) {
          replay.standby(seen.standby, seen.settings);
        }
        if (seen.takeOver >= 0) {
          replay.takeOver(seen.takeOver);
        }
        System.arraycopy(seen.in, 0, frame.channel(0), 0, 160);
        System.arraycopy(seen.farEnd, 0, farEnd.channel(0), 0, 160);
        replay.process(farEnd, frame, seen.settings);
        assertArrayEquals(seen.out, frame.channel(0));
        loudest = Math.max(loudest, Math.abs(seen.out[80]));
      }
    }
    assertTrue(loudest > 0.001, "sound came out: " + loudest);
  }
}
