package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.Codecs;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class OpusRuntimeSettingsTest {

  private static final StreamFormat MONO_20MS = new StreamFormat(16_000, 1, 320);
  private static final CodecConfig SPEECH = CodecConfig.defaults(MONO_20MS);

  private static int encodedBytes(PacketEncoder encoder, float[] speech, int from, int frames) {
    AudioFrame frame = new AudioFrame(MONO_20MS);
    byte[] packet = new byte[encoder.maxPacketBytes()];
    int bytes = 0;
    for (int n = from; n < from + frames; n++) {
      System.arraycopy(speech, 320 * n, frame.channel(0), 0, 320);
      bytes += encoder.encode(frame, packet);
    }
    return bytes;
  }

  @Test
  void theBitRateChangesWithTheNextPacketWhicheverThreadAsks() throws InterruptedException {
    float[] speech = Recordings.load("austen16_clean.wav");
    try (PacketEncoder encoder = Codecs.find("opus").createEncoder(SPEECH)) {
      int high = encodedBytes(encoder, speech, 60, 100);
      Thread other = new Thread(() -> encoder.setBitrateBitsPerSecond(8_000));
      other.start();
      other.join();
      int low = encodedBytes(encoder, speech, 160, 100);
      assertTrue(low < 0.5 * high, low + " against " + high);
      assertTrue(low < 1.3 * 100 * 20, low + " bytes at 8 kb/s");
      assertThrows(IllegalArgumentException.class, () -> encoder.setBitrateBitsPerSecond(300_001));
      assertThrows(IllegalArgumentException.class, () -> encoder.setExpectedLossPercent(101));
    }
  }

  @Test
  void expectedLossBringsForwardErrorCorrectionAndItsEndTakesItAway() throws InterruptedException {
    float[] speech = Recordings.load("austen16_clean.wav");
    try (PacketEncoder encoder = Codecs.find("opus").createEncoder(SPEECH);
        PacketDecoder decoder = Codecs.find("opus").createDecoder(SPEECH)) {
      AudioFrame frame = new AudioFrame(MONO_20MS);
      byte[] packet = new byte[encoder.maxPacketBytes()];
      int[] protectedPackets = new int[3];
      for (int n = 0; n < 300; n++) {
        if (n == 100 || n == 200) {
          int percent = n == 100 ? 20 : 0;
          Thread other = new Thread(() -> encoder.setExpectedLossPercent(percent));
          other.start();
          other.join();
        }
        System.arraycopy(speech, 20_000 + 320 * n, frame.channel(0), 0, 320);
        int length = encoder.encode(frame, packet);
        if (decoder.fecSamples(packet, 0, length) == 320) {
          protectedPackets[n / 100]++;
        }
      }
      assertEquals(0, protectedPackets[0]);
      assertTrue(protectedPackets[1] > 40, protectedPackets[1] + " of 100");
      assertTrue(protectedPackets[2] <= 1, "but for the packet under way");
    }
  }

  /** Silence after speech: the packets that need not be sent make nearly all of it. */
  @Test
  void longSilenceNeedNotBeSentAndSpeechMust() {
    try (PacketEncoder encoder = Codecs.find("opus").createEncoder(SPEECH.withDtx(true));
        PacketEncoder always = Codecs.find("opus").createEncoder(SPEECH)) {
      AudioFrame frame = new AudioFrame(MONO_20MS);
      byte[] packet = new byte[encoder.maxPacketBytes()];
      assertFalse(encoder.lastPacketIsDtx());
      float[] tone = Tones.sine(300, 0.3, 16_000, 320);
      int unsent = 0;
      for (int n = 0; n < 300; n++) {
        System.arraycopy(n < 100 ? tone : new float[320], 0, frame.channel(0), 0, 320);
        int length = encoder.encode(frame, packet);
        if (encoder.lastPacketIsDtx()) {
          assertTrue(n >= 100, "a tone is no silence");
          assertTrue(length <= 2);
          unsent++;
        }
        always.encode(frame, packet);
        assertFalse(always.lastPacketIsDtx());
      }
      assertTrue(unsent > 150 && unsent < 199, unsent + " of 200: some keep the far end informed");
      encoder.reset();
      assertFalse(encoder.lastPacketIsDtx());
    }
  }

  @Test
  void settingsAtRunTimeCostNoAllocation() {
    try (PacketEncoder encoder =
        Codecs.find("opus").createEncoder(SPEECH.withComplexity(0).withDtx(true))) {
      AudioFrame frame = new AudioFrame(MONO_20MS);
      byte[] packet = new byte[encoder.maxPacketBytes()];
      int[] count = {0};
      long bytes =
          Allocation.bytes(
              6_000,
              500,
              () -> {
                encoder.setBitrateBitsPerSecond(16_000 + count[0]++ % 2);
                encoder.setExpectedLossPercent(count[0] % 10);
                encoder.encode(frame, packet);
                count[0] += encoder.lastPacketIsDtx() ? 1 : 0;
              });
      assertEquals(0, bytes);
    }
  }
}
