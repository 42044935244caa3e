package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;

class OpusConfigTest {

  private static final StreamFormat MONO_20MS = new StreamFormat(48_000, 1, 960);
  private static final OpusConfig VOICE = OpusConfig.defaults(MONO_20MS);

  @Test
  void whatLibopusWouldRefuseClampOrIgnoreIsNamedWithItsRange() {
    assertRefused("bitrateBitsPerSecond is 499", () -> VOICE.withBitrateBitsPerSecond(499));
    assertRefused("bitrateBitsPerSecond is 300001", () -> VOICE.withBitrateBitsPerSecond(300_001));
    assertRefused("complexity is 11", () -> VOICE.withComplexity(11));
    assertRefused("forcedChannels is 2", () -> VOICE.withForcedChannels(2));
    assertRefused("expectedLossPercent is 101", () -> VOICE.withExpectedLossPercent(101));
    assertRefused("lsbDepth is 7", () -> VOICE.withLsbDepth(7));
    assertRefused("lsbDepth is 25", () -> VOICE.withLsbDepth(25));
    assertRefused("redundancyMs is 1050", () -> VOICE.withRedundancyMs(1_050));
    assertRefused("redundancyMs is 100", () -> VOICE.withComplexity(6).withRedundancyMs(100));
    assertRefused(
        "redundancyMs is 100",
        () -> OpusConfig.defaults(new StreamFormat(12_000, 1, 240)).withRedundancyMs(100));
    assertRefused("redundancyMs is 15", () -> VOICE.withRedundancyMs(15));
    assertRefused("fec is ON", () -> VOICE.withApplication(OpusApplication.RESTRICTED_LOWDELAY));
    assertRefused("fec is ON", () -> VOICE.withFormat(new StreamFormat(48_000, 1, 240)));
  }

  @Test
  void eachChangeIsKeptAndLeavesTheRestAlone() {
    OpusConfig changed =
        VOICE
            .withFormat(new StreamFormat(16_000, 2, 320))
            .withApplication(OpusApplication.AUDIO)
            .withBitrateBitsPerSecond(OpusConfig.BITRATE_MAX)
            .withRateControl(OpusRateControl.CONSTANT)
            .withComplexity(7)
            .withSignal(OpusSignal.MUSIC)
            .withBandwidth(Optional.of(OpusBandwidth.NARROWBAND))
            .withMaxBandwidth(OpusBandwidth.WIDEBAND)
            .withForcedChannels(2)
            .withFec(OpusFec.KEEP_MUSIC)
            .withExpectedLossPercent(7)
            .withDtx(true)
            .withLsbDepth(16)
            .withPredictionDisabled(true)
            .withPhaseInversionDisabled(true)
            .withRedundancyMs(1_040);
    assertEquals(
        new OpusConfig(
            new StreamFormat(16_000, 2, 320),
            OpusApplication.AUDIO,
            OpusConfig.BITRATE_MAX,
            OpusRateControl.CONSTANT,
            7,
            OpusSignal.MUSIC,
            Optional.of(OpusBandwidth.NARROWBAND),
            OpusBandwidth.WIDEBAND,
            2,
            OpusFec.KEEP_MUSIC,
            7,
            true,
            16,
            true,
            true,
            1_040),
        changed);
  }

  @Test
  void aCodecIndependentConfigurationKeepsItsMeaning() {
    CodecConfig codec =
        CodecConfig.defaults(MONO_20MS)
            .withExpectedLossPercent(12)
            .withDtx(true)
            .withBitrateBitsPerSecond(40_000)
            .withComplexity(4);
    OpusConfig opus = OpusConfig.of(codec);
    assertEquals(40_000, opus.bitrateBitsPerSecond());
    assertEquals(4, opus.complexity());
    assertEquals(12, opus.expectedLossPercent());
    assertTrue(opus.dtx());
    assertEquals(OpusFec.ON, opus.fec());
    OpusConfig redundant = OpusConfig.of(codec.withComplexity(7).withRedundancyMs(800));
    assertEquals(800, redundant.redundancyMs());
    assertEquals(OpusFec.OFF, redundant.fec(), "it would take the bits of the redundancy");
    StreamFormat tooShort = new StreamFormat(48_000, 1, 120);
    assertEquals(OpusFec.OFF, OpusConfig.defaults(tooShort).fec());
    assertEquals(4, OpusDecoderConfig.of(codec).complexity());
    assertEquals(5, OpusDecoderConfig.of(codec.withComplexity(10)).complexity());
  }

  @Test
  void aDecodersConfigurationIsChecked() {
    OpusDecoderConfig config = OpusDecoderConfig.defaults(MONO_20MS);
    assertRefused("complexity is 11", () -> config.withComplexity(11));
    assertRefused("gainDb is 128.0", () -> config.withGainDb(128));
    assertRefused("gainDb is NaN", () -> config.withGainDb(Double.NaN));
    assertEquals(
        new OpusDecoderConfig(MONO_20MS, 7, -3, true),
        config.withComplexity(7).withGainDb(-3).withPhaseInversionDisabled(true));
  }

  private static void assertRefused(String expected, Runnable construction) {
    String message = assertThrows(IllegalArgumentException.class, construction::run).getMessage();
    assertTrue(message.startsWith(expected) && message.contains("allowed"), message);
  }
}
