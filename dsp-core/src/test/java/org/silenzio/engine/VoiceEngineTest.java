package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.testing.Recordings;

/** What an engine does as it comes out of its builder. */
class VoiceEngineTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(48_000, 1);
  private static final VoiceEngineConfig CONFIG =
      VoiceEngineConfig.defaults(FORMAT, FORMAT).withWarmUpMs(0);

  /** Packets that hold the first sample, and the count of the closes and resets. */
  private static class FirstSample implements PacketEncoder {
    private final StreamFormat format;
    private int resets;
    private int closes;

    FirstSample(StreamFormat format) {
      this.format = format;
    }

    @Override
    public StreamFormat format() {
      return format;
    }

    @Override
    public int maxPacketBytes() {
      return 1;
    }

    @Override
    public int encode(AudioFrame frame, byte[] packet) {
      packet[0] = (byte) Math.round(100 * frame.channel(0)[format.frameSamples() - 1]);
      return 1;
    }

    @Override
    public boolean lastPacketIsDtx() {
      return false;
    }

    @Override
    public void setBitrateBitsPerSecond(int bitrateBitsPerSecond) {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public void setExpectedLossPercent(int expectedLossPercent) {
      throw new UnsupportedOperationException("not asked for here");
    }

    @Override
    public long nonFiniteSamples() {
      return 0;
    }

    @Override
    public void reset() {
      resets++;
    }

    @Override
    public int latencySamples() {
      return 0;
    }

    @Override
    public void close() {
      closes++;
    }
  }

  @Test
  void theTrialFindsTheLevelThatTheProcessorHasTimeFor() {
    AtomicLong nanos = new AtomicLong();
    FirstSample encoder = new FirstSample(FORMAT);
    List<Integer> packets = new ArrayList<>();
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(CONFIG.withStages(Set.of(Stage.ECHO_CANCELLER)).withWarmUpMs(1))
            .replace(
                Stage.LIMITER, format -> new PassingTime(format, () -> nanos.addAndGet(2_100_000)))
            .encoder(encoder, (packet, length, voice) -> packets.add((int) packet[0]))
            .clockNanos(nanos::get)
            .uncontrolled()
            .build()) {
      assertEquals("low_power+none", engine.statistics().quality(), "none fits: the cheapest");
      assertEquals(0, engine.statistics().captureTimes().frames(), "of the trial nothing is left");
      assertEquals(0, engine.statistics().echo().orElseThrow().frames());
      assertEquals(List.of(), packets);
      assertEquals(1, encoder.resets);
      assertEquals(0, encoder.closes);
    }
    assertEquals(1, encoder.closes);
  }

  @Test
  void theTrialKeepsTheBestWhereThereIsTime() {
    AtomicLong nanos = new AtomicLong();
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(CONFIG.withStages(Set.of(Stage.ECHO_CANCELLER)).withWarmUpMs(1))
            .replace(
                Stage.LIMITER, format -> new PassingTime(format, () -> nanos.addAndGet(1_900_000)))
            .clockNanos(nanos::get)
            .uncontrolled()
            .build()) {
      assertEquals("best+none", engine.statistics().quality());
    }
  }

  @Test
  void packetsHaveTheEncodersRateAndLength() {
    List<Integer> packets = new ArrayList<>();
    StreamFormat packetFormat = new StreamFormat(16_000, 1, 320);
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(CONFIG.withStages(Set.of()))
            .encoder(
                new FirstSample(packetFormat),
                (packet, length, voice) -> packets.add((int) packet[0]))
            .build()) {
      AudioFrame frame = new AudioFrame(FORMAT);
      for (int n = 0; n < 100; n++) {
        Arrays.fill(frame.channel(0), 0.5f);
        engine.capture().process(frame);
      }
      assertEquals(50, packets.size(), "20 ms each");
      assertEquals(50, packets.getLast());
      assertEquals(50, engine.statistics().packets());
    }
  }

  /** Says of every frame that begins with silence that it need not be sent. */
  private static final class Discontinuous extends FirstSample {

    private boolean silent;

    Discontinuous(StreamFormat format) {
      super(format);
    }

    @Override
    public int encode(AudioFrame frame, byte[] packet) {
      int length = super.encode(frame, packet);
      silent = packet[0] == 0;
      return length;
    }

    @Override
    public boolean lastPacketIsDtx() {
      return silent;
    }
  }

  @Test
  void packetsThatNeedNotBeSentAreToldApart() {
    List<String> packets = new ArrayList<>();
    PacketSink sink =
        new PacketSink() {
          @Override
          public void accept(byte[] packet, int length, boolean voice) {
            packets.add("sound " + packet[0]);
          }

          @Override
          public void acceptSilence(byte[] packet, int length, boolean voice) {
            packets.add("silence " + packet[0]);
          }
        };
    List<Integer> all = new ArrayList<>();
    PacketSink withoutDistinction = (packet, length, voice) -> all.add((int) packet[0]);
    AudioFrame frame = new AudioFrame(FORMAT);
    for (PacketSink to : List.of(sink, withoutDistinction)) {
      PacketStage stage = new PacketStage(FORMAT, new Discontinuous(FORMAT), to);
      for (float level : new float[] {0.5f, 0f, 0f, 0.25f}) {
        Arrays.fill(frame.channel(0), level);
        stage.add(frame, false);
      }
      assertEquals(4, stage.packets());
    }
    assertEquals(List.of("sound 50", "silence 0", "silence 0", "sound 25"), packets);
    assertEquals(List.of(50, 0, 0, 25), all);
  }

  @Test
  void theWholeChainCleansSpeechAndBringsItToItsLevel() {
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    try (VoiceEngine engine = VoiceEngine.builder().config(CONFIG).build()) {
      AudioFrame played = new AudioFrame(FORMAT);
      AudioFrame heard = new AudioFrame(FORMAT);
      int late = engine.capture().latencySamples();
      double speech = 0;
      double pauses = 0;
      double noise = 0;
      int voiced = 0;
      int frames = 0;
      for (int at = 0; at + 480 <= noisy.length; at += 480) {
        System.arraycopy(noisy, at, heard.channel(0), 0, 480);
        engine.render().pull(played);
        engine.capture().process(heard);
        voiced += engine.statistics().voice() ? 1 : 0;
        frames++;
        int from = at - late - 9_600;
        if (from > 3 * 48_000) {
          boolean pause = power(clean, from, at + 960) == 0;
          pauses += pause ? power(heard.channel(0), 0, 480) : 0;
          noise += pause ? power(noisy, at - late, at - late + 480) : 0;
          speech += pause ? 0 : power(heard.channel(0), 0, 480);
        }
      }
      double fallDb = 10 * Math.log10(noise / pauses);
      assertTrue(fallDb > 15, "noise in pauses fell by " + fallDb);
      assertTrue(speech > 100 * pauses, "speech stands out");
      assertTrue(voiced > frames / 4 && voiced < frames, voiced + " of " + frames);
      EngineStatistics end = engine.statistics();
      assertTrue(end.gain().orElseThrow().frames() == frames);
      assertEquals(frames, end.limiter().orElseThrow().frames());
      assertEquals(frames, end.echo().orElseThrow().frames());
      assertEquals(0, end.missingFarEndFrames());
    }
  }

  private static double power(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < Math.min(to, samples.length); i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum;
  }

  @Test
  void whatFailsAtTheEndOfTheBuildLeavesNothingOpen() {
    FirstSample encoder = new FirstSample(FORMAT);
    ToneSource talker = new ToneSource(FORMAT, 300);
    VoiceEngine.Builder builder =
        VoiceEngine.builder()
            .config(CONFIG)
            .remote(talker)
            .remote(talker)
            .encoder(encoder, (packet, length, voice) -> {});
    assertThrows(IllegalArgumentException.class, builder::build);
    assertEquals(1, encoder.closes);
  }
}
