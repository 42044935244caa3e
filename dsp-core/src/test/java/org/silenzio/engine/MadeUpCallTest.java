package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;

/** What the compiler has to have seen before a call. */
class MadeUpCallTest {

  private static boolean isSilent(AudioFrame frame) {
    for (float sample : frame.channel(0)) {
      if (sample != 0f) {
        return false;
      }
    }
    return true;
  }

  @ParameterizedTest
  @CsvSource({"48000, 480, 500", "16000, 320, 250", "44100, 441, 500"})
  void everyRoundHasAFarEndAndPausesASoftVoiceAShoutAndSilence(int rate, int size, int frames) {
    StreamFormat format = new StreamFormat(rate, 1, size);
    MadeUpCall call = new MadeUpCall(format, format);
    for (int round = 0; round < 2; round++) {
      int farSilent = 0;
      int bothSilent = 0;
      int loud = 0;
      int soft = 0;
      for (int n = 0; n < frames; n++) {
        boolean far = !isSilent(call.nextRender());
        AudioFrame heard = call.nextCapture();
        float peak = 0f;
        for (float sample : heard.channel(0)) {
          peak = Math.max(peak, Math.abs(sample));
        }
        farSilent += far ? 0 : 1;
        bothSilent += !far && isSilent(heard) ? 1 : 0;
        loud += peak > 1f ? 1 : 0;
        soft += !far && peak > 0.15f && peak < 0.3f ? 1 : 0;
      }
      assertEquals(0.4, (double) farSilent / frames, 0.01, "the far end pauses");
      assertEquals(0.1, (double) bothSilent / frames, 0.01, "digital silence");
      assertTrue(loud > 0.07 * frames, "a shout: " + loud);
      assertTrue(soft > 0.15 * frames, "a voice alone: " + soft);
    }
  }

  @Test
  void doesNotAllocate() {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    MadeUpCall call = new MadeUpCall(format, format);
    long bytes =
        Allocation.bytes(
            1_000,
            1_000,
            () -> {
              AudioFrame unusedRender = call.nextRender();
              AudioFrame unusedCapture = call.nextCapture();
            });
    assertEquals(0, bytes);
  }
}
