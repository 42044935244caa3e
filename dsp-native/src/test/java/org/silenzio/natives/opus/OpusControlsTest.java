package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Tones;

class OpusControlsTest {

  private static final StreamFormat STEREO_20MS = new StreamFormat(48_000, 2, 960);
  private static final OpusConfig CONFIG = OpusConfig.defaults(STEREO_20MS);

  @Test
  void everyEncoderControlRoundTrips() {
    try (OpusEncoder encoder = new OpusEncoder(CONFIG)) {
      OpusEncoderControls c = encoder.controls();
      roundTrip(c::setApplication, c::application, OpusApplication.values());
      assertEquals(120, c.lookaheadSamples(), "2.5 ms");
      roundTrip(c::setApplication, c::application, OpusApplication.VOIP);
      roundTrip(c::setBitrateBitsPerSecond, c::bitrateBitsPerSecond, 500, 64_000, 600_000);
      roundTrip(c::setVbr, c::vbr, false, true);
      roundTrip(c::setVbrConstrained, c::vbrConstrained, false, true);
      for (int complexity = 0; complexity <= 10; complexity++) {
        roundTrip(c::setComplexity, c::complexity, complexity);
      }
      roundTrip(c::setSignal, c::signal, OpusSignal.values());
      roundTrip(c::setMaxBandwidth, c::maxBandwidth, OpusBandwidth.values());
      for (OpusBandwidth bandwidth : OpusBandwidth.values()) {
        roundTrip(c::setBandwidth, c::bandwidth, Optional.of(bandwidth));
      }
      roundTrip(c::setBandwidth, c::bandwidth, Optional.<OpusBandwidth>empty());
      roundTrip(c::setForcedChannels, c::forcedChannels, 1, 2, 0);
      roundTrip(c::setFec, c::fec, OpusFec.values());
      roundTrip(c::setExpectedLossPercent, c::expectedLossPercent, 0, 37, 100);
      roundTrip(c::setDtx, c::dtx, true, false);
      roundTrip(c::setLsbDepth, c::lsbDepth, 8, 16, 24);
      roundTrip(c::setPredictionDisabled, c::predictionDisabled, true, false);
      roundTrip(c::setPhaseInversionDisabled, c::phaseInversionDisabled, true, false);
      roundTrip(
          c::setFrameDuration,
          c::frameDuration,
          OpusFrameDuration.MS_20,
          OpusFrameDuration.OF_THE_FRAME);
      roundTrip(c::setRedundancyMs, c::redundancyMs, 10, 500, 1_040, 0);
      assertEquals(48_000, c.sampleRateHz());
      assertEquals(encoder.latencySamples(), c.lookaheadSamples());
      assertFalse(c.inDtx());
    }
  }

  @SafeVarargs
  private static <T> void roundTrip(Consumer<T> set, Supplier<T> get, T... values) {
    for (T value : values) {
      set.accept(value);
      assertEquals(value, get.get());
    }
  }

  @Test
  void anEncodersRefusalsNameTheRequestAndTheReasonAndChangeNothing() {
    try (OpusEncoder encoder = new OpusEncoder(CONFIG)) {
      OpusEncoderControls c = encoder.controls();
      assertRefused("OPUS_SET_COMPLEXITY 11", () -> c.setComplexity(11));
      assertRefused("OPUS_SET_FORCE_CHANNELS 3", () -> c.setForcedChannels(3));
      assertRefused("OPUS_SET_PACKET_LOSS_PERC -1", () -> c.setExpectedLossPercent(-1));
      assertRefused("OPUS_SET_LSB_DEPTH 25", () -> c.setLsbDepth(25));
      assertRefused("OPUS_SET_DRED_DURATION 105", () -> c.setRedundancyMs(1_050));
      assertThrows(IllegalArgumentException.class, () -> c.setBitrateBitsPerSecond(600_001));
      assertThrows(IllegalArgumentException.class, () -> c.setRedundancyMs(15));
      assertThrows(
          IllegalArgumentException.class, () -> c.setFrameDuration(OpusFrameDuration.MS_10));
      encoder.encode(new float[1_920], 0, new byte[encoder.maxPacketBytes()]);
      assertRefused(
          "OPUS_SET_APPLICATION", () -> c.setApplication(OpusApplication.RESTRICTED_LOWDELAY));
      encoder.reset();
      c.setApplication(OpusApplication.RESTRICTED_LOWDELAY);
      assertEquals(CONFIG.complexity(), c.complexity());
      assertEquals(CONFIG.lsbDepth(), c.lsbDepth());
      assertEquals(CONFIG.bitrateBitsPerSecond(), c.bitrateBitsPerSecond());
    }
  }

  /** All that a configuration says is what the library then says; a reset keeps it. */
  @Test
  void aConfigurationReachesTheLibraryAndOutlivesAReset() {
    OpusConfig config =
        CONFIG
            .withApplication(OpusApplication.AUDIO)
            .withBitrateBitsPerSecond(96_000)
            .withRateControl(OpusRateControl.VARIABLE)
            .withComplexity(8)
            .withSignal(OpusSignal.MUSIC)
            .withBandwidth(Optional.of(OpusBandwidth.WIDEBAND))
            .withMaxBandwidth(OpusBandwidth.SUPERWIDEBAND)
            .withForcedChannels(1)
            .withFec(OpusFec.KEEP_MUSIC)
            .withExpectedLossPercent(29)
            .withDtx(true)
            .withLsbDepth(16)
            .withPredictionDisabled(true)
            .withPhaseInversionDisabled(true)
            .withRedundancyMs(700);
    try (OpusEncoder encoder = new OpusEncoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      float[] tone = Tones.sine(440, 0.5, 48_000, 1_920);
      encoder.encode(tone, 0, packet);
      encoder.reset();
      encoder.encode(tone, 0, packet);
      OpusEncoderControls c = encoder.controls();
      assertEquals(OpusApplication.AUDIO, c.application());
      assertEquals(96_000, c.bitrateBitsPerSecond());
      assertTrue(c.vbr());
      assertFalse(c.vbrConstrained());
      assertEquals(8, c.complexity());
      assertEquals(OpusSignal.MUSIC, c.signal());
      assertEquals(OpusBandwidth.WIDEBAND, c.codedBandwidth());
      assertEquals(OpusBandwidth.SUPERWIDEBAND, c.maxBandwidth());
      assertEquals(1, c.forcedChannels());
      assertEquals(OpusFec.KEEP_MUSIC, c.fec());
      assertEquals(29, c.expectedLossPercent());
      assertTrue(c.dtx());
      assertEquals(16, c.lsbDepth());
      assertTrue(c.predictionDisabled());
      assertTrue(c.phaseInversionDisabled());
      assertEquals(700, c.redundancyMs());
    }
  }

  @Test
  void withRedundancyTheLibraryIsToldMoreLossThanThereIs() {
    assertArrayEquals(new int[] {0, 8, 15, 20, 20, 30}, told(1_000, 0, 5, 10, 14, 20, 30));
    assertArrayEquals(new int[] {0, 5, 10, 14, 20, 30}, told(0, 0, 5, 10, 14, 20, 30));
  }

  /** What the library takes each loss for; the first one by configuration, the others later. */
  private static int[] told(int redundancyMs, int... lossPercent) {
    OpusConfig config =
        OpusConfig.defaults(STEREO_20MS)
            .withRedundancyMs(redundancyMs)
            .withExpectedLossPercent(lossPercent[0]);
    int[] told = new int[lossPercent.length];
    try (OpusEncoder encoder = new OpusEncoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      for (int n = 0; n < told.length; n++) {
        if (n > 0) {
          encoder.setExpectedLossPercent(lossPercent[n]);
          encoder.encode(new float[2 * 960], 0, packet);
        }
        told[n] = encoder.controls().expectedLossPercent();
      }
    }
    try (OpusEncoder encoder =
        new OpusEncoder(config.withExpectedLossPercent(lossPercent[told.length / 2]))) {
      assertEquals(told[told.length / 2], encoder.controls().expectedLossPercent());
    }
    return told;
  }

  @Test
  void everyDecoderControlRoundTripsOrIsRefused() {
    try (OpusDecoder decoder = new OpusDecoder(OpusDecoderConfig.defaults(STEREO_20MS))) {
      OpusDecoderControls c = decoder.controls();
      assertEquals(5, c.complexity());
      roundTrip(c::setGainDb, c::gainDb, -128.0, 6.5, 128 - 1.0 / 256, 0.0);
      roundTrip(c::setComplexity, c::complexity, 0, 7, 10, 3);
      roundTrip(c::setPhaseInversionDisabled, c::phaseInversionDisabled, true, false);
      assertRefused("OPUS_SET_GAIN 32768", () -> c.setGainDb(128));
      assertRefused("OPUS_SET_COMPLEXITY 11", () -> c.setComplexity(11));
      assertEquals(Optional.empty(), c.bandwidth());
      assertEquals(48_000, c.sampleRateHz());
      assertEquals(0, c.lastPacketSamples());
      c.setGainDb(-2);
      decoder.reset();
      assertEquals(-2, c.gainDb(), "a reset keeps the settings");
      assertEquals(3, c.complexity());
    }
  }

  /** What the decoder tells of a packet is what the encoder knows of it. */
  @Test
  void theDecoderTellsOfThePacket() {
    OpusConfig config =
        OpusConfig.defaults(new StreamFormat(48_000, 1, 960))
            .withBandwidth(Optional.of(OpusBandwidth.WIDEBAND));
    OpusDecoderConfig decoderConfig = OpusDecoderConfig.defaults(config.format());
    // 160 Hz with overtones: a period of 300 samples
    float[] voice = Tones.sine(160, 0.3, 48_000, 48_000);
    float[] overtone = Tones.sine(320, 0.2, 48_000, 48_000);
    for (int i = 0; i < voice.length; i++) {
      voice[i] += overtone[i];
    }
    try (OpusEncoder encoder = new OpusEncoder(config);
        OpusDecoder decoder = new OpusDecoder(decoderConfig)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      float[] heard = new float[960];
      for (int at = 0; at + 960 <= voice.length; at += 960) {
        int length = encoder.encode(voice, at, packet);
        decoder.decode(packet, 0, length, heard, 0);
        assertEquals(encoder.controls().finalRange(), decoder.controls().finalRange());
      }
      assertEquals(Optional.of(OpusBandwidth.WIDEBAND), decoder.controls().bandwidth());
      assertEquals(960, decoder.controls().lastPacketSamples());
      int pitch = decoder.controls().pitchSamples();
      assertTrue(Math.abs(Math.rint(pitch / 300.0) * 300 - pitch) < 15 && pitch > 0, "" + pitch);
    }
  }

  @Test
  void gainAmplifiesByWhatItSays() {
    float[] tone = Tones.sine(440, 0.1, 48_000, 9_600);
    double[] power = new double[2];
    for (int louder = 0; louder < 2; louder++) {
      OpusConfig config = OpusConfig.defaults(new StreamFormat(48_000, 1, 960));
      try (OpusEncoder encoder = new OpusEncoder(config);
          OpusDecoder decoder =
              new OpusDecoder(OpusDecoderConfig.defaults(config.format()).withGainDb(6 * louder))) {
        byte[] packet = new byte[encoder.maxPacketBytes()];
        float[] heard = new float[960];
        for (int at = 0; at + 960 <= tone.length; at += 960) {
          decoder.decode(packet, 0, encoder.encode(tone, at, packet), heard, 0);
        }
        power[louder] = Tones.power(heard, 0, 960);
      }
    }
    assertEquals(6, 10 * Math.log10(power[1] / power[0]), 0.01);
  }

  @Test
  void controlsAfterCloseAreRefused() {
    OpusEncoder encoder = new OpusEncoder(CONFIG);
    OpusDecoder decoder = new OpusDecoder(OpusDecoderConfig.defaults(STEREO_20MS));
    encoder.close();
    decoder.close();
    assertThrows(IllegalStateException.class, () -> encoder.controls().setComplexity(3));
    assertThrows(IllegalStateException.class, () -> encoder.controls().complexity());
    assertThrows(IllegalStateException.class, encoder::reset);
    assertThrows(IllegalStateException.class, () -> decoder.controls().gainDb());
    assertThrows(IllegalStateException.class, decoder::reset);
  }

  private static void assertRefused(String request, Runnable call) {
    OpusException refusal = assertThrows(OpusException.class, call::run);
    assertTrue(
        refusal.getMessage().startsWith(request)
            && refusal.getMessage().contains("invalid argument"),
        refusal.getMessage());
    assertEquals(-1, refusal.errorCode());
  }
}
