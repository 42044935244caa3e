package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;
import org.silenzio.testing.Allocation;

/** Neither side allocates, whatever the devices are like. */
class EngineAllocationTest {

  private static final int WARM_UP_FRAMES = 100;
  private static final int FRAMES = 50;

  @ParameterizedTest
  @CsvSource({
    "48000, 480, 1, 48000, 480, 2",
    "48000, 120, 2, 48000, 960, 1",
    "44100, 441, 1, 44100, 512, 2",
    "16000, 320, 1, 48000, 480, 1"
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
                    .withWarmUpMs(0))
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
}
