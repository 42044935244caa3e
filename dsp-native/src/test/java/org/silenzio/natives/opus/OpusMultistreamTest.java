package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Tones;

class OpusMultistreamTest {

  private static final int FRAME = 960;

  /** In 5.1 and wider the last channel is for low frequencies alone. */
  private static double toneHz(int channel, int channels) {
    return channels >= 6 && channel == channels - 1 ? 60 : 300 + 200 * channel;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyChannelComesBackInItsPlace(int channels) {
    OpusConfig config = config(channels).withBitrateBitsPerSecond(96_000 * channels);
    int samples = 48_000;
    float[][] heard = new float[channels][samples + 5_760];
    try (OpusMultistreamEncoder encoder = new OpusMultistreamEncoder(config);
        OpusMultistreamDecoder decoder =
            new OpusMultistreamDecoder(48_000, OpusChannelMapping.surround(channels))) {
      assertEquals(OpusChannelMapping.surround(channels), encoder.mapping(), "RFC 7845");
      byte[] packet = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(config.format());
      float[][] tones = new float[channels][];
      for (int c = 0; c < channels; c++) {
        tones[c] = Tones.sine(toneHz(c, channels), 0.1 + 0.05 * c, 48_000, samples);
      }
      for (int at = 0; at < samples; at += FRAME) {
        for (int c = 0; c < channels; c++) {
          System.arraycopy(tones[c], at, frame.channel(c), 0, FRAME);
        }
        int length = encoder.encode(frame, packet);
        assertEquals(FRAME, decoder.decode(packet, 0, length, heard, at));
        assertEquals(encoder.controls().finalRange(), decoder.controls().finalRange());
      }
    }
    for (int c = 0; c < channels; c++) {
      Tones.Fit fit = Tones.fit(heard[c], 24_000, 48_000, toneHz(c, channels), 48_000);
      double errorDb = Decibels.fromAmplitude(fit.amplitude() / (0.1 + 0.05 * c));
      assertEquals(0, errorDb, 1, "channel " + c);
      double signal = fit.amplitude() * fit.amplitude() / 2;
      assertTrue(fit.residualPower() < 0.05 * signal, "channel " + c + " is alone");
    }
  }

  private static OpusConfig config(int channels) {
    return OpusConfig.defaults(new StreamFormat(48_000, channels, FRAME))
        .withApplication(OpusApplication.AUDIO);
  }

  @Test
  void settingsReachAllStreamsAndWhatTheLibraryHasNotIsRefused() {
    try (OpusMultistreamEncoder encoder =
        new OpusMultistreamEncoder(
            config(6).withComplexity(3).withDtx(true).withExpectedLossPercent(11))) {
      OpusEncoderControls c = encoder.controls();
      assertEquals(3, c.complexity());
      assertTrue(c.dtx());
      assertEquals(11, c.expectedLossPercent());
      assertEquals(OpusApplication.AUDIO, c.application());
      assertTrue(
          assertThrows(OpusException.class, () -> c.setRedundancyMs(100))
              .getMessage()
              .contains("not implemented"));
    }
    assertThrows(
        OpusException.class, () -> new OpusMultistreamEncoder(config(6).withRedundancyMs(100)));
    try (OpusMultistreamDecoder decoder =
        new OpusMultistreamDecoder(48_000, OpusChannelMapping.surround(6))) {
      decoder.controls().setGainDb(-6);
      assertEquals(-6, decoder.controls().gainDb());
      decoder.controls().setPhaseInversionDisabled(true);
      assertTrue(decoder.controls().phaseInversionDisabled());
      assertThrows(OpusException.class, () -> decoder.controls().setComplexity(5));
    }
  }

  @Test
  void silenceInAllStreamsNeedNotBeSent() {
    OpusConfig config = config(6).withDtx(true);
    try (OpusMultistreamEncoder encoder = new OpusMultistreamEncoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(config.format());
      int unsent = 0;
      for (int n = 0; n < 100; n++) {
        encoder.encode(frame, packet);
        unsent += encoder.lastPacketIsDtx() ? 1 : 0;
      }
      assertTrue(unsent > 50, unsent + " of 100");
      frame.channel(3)[100] = 0.5f;
      encoder.encode(frame, packet);
      encoder.encode(frame, packet);
      assertEquals(false, encoder.lastPacketIsDtx());
    }
  }

  @Test
  void damagedPacketsAreCountedAndLostOnesConcealed() {
    try (OpusMultistreamDecoder decoder =
        new OpusMultistreamDecoder(48_000, OpusChannelMapping.surround(6))) {
      float[][] sound = new float[6][5_760];
      assertEquals(0, decoder.decode(new byte[0], 0, 0, sound, 0));
      assertEquals(0, decoder.decode(new byte[3], 0, 3, sound, 0));
      assertEquals(2, decoder.damagedPackets());
      decoder.conceal(sound, 0, FRAME);
      assertThrows(IllegalArgumentException.class, () -> decoder.conceal(sound, 0, 5_880));
      assertThrows(IllegalArgumentException.class, () -> decoder.conceal(sound, 0, 7));
    }
  }

  @Test
  void mappingsAreChecked() {
    assertRefused("streams is 0", () -> new OpusChannelMapping(0, 0, List.of(0)));
    assertRefused("coupledStreams is 2", () -> new OpusChannelMapping(1, 2, List.of(0)));
    assertRefused("channels[] is 2", () -> new OpusChannelMapping(1, 1, List.of(0, 2)));
    assertRefused("channels is 9", () -> OpusChannelMapping.surround(9));
    try (OpusMultistreamDecoder silentSide =
        new OpusMultistreamDecoder(48_000, new OpusChannelMapping(1, 0, List.of(0, 255)))) {
      assertEquals(48_000, silentSide.controls().sampleRateHz());
    }
  }

  private static void assertRefused(String expected, Runnable construction) {
    String message = assertThrows(IllegalArgumentException.class, construction::run).getMessage();
    assertTrue(message.startsWith(expected) && message.contains("allowed"), message);
  }

  @Test
  void nothingIsAllocatedAndNothingWorksAfterClose() {
    OpusConfig config = config(3).withComplexity(0);
    AudioFrame frame = new AudioFrame(config.format());
    float[][] sound = new float[3][5_760];
    OpusMultistreamEncoder encoder = new OpusMultistreamEncoder(config);
    OpusMultistreamDecoder decoder = new OpusMultistreamDecoder(48_000, encoder.mapping());
    byte[] packet = new byte[encoder.maxPacketBytes()];
    long bytes =
        Allocation.bytes(
            6_000, 500, () -> decoder.decode(packet, 0, encoder.encode(frame, packet), sound, 0));
    assertEquals(0, bytes);
    for (int twice = 0; twice < 2; twice++) {
      encoder.close();
      decoder.close();
    }
    assertThrows(IllegalStateException.class, () -> encoder.encode(frame, packet));
    assertThrows(IllegalStateException.class, () -> decoder.conceal(sound, 0, FRAME));
  }
}
