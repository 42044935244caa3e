package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;
import org.silenzio.testing.Allocation;

/** Neither side allocates, whatever the devices are like. */
class EngineAllocationTest {

  private static final int WARM_UP_FRAMES = 100;
  private static final int FRAMES = 50;

  /** After so many HotSpot has most of what is called once a frame. */
  private static final int COMPILED_FRAMES = 1_500;

  /** More than HotSpot waits for before it compiles what has no loop. */
  private static final int COMPILED_RAMPS = 6_000;

  /** The first ones run before the compiler is done. */
  private static final int MOST_STEPS = 50;

  private static NoiseSuppressor wiener(StreamFormat format) {
    return NoiseSuppressors.create(
        NoiseSuppressorConfig.defaults(format).withImplementation(Implementation.WIENER));
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 480, 1, 48000, 480, 2",
    "48000, 120, 2, 48000, 960, 1",
    "44100, 441, 1, 44100, 512, 2"
  })
  void bothDirectionsAllocateNothing(
      int captureHz, int captureSize, int captureChannels, int renderHz, int renderSize, int both) {
    StreamFormat capture = new StreamFormat(captureHz, captureChannels, captureSize);
    StreamFormat render = new StreamFormat(renderHz, both, renderSize);
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(
                VoiceEngineConfig.defaults(capture, render)
                    .withBestEchoPreset(EchoPreset.LOW_POWER)
                    .withBudget(LatencyBudget.defaults().withMaxLatencyMs(200))
                    .withContent(Content.AUTOMATIC)
                    .withWarmUpMs(0))
            // RNNoise takes seconds to compile, and has a test of its own
            .replace(Stage.NOISE_SUPPRESSOR, EngineAllocationTest::wiener)
            .remote(new ToneSource(StreamFormat.of10Ms(16_000, 1), 300))
            .remote(new ToneSource(new StreamFormat(48_000, 2, 960), 500))
            .uncontrolled()
            .build()) {
      MadeUpCall call = new MadeUpCall(capture, render);
      AudioFrame played = new AudioFrame(render);
      float[] floats = new float[captureSize * captureChannels];
      short[] shorts = new short[captureSize * captureChannels];
      ByteBuffer bytes = ByteBuffer.allocateDirect(4 * captureSize * captureChannels);
      long allocated =
          Allocation.bytes(
              WARM_UP_FRAMES,
              FRAMES,
              () -> {
                engine.render().pull(played);
                engine.render().process(call.nextRender());
                engine.capture().process(call.nextCapture());
                engine.capture().process(floats);
                engine.capture().process(shorts);
                engine.capture().process(bytes, SampleType.FLOAT);
                engine.capture().process(bytes, SampleType.PCM16);
              });
      assertEquals(0, allocated);
    }
  }

  @Test
  void aStepOfQualityAllocatesNothingOnTheAudioThread() {
    StreamFormat format = StreamFormat.of10Ms(16_000, 1);
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(
                VoiceEngineConfig.defaults(format, format)
                    .withStages(Set.of(Stage.ECHO_CANCELLER))
                    .withBestEchoPreset(EchoPreset.STANDARD)
                    .withMaxEchoDelayMs(100)
                    .withWarmUpMs(0))
            .uncontrolled()
            .build()) {
      MadeUpCall call = new MadeUpCall(format, format);
      Runnable ramps = Trial.ramps();
      for (int n = 0; n < COMPILED_RAMPS; n++) {
        ramps.run();
      }
      for (int n = 0; n < COMPILED_FRAMES; n++) {
        engine.render().process(call.nextRender());
        engine.capture().process(call.nextCapture());
      }
      long bytes = -1;
      for (int step = 0; step < MOST_STEPS && bytes != 0; step++) {
        bytes = 0;
        engine.control().quality().begin(1 - step % 2, 0);
        while (engine.statistics().qualitySteps() == step) {
          engine.render().process(call.nextRender());
          bytes += Allocation.ofOne(() -> engine.capture().process(call.nextCapture()));
          engine.control().quality().tick();
        }
      }
      assertEquals(0, bytes);
    }
  }
}
