package org.silenzio.eval.tarsos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import be.tarsos.dsp.AudioDispatcher;
import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import be.tarsos.dsp.io.jvm.AudioDispatcherFactory;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;

class TarsosProcessorTest {

  private static final int RATE_HZ = 48_000;

  /** Keeps what passes it. */
  private static final class Tap implements AudioProcessor {
    private final FloatBuffer samples;

    Tap(int most) {
      samples = FloatBuffer.allocate(most);
    }

    @Override
    public boolean process(AudioEvent event) {
      samples.put(event.getFloatBuffer());
      return true;
    }

    @Override
    public void processingFinished() {}

    float[] heard() {
      return Arrays.copyOf(samples.array(), samples.position());
    }
  }

  /** Tells its channels apart: each gets as many times louder as its number. */
  private static final class ChannelGains implements FrameProcessor {
    private final StreamFormat format;
    private boolean closed;

    ChannelGains(StreamFormat format) {
      this.format = format;
    }

    @Override
    public StreamFormat format() {
      return format;
    }

    @Override
    public void process(AudioFrame frame) {
      for (int c = 0; c < format.channels(); c++) {
        float[] samples = frame.channel(c);
        for (int i = 0; i < samples.length; i++) {
          samples[i] *= c + 1;
        }
      }
    }

    @Override
    public void reset() {}

    @Override
    public int latencySamples() {
      return 0;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static AudioEvent event(int channels, int rateHz, float... buffer) {
    AudioEvent event = new AudioEvent(new TarsosDSPAudioFormat(rateHz, 16, channels, true, false));
    event.setFloatBuffer(buffer);
    return event;
  }

  /** The samples that the suppressor gives to frames of its own, without any dispatcher. */
  private static float[] directly(NoiseSuppressor suppressor, float[] input) {
    AudioFrame frame = new AudioFrame(suppressor.format());
    float[] samples = frame.channel(0);
    float[] output = new float[input.length / samples.length * samples.length];
    for (int at = 0; at < output.length; at += samples.length) {
      System.arraycopy(input, at, samples, 0, samples.length);
      suppressor.process(frame);
      System.arraycopy(samples, 0, output, at, samples.length);
    }
    return output;
  }

  @ParameterizedTest
  @ValueSource(ints = {480, 1_024, 333})
  void theSuppressorGivesTheSameInsideADispatcherAsAlone(int bufferSamples) throws Exception {
    assumeTrue(NativeLibraries.status(NativeLibrary.RNNOISE).isLoaded());
    float[] noisy = Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 3 * RATE_HZ + 77);
    NoiseSuppressorConfig config = NoiseSuppressorConfig.defaults(StreamFormat.of10Ms(RATE_HZ, 1));
    Tap before = new Tap(noisy.length);
    Tap after = new Tap(noisy.length);
    AudioDispatcher dispatcher =
        AudioDispatcherFactory.fromFloatArray(noisy, RATE_HZ, bufferSamples, 0);
    dispatcher.setZeroPadLastBuffer(false);
    TarsosProcessor processor = new TarsosProcessor(NoiseSuppressors.create(config), bufferSamples);
    dispatcher.addAudioProcessor(before);
    dispatcher.addAudioProcessor(processor);
    dispatcher.addAudioProcessor(after);
    dispatcher.run();
    assertEquals(noisy.length, after.heard().length, "the last, shorter buffer too");
    try (NoiseSuppressor alone = NoiseSuppressors.create(config)) {
      float[] expected = directly(alone, before.heard());
      int cutting = processor.latencySamples() - alone.latencySamples();
      assertTrue(cutting >= 0 && (cutting == 0) == (bufferSamples == 480), "adds " + cutting);
      int length = expected.length - cutting;
      assertArrayEquals(
          Arrays.copyOf(expected, length),
          Arrays.copyOfRange(after.heard(), cutting, cutting + length));
    }
    assertThrows(
        IllegalStateException.class, () -> processor.process(event(1, RATE_HZ, new float[10])));
  }

  @Test
  void interleavedChannelsStayApart() {
    ChannelGains gains = new ChannelGains(new StreamFormat(RATE_HZ, 2, 2));
    try (TarsosProcessor processor = new TarsosProcessor(gains, 2)) {
      AudioEvent event = event(2, RATE_HZ, 0.1f, 0.2f, 0.3f, 0.4f);
      assertTrue(processor.process(event));
      assertArrayEquals(new float[] {0.1f, 0.4f, 0.3f, 0.8f}, event.getFloatBuffer());
      assertEquals(0, processor.latencySamples());
    }
    assertTrue(gains.closed);
  }

  @Test
  void theEndOfTheStreamClosesTheProcessor() {
    ChannelGains gains = new ChannelGains(new StreamFormat(RATE_HZ, 1, 2));
    new TarsosProcessor(gains, 2).processingFinished();
    assertTrue(gains.closed);
  }

  private static void refused(String message, TarsosProcessor processor, AudioEvent event) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> processor.process(event)).getMessage());
  }

  @Test
  void buffersThatDoNotFitAreRefused() {
    ChannelGains gains = new ChannelGains(new StreamFormat(RATE_HZ, 2, 2));
    try (TarsosProcessor processor = new TarsosProcessor(gains, 2)) {
      AudioEvent overlapping = event(2, RATE_HZ, new float[4]);
      overlapping.setOverlap(1);
      refused("overlap is 1, allowed: 0", processor, overlapping);
      refused("sampleRateHz is 16000.0, allowed: 48000", processor, event(2, 16_000, new float[4]));
      for (int length : new int[] {3, 6}) {
        refused(
            "buffer has " + length + " values, allowed: up to 4 in multiples of 2",
            processor,
            event(2, RATE_HZ, new float[length]));
      }
      processor.process(event(2, RATE_HZ, new float[2]));
      AudioEvent late = event(2, RATE_HZ, new float[4]);
      assertThrows(IllegalStateException.class, () -> processor.process(late));
    }
    assertThrows(IllegalArgumentException.class, () -> new TarsosProcessor(gains, 0));
  }

  @Test
  void processAllocatesNothing() {
    ChannelGains gains = new ChannelGains(new StreamFormat(RATE_HZ, 1, 480));
    try (TarsosProcessor processor = new TarsosProcessor(gains, 1_024)) {
      AudioEvent event = event(1, RATE_HZ, new float[1_024]);
      assertEquals(0, Allocation.bytes(20_000, 1_000, () -> processor.process(event)));
    }
  }
}
