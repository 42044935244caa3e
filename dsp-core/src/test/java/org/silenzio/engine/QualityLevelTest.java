package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.Implementation;

/** Which levels a ceiling leaves, and in which order. */
class QualityLevelTest {

  private static List<String> levels(VoiceEngineConfig config) {
    StageMaker maker =
        new StageMaker(config, Map.of(), VoiceEngine.engineFormat(config), Implementation.AUTO);
    CaptureStages stages = CaptureStages.of(config, maker);
    return stages.choice().levels().stream().map(QualityLevel::label).toList();
  }

  private static VoiceEngineConfig under(double ms) {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    return VoiceEngineConfig.defaults(format, format)
        .withBudget(LatencyBudget.defaults().withMaxLatencyMs(ms));
  }

  @Test
  void theCeilingDecides() {
    assertEquals(
        List.of(
            "best+rnnoise",
            "standard+rnnoise",
            "low_power+rnnoise",
            "low_power+wiener",
            "low_power+none"),
        levels(under(60)));
    assertEquals(
        List.of("standard+rnnoise", "low_power+rnnoise", "low_power+wiener", "low_power+none"),
        levels(under(45)));
    assertEquals(
        List.of("standard+wiener", "low_power+wiener", "low_power+none"), levels(under(30)));
    assertEquals(List.of("low_power+wiener", "low_power+none"), levels(under(20)));
  }

  @Test
  void forMusicThereIsNoSuppressor() {
    assertEquals(
        List.of("best+none", "standard+none", "low_power+none"),
        levels(under(60).withContent(Content.MUSIC)));
  }
}
