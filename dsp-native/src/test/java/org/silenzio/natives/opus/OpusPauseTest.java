package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;

/** In a sender's pauses the decoder's network rests; libopus without it is the truth. */
@KernelIndependent
class OpusPauseTest {

  private static final int RATE = 48_000;
  private static final int PACKET = 960;
  private static final StreamFormat FORMAT = new StreamFormat(RATE, 1, PACKET);
  private static final OpusDecoderConfig NETWORK = OpusDecoderConfig.defaults(FORMAT);
  private static final OpusDecoderConfig CLASSIC = NETWORK.withComplexity(4);

  /** Speech, a pause of soft noise, speech, as packets with DTX. */
  private static byte[][] packets(int bitrate) {
    float[] sound = Arrays.copyOfRange(Recordings.load(Recordings.CLEAN_48K), RATE, 7 * RATE);
    Arrays.fill(sound, 2 * RATE, 4 * RATE, 0f);
    Random random = new Random(2);
    for (int i = 0; i < sound.length; i++) {
      sound[i] += (float) (5e-4 * random.nextGaussian());
    }
    OpusConfig config =
        OpusConfig.defaults(FORMAT)
            .withSignal(OpusSignal.VOICE)
            .withBitrateBitsPerSecond(bitrate)
            .withDtx(true);
    byte[][] packets = new byte[sound.length / PACKET][];
    try (OpusEncoder encoder = new OpusEncoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      for (int n = 0; n < packets.length; n++) {
        packets[n] = Arrays.copyOf(packet, encoder.encode(sound, n * PACKET, packet));
      }
    }
    return packets;
  }

  private static boolean silent(byte[] packet) {
    return packet.length <= 2;
  }

  /**
   * Plays all packets; of those without sound each third comes and the others do not, and the
   * packet with a number is lost.
   */
  private static float[] play(byte[][] packets, OpusDecoderConfig config, int lost) {
    float[][] sound = new float[1][packets.length * PACKET];
    try (OpusDecoder decoder = new OpusDecoder(config)) {
      int pause = 0;
      for (int n = 0; n < packets.length; n++) {
        byte[] packet = packets[n];
        pause = silent(packet) ? pause + 1 : 0;
        if (n == lost || pause % 3 == 2) {
          decoder.conceal(sound, n * PACKET, PACKET / 2);
          decoder.conceal(sound, n * PACKET + PACKET / 2, PACKET / 2);
        } else {
          decoder.decode(packet, 0, packet.length, sound, n * PACKET);
        }
        assertEquals(config.complexity(), decoder.controls().complexity());
      }
    }
    return sound[0];
  }

  @ParameterizedTest
  @CsvSource({"24000", "16000", "96000"})
  void theNetworkRestsInPausesAndOnlyThere(int bitrate) {
    byte[][] packets = packets(bitrate);
    long silent = Arrays.stream(packets).filter(OpusPauseTest::silent).count();
    assertTrue(silent > 40, silent + " packets without sound");
    assertArrayEquals(play(packets, CLASSIC, -1), play(packets, NETWORK, -1));
    int loud = 60;
    assertFalse(silent(packets[loud - 1]));
    float[] concealed = play(packets, NETWORK, loud);
    assertFalse(Arrays.equals(play(packets, CLASSIC, loud), concealed), "speech has its network");
  }

  /** What is lost behind the pause's end is speech again. */
  @Test
  void aPacketWithSoundEndsThePause() {
    byte[][] packets = packets(24_000);
    int after = 12;
    int lost = 3 * RATE / PACKET;
    // a quarter of a second of sound: what tells of the noise now and then is shorter
    while (!silent(packets[lost - after]) || anySilent(packets, lost - after + 1, lost)) {
      lost++;
    }
    assertFalse(
        Arrays.equals(play(packets, CLASSIC, lost), play(packets, NETWORK, lost)), "at " + lost);
  }

  private static boolean anySilent(byte[][] packets, int from, int to) {
    return Arrays.stream(packets, from, to).anyMatch(OpusPauseTest::silent);
  }
}
