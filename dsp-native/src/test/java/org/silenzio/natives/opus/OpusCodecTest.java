package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.Codecs;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class OpusCodecTest {

  private static final StreamFormat MONO_20MS = new StreamFormat(48_000, 1, 960);
  private static final CodecConfig SPEECH = CodecConfig.defaults(MONO_20MS);

  /** Found as a service, on the class path and on the module path. */
  @Test
  void speechSurvivesAt24KilobitsWithTheStatedDelay() {
    CodecProvider opus = Codecs.find("opus");
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    float[] decoded = new float[speech.length];
    long bits = 0;
    try (PacketEncoder encoder = opus.createEncoder(SPEECH);
        PacketDecoder decoder = opus.createDecoder(SPEECH)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(MONO_20MS);
      for (int at = 0; at + 960 <= speech.length; at += 960) {
        System.arraycopy(speech, at, frame.channel(0), 0, 960);
        int length = encoder.encode(frame, packet);
        bits += 8L * length;
        assertTrue(decoder.decode(packet, 0, length, frame));
        System.arraycopy(frame.channel(0), 0, decoded, at, 960);
      }
      double bitsPerSecond = bits * 48_000.0 / speech.length;
      assertTrue(bitsPerSecond < 26_000 && bitsPerSecond > 5_000, "at " + bitsPerSecond);
      // the low band's filters shift the peak by a tenth of a millisecond
      assertEquals(encoder.latencySamples(), bestLag(speech, decoded), 8);
      assertEquals(0, decoder.damagedPackets());
    }
  }

  private static int bestLag(float[] reference, float[] delayed) {
    int best = 0;
    double most = 0;
    for (int lag = 0; lag < 1_000; lag++) {
      double sum = 0;
      for (int i = 48_000; i < 144_000; i++) {
        sum += (double) reference[i] * delayed[i + lag];
      }
      if (sum > most) {
        most = sum;
        best = lag;
      }
    }
    return best;
  }

  @Test
  void packetsEqualTheCLibrarysDrivenDirectly() {
    NativeLibraries.load(NativeLibrary.OPUS);
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    try (OpusEncoder ours = new OpusEncoder(SPEECH);
        Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment theirs =
          opus_h.opus_encoder_create(48_000, 1, opus_h.OPUS_APPLICATION_VOIP(), error);
      opus_h.opus_encoder_ctl control = opus_h.opus_encoder_ctl.makeInvoker(opus_h.C_INT);
      control.apply(theirs, opus_h.OPUS_SET_BITRATE_REQUEST(), 24_000);
      control.apply(theirs, opus_h.OPUS_SET_COMPLEXITY_REQUEST(), 10);
      MemorySegment pcm = arena.allocate(ValueLayout.JAVA_FLOAT, 960);
      MemorySegment data = arena.allocate(ours.maxPacketBytes());
      AudioFrame frame = new AudioFrame(MONO_20MS);
      byte[] packet = new byte[ours.maxPacketBytes()];
      for (int at = 0; at + 960 <= 144_000; at += 960) {
        System.arraycopy(speech, at, frame.channel(0), 0, 960);
        MemorySegment.copy(speech, at, pcm, ValueLayout.JAVA_FLOAT, 0, 960);
        int expected = opus_h.opus_encode_float(theirs, pcm, 960, data, ours.maxPacketBytes());
        int length = ours.encode(frame, packet);
        assertArrayEquals(
            data.asSlice(0, expected).toArray(ValueLayout.JAVA_BYTE),
            Arrays.copyOf(packet, length));
      }
      opus_h.opus_encoder_destroy(theirs);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8000, 1, 20",
    "12000, 1, 240",
    "16000, 1, 160",
    "16000, 2, 320",
    "24000, 2, 1440",
    "48000, 1, 480",
    "48000, 2, 120",
    "48000, 2, 5760",
  })
  void everyRateFrameAndChannelCountRoundTrips(int rate, int channels, int samples) {
    StreamFormat format = new StreamFormat(rate, channels, samples);
    CodecConfig config = CodecConfig.defaults(format).withBitrateBitsPerSecond(128_000);
    float[] tone = Tones.sine(440, 0.5, rate, rate);
    try (OpusEncoder encoder = new OpusEncoder(config);
        OpusDecoder decoder = new OpusDecoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(format);
      float[] decoded = new float[rate];
      double sides = 0;
      for (int at = 0; at + samples <= rate; at += samples) {
        for (int c = 0; c < channels; c++) {
          for (int i = 0; i < samples; i++) {
            frame.channel(c)[i] = (c == 0 ? 1f : -0.5f) * tone[at + i];
          }
        }
        int length = encoder.encode(frame, packet);
        assertTrue(decoder.decode(packet, 0, length, frame));
        System.arraycopy(frame.channel(channels - 1), 0, decoded, at, samples);
        for (int i = 0; i < samples; i++) {
          sides += (double) frame.channel(0)[i] * frame.channel(channels - 1)[i];
        }
      }
      assertEquals(channels == 1 ? 1 : -1, Math.signum(sides), "the right side is inverted");
      int end = rate / samples * samples;
      Tones.Fit fit = Tones.fit(decoded, end - rate / 4, end, 440, rate);
      double expected = channels == 1 ? 0.5 : 0.25;
      assertEquals(0, Decibels.fromAmplitude(fit.amplitude() / expected), 1.5);
    }
  }

  @Test
  void aLostFrameIsConcealedByTheCourseOfTheSound() {
    float[] tone = Tones.sine(200, 0.5, 48_000, 48_000);
    try (OpusEncoder encoder = new OpusEncoder(SPEECH);
        OpusDecoder decoder = new OpusDecoder(SPEECH)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(MONO_20MS);
      for (int n = 0; n < 25; n++) {
        System.arraycopy(tone, n * 960, frame.channel(0), 0, 960);
        decoder.decode(packet, 0, encoder.encode(frame, packet), frame);
      }
      frame.clear();
      decoder.conceal(frame);
      assertTrue(Decibels.fromPower(Tones.power(frame.channel(0), 0, 960)) > -20);
      for (int n = 0; n < 50; n++) {
        decoder.conceal(frame);
      }
      double lateDb = Decibels.fromPower(Tones.power(frame.channel(0), 0, 960));
      assertTrue(lateDb < -30, "fades away: " + lateDb);
    }
  }

  /** A packet with redundancy brings the frame before it back, better than concealment can. */
  @Test
  void forwardErrorCorrectionBringsTheLostFrameBack() {
    float[] speech = Recordings.load("austen16_clean.wav");
    StreamFormat format = new StreamFormat(16_000, 1, 320);
    CodecConfig config = CodecConfig.defaults(format);
    byte[][] packets = packetsWithRedundancy(speech, 200);
    AudioFrame frame = new AudioFrame(format);
    double recoveredError = 0;
    double concealedError = 0;
    try (OpusDecoder whole = new OpusDecoder(config);
        OpusDecoder recovering = new OpusDecoder(config);
        OpusDecoder concealing = new OpusDecoder(config)) {
      for (int n = 0; n < packets.length - 1; n++) {
        boolean lost = n % 5 == 4;
        whole.decode(packets[n], 0, packets[n].length, frame);
        float[] truth = frame.channel(0).clone();
        if (!lost) {
          recovering.decode(packets[n], 0, packets[n].length, frame);
          concealing.decode(packets[n], 0, packets[n].length, frame);
          continue;
        }
        assertTrue(recovering.decodeFec(packets[n + 1], 0, packets[n + 1].length, frame));
        recoveredError += error(truth, frame.channel(0));
        concealing.conceal(frame);
        concealedError += error(truth, frame.channel(0));
      }
    }
    assertTrue(
        recoveredError < 0.5 * concealedError, recoveredError + " against " + concealedError);
  }

  private static double error(float[] truth, float[] heard) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      sum += Math.pow(truth[i] - heard[i], 2);
    }
    return sum;
  }

  /** By the C library directly, so that the decoder is tested apart from our encoder. */
  private static byte[][] packetsWithRedundancy(float[] speech, int count) {
    NativeLibraries.load(NativeLibrary.OPUS);
    byte[][] packets = new byte[count][];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment encoder =
          opus_h.opus_encoder_create(16_000, 1, opus_h.OPUS_APPLICATION_VOIP(), error);
      opus_h.opus_encoder_ctl control = opus_h.opus_encoder_ctl.makeInvoker(opus_h.C_INT);
      control.apply(encoder, opus_h.OPUS_SET_BITRATE_REQUEST(), 24_000);
      control.apply(encoder, opus_h.OPUS_SET_INBAND_FEC_REQUEST(), 1);
      control.apply(encoder, opus_h.OPUS_SET_PACKET_LOSS_PERC_REQUEST(), 25);
      MemorySegment pcm = arena.allocate(ValueLayout.JAVA_FLOAT, 320);
      MemorySegment data = arena.allocate(1_500);
      for (int n = 0; n < count; n++) {
        // from the first word on
        MemorySegment.copy(speech, 16_000 + 320 * n, pcm, ValueLayout.JAVA_FLOAT, 0, 320);
        int length = opus_h.opus_encode_float(encoder, pcm, 320, data, 1_500);
        packets[n] = data.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
      }
      opus_h.opus_encoder_destroy(encoder);
    }
    return packets;
  }

  @Test
  void aDecoderForgetsOnReset() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    try (OpusEncoder encoder = new OpusEncoder(SPEECH);
        OpusDecoder decoder = new OpusDecoder(SPEECH)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(MONO_20MS);
      System.arraycopy(speech, 60_000, frame.channel(0), 0, 960);
      int length = encoder.encode(frame, packet);
      decoder.decode(packet, 0, length, frame);
      float[] first = frame.channel(0).clone();
      decoder.decode(packet, 0, length, frame);
      assertFalse(Arrays.equals(first, frame.channel(0)), "the past matters");
      decoder.reset();
      decoder.decode(packet, 0, length, frame);
      assertArrayEquals(first, frame.channel(0));
    }
  }

  @Test
  void damagedPacketsAreConcealedAndCountedAndNeverThrow() {
    Random random = new Random(7);
    try (OpusDecoder decoder = new OpusDecoder(SPEECH)) {
      AudioFrame frame = new AudioFrame(MONO_20MS);
      assertFalse(decoder.decode(new byte[0], 0, 0, frame));
      assertFalse(decoder.decode(new byte[10_000], 0, 10_000, frame));
      assertEquals(2, decoder.damagedPackets());
      for (int n = 0; n < 3_000; n++) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        decoder.decode(noise, 0, noise.length, frame);
        decoder.decodeFec(noise, 0, noise.length, frame);
        for (float sample : frame.channel(0)) {
          assertTrue(Float.isFinite(sample));
        }
      }
      assertTrue(decoder.damagedPackets() > 2);
    }
  }

  @Test
  void samplesThatAreNotFiniteAreEncodedAsSilenceAndCounted() {
    try (OpusEncoder encoder = new OpusEncoder(SPEECH);
        OpusDecoder decoder = new OpusDecoder(SPEECH)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(MONO_20MS);
      for (int n = 0; n < 10; n++) {
        Arrays.fill(frame.channel(0), n % 2 == 0 ? Float.NaN : Float.NEGATIVE_INFINITY);
        int length = encoder.encode(frame, packet);
        assertTrue(Float.isNaN(frame.channel(0)[0]) || n % 2 == 1, "the frame is left as it is");
        assertTrue(decoder.decode(packet, 0, length, frame));
        assertTrue(Tones.power(frame.channel(0), 0, 960) < 1e-8);
      }
      assertEquals(9_600, encoder.nonFiniteSamples());
    }
  }

  @Test
  void neitherSideAllocates() {
    try (OpusEncoder encoder = new OpusEncoder(SPEECH);
        OpusDecoder decoder = new OpusDecoder(SPEECH)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(MONO_20MS);
      AudioFrame heard = new AudioFrame(MONO_20MS);
      System.arraycopy(Tones.sine(300, 0.5, 48_000, 960), 0, frame.channel(0), 0, 960);
      long bytes =
          Allocation.bytes(
              6_000,
              1_000,
              () -> {
                int length = encoder.encode(frame, packet);
                decoder.decode(packet, 0, length, heard);
                decoder.conceal(heard);
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  void resetGivesTheStateAfterConstruction() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    try (OpusEncoder encoder = new OpusEncoder(SPEECH)) {
      byte[] first = new byte[encoder.maxPacketBytes()];
      byte[] again = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(MONO_20MS);
      System.arraycopy(speech, 60_000, frame.channel(0), 0, 960);
      int length = encoder.encode(frame, first);
      encoder.encode(frame, again);
      encoder.reset();
      assertEquals(length, encoder.encode(frame, again));
      assertArrayEquals(Arrays.copyOf(first, length), Arrays.copyOf(again, length));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 1, 882, sampleRateHz is 44100",
    "48000, 3, 960, channels is 3",
    "48000, 1, 441, frameSamples is 441",
  })
  void formatsThatOpusDoesNotTakeAreNamed(int rate, int channels, int samples, String expected) {
    CodecConfig config = CodecConfig.defaults(new StreamFormat(rate, channels, samples));
    for (Runnable construction :
        new Runnable[] {() -> new OpusEncoder(config), () -> new OpusDecoder(config)}) {
      String message = assertThrows(IllegalArgumentException.class, construction::run).getMessage();
      assertTrue(message.startsWith(expected) && message.contains("allows: "), message);
    }
  }

  @Test
  void callsAfterCloseAreRefusedAndClosingTwiceIsHarmless() {
    OpusEncoder encoder = new OpusEncoder(SPEECH);
    OpusDecoder decoder = new OpusDecoder(SPEECH);
    encoder.close();
    encoder.close();
    decoder.close();
    decoder.close();
    AudioFrame frame = new AudioFrame(MONO_20MS);
    byte[] packet = new byte[encoder.maxPacketBytes()];
    assertThrows(IllegalStateException.class, () -> encoder.encode(frame, packet));
    assertThrows(IllegalStateException.class, () -> decoder.conceal(frame));
  }

  @Test
  void aShortPacketArrayIsNamed() {
    try (OpusEncoder encoder = new OpusEncoder(SPEECH)) {
      AudioFrame frame = new AudioFrame(MONO_20MS);
      assertTrue(
          assertThrows(IllegalArgumentException.class, () -> encoder.encode(frame, new byte[100]))
              .getMessage()
              .startsWith("packet has 100 bytes"));
    }
  }
}
