package org.silenzio.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.StreamFormat;

class CodecConfigTest {

  private static final CodecConfig SPEECH = CodecConfig.defaults(new StreamFormat(48_000, 2, 960));

  @Test
  void outOfRangeIsNamedWithItsValue() {
    assertRefused("bitrateBitsPerSecond is 499", () -> SPEECH.withBitrateBitsPerSecond(499));
    assertRefused("bitrateBitsPerSecond is 512001", () -> SPEECH.withBitrateBitsPerSecond(512_001));
    assertRefused("complexity is 11", () -> SPEECH.withComplexity(11));
    assertRefused("complexity is -1", () -> SPEECH.withComplexity(-1));
    assertRefused("expectedLossPercent is 101", () -> SPEECH.withExpectedLossPercent(101));
    assertRefused("expectedLossPercent is -1", () -> SPEECH.withExpectedLossPercent(-1));
    assertRefused("redundancyMs is 1010", () -> SPEECH.withRedundancyMs(1_010));
    assertRefused("redundancyMs is 995", () -> SPEECH.withRedundancyMs(995));
    assertRefused("redundancyMs is -10", () -> SPEECH.withRedundancyMs(-10));
  }

  @Test
  void theDefaultGrowsWithTheChannels() {
    assertEquals(48_000, SPEECH.bitrateBitsPerSecond());
    assertEquals(64_000, SPEECH.withBitrateBitsPerSecond(64_000).bitrateBitsPerSecond());
    assertEquals(5, SPEECH.withComplexity(5).complexity());
  }

  /** The defaults are for a network without loss; each change leaves the rest alone. */
  @Test
  void whatALossyNetworkNeedsIsOffUntilAskedFor() {
    assertEquals(0, SPEECH.expectedLossPercent());
    assertFalse(SPEECH.dtx());
    assertEquals(0, SPEECH.redundancyMs());
    CodecConfig lossy =
        SPEECH.withExpectedLossPercent(20).withDtx(true).withRedundancyMs(1_000).withComplexity(3);
    assertEquals(new CodecConfig(SPEECH.format(), 48_000, 3, 20, true, 1_000), lossy);
  }

  private record Unavailable(String name) implements CodecProvider {
    @Override
    public Optional<String> unavailability() {
      return Optional.of("its library is missing");
    }

    @Override
    public PacketEncoder createEncoder(CodecConfig config) {
      throw new AssertionError();
    }

    @Override
    public PacketDecoder createDecoder(CodecConfig config) {
      throw new AssertionError();
    }
  }

  @Test
  void aCodecThatIsMissingOrBrokenSaysSo() {
    List<CodecProvider> providers = List.of(new Unavailable("opus"));
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Codecs.find("opus", providers))
            .getMessage()
            .contains("opus: its library is missing"));
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Codecs.find("lc3", providers))
            .getMessage()
            .contains("'lc3'"));
  }

  private static void assertRefused(String expected, Runnable construction) {
    String message = assertThrows(IllegalArgumentException.class, construction::run).getMessage();
    assertTrue(message.startsWith(expected) && message.contains("allowed: "), message);
  }
}
