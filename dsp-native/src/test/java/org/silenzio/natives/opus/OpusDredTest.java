package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;
import org.silenzio.transform.RealFft;

class OpusDredTest {

  private static final int RATE_HZ = 48_000;
  private static final int FRAME = 960;
  private static final StreamFormat MONO_20MS = new StreamFormat(RATE_HZ, 1, FRAME);

  /** What a call would ask for: a second's redundancy and bits for it. */
  private static final CodecConfig REDUNDANT =
      CodecConfig.defaults(MONO_20MS)
          .withBitrateBitsPerSecond(48_000)
          .withExpectedLossPercent(30)
          .withRedundancyMs(1_000);

  private static final OpusDecoderConfig DECODER = OpusDecoderConfig.of(REDUNDANT);

  private static byte[][] packets(CodecConfig config) {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    byte[][] packets = new byte[speech.length / FRAME][];
    try (OpusEncoder encoder = new OpusEncoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      for (int n = 0; n < packets.length; n++) {
        int length = encoder.encode(speech, n * FRAME, packet);
        packets[n] = Arrays.copyOf(packet, length);
      }
    }
    return packets;
  }

  @Test
  void aSecondReachesBackNearlyASecond() {
    byte[][] packets = packets(REDUNDANT);
    int farthest = 0;
    long sum = 0;
    int with = 0;
    try (OpusDred dred = new OpusDred(RATE_HZ)) {
      for (byte[] packet : packets) {
        int reach = dred.parse(packet, 0, packet.length);
        assertEquals(reach, dred.reachSamples());
        farthest = Math.max(farthest, reach);
        sum += reach;
        with += reach > 0 ? 1 : 0;
      }
    }
    assertTrue(farthest > RATE_HZ * 9 / 10, "the farthest " + farthest);
    assertTrue(sum / with > RATE_HZ * 4 / 10, "the mean " + sum / with);
    byte[][] plain = packets(REDUNDANT.withRedundancyMs(0));
    byte[][] lossless = packets(REDUNDANT.withExpectedLossPercent(0));
    try (OpusDecoder decoder = new OpusDecoder(DECODER)) {
      for (byte[][] without : new byte[][][] {plain, lossless}) {
        for (byte[] packet : without) {
          assertEquals(0, decoder.readRedundancy(packet, 0, packet.length));
        }
      }
    }
  }

  /**
   * Gaps of 200 and 400 ms all over the speech: what is made of the first packet behind each is
   * nearer to the sound without loss than what concealment makes up, by either of its methods.
   */
  @ParameterizedTest
  @ValueSource(ints = {10, 20})
  void longGapsAreMadeGoodNearerToTheTruthThanConcealmentCan(int lostPackets) {
    byte[][] packets = packets(REDUNDANT);
    for (int complexity : new int[] {0, 5}) {
      OpusDecoderConfig config = DECODER.withComplexity(complexity);
      double recovered = 0;
      double concealed = 0;
      for (int first = 70; first + lostPackets + 5 < packets.length; first += 37) {
        float[] truth = play(packets, first, lostPackets, config, Means.WHOLE);
        recovered += distanceDb(truth, play(packets, first, lostPackets, config, Means.RECOVER));
        concealed += distanceDb(truth, play(packets, first, lostPackets, config, Means.CONCEAL));
      }
      assertTrue(
          recovered < 0.75 * concealed,
          "complexity " + complexity + ": " + recovered + " against " + concealed);
    }
  }

  private enum Means {
    WHOLE,
    RECOVER,
    CONCEAL
  }

  /** The sound of the gap and of 20 ms behind it. */
  private static float[] play(
      byte[][] packets, int first, int lost, OpusDecoderConfig config, Means means) {
    float[][] sound = new float[1][(lost + 1) * FRAME];
    float[][] before = new float[1][FRAME];
    try (OpusDecoder decoder = new OpusDecoder(config)) {
      for (int n = first - 25; n < first; n++) {
        decoder.decode(packets[n], 0, packets[n].length, before, 0);
      }
      byte[] behind = packets[first + lost];
      if (means == Means.RECOVER) {
        decoder.readRedundancy(behind, 0, behind.length);
      }
      for (int n = 0; n < lost; n++) {
        byte[] packet = packets[first + n];
        switch (means) {
          case WHOLE -> decoder.decode(packet, 0, packet.length, sound, n * FRAME);
          case RECOVER -> {
            if (!decoder.decodeRedundancy((lost - n) * FRAME, sound, n * FRAME, FRAME)) {
              decoder.conceal(sound, n * FRAME, FRAME);
            }
          }
          case CONCEAL -> decoder.conceal(sound, n * FRAME, FRAME);
        }
      }
      decoder.decode(behind, 0, behind.length, sound, lost * FRAME);
    }
    return sound[0];
  }

  /**
   * Log-spectral distance in bands of 400 Hz up to 8 kHz, mean over windows of 20 ms, with a floor
   * at −70 dBFS so that silence counts little.
   */
  static double distanceDb(float[] truth, float[] heard) {
    double sum = 0;
    int windows = 0;
    for (int at = 0; at + FRAME <= truth.length; at += FRAME / 2) {
      double[] a = bandsDb(truth, at);
      double[] b = bandsDb(heard, at);
      double squares = 0;
      for (int band = 0; band < a.length; band++) {
        squares += (a[band] - b[band]) * (a[band] - b[band]);
      }
      sum += Math.sqrt(squares / a.length);
      windows++;
    }
    return sum / windows;
  }

  private static double[] bandsDb(float[] sound, int at) {
    RealFft fft = RealFft.ofLength(FRAME);
    float[] windowed = new float[FRAME];
    for (int i = 0; i < FRAME; i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / FRAME);
      windowed[i] = (float) (window * sound[at + i]);
    }
    float[] re = new float[fft.bins()];
    float[] im = new float[fft.bins()];
    fft.forward(windowed, re, im);
    double[] bands = new double[20];
    for (int band = 0; band < bands.length; band++) {
      double power = 0;
      for (int bin = 8 * band; bin < 8 * (band + 1); bin++) { // bins are 50 Hz apart
        power += re[bin] * re[bin] + im[bin] * im[bin];
      }
      bands[band] = 10 * Math.log10(power / (FRAME * FRAME / 4.0) + 1e-7);
    }
    return bands;
  }

  @Test
  void redundancyReadApartGivesTheSameSound() {
    byte[][] packets = packets(REDUNDANT);
    float[][] own = new float[1][FRAME];
    float[][] apart = new float[1][FRAME];
    try (OpusDecoder one = new OpusDecoder(DECODER);
        OpusDecoder other = new OpusDecoder(DECODER);
        OpusDred dred = new OpusDred(RATE_HZ)) {
      for (int n = 45; n < 70; n++) {
        one.decode(packets[n], 0, packets[n].length, own, 0);
        other.decode(packets[n], 0, packets[n].length, apart, 0);
      }
      byte[] behind = packets[80];
      int reach = one.readRedundancy(behind, 0, behind.length);
      assertEquals(reach, dred.parse(behind, 0, behind.length));
      assertFalse(other.decodeRedundancy(dred, 4_800, apart, 0, FRAME), "not processed yet");
      assertTrue(dred.process());
      assertTrue(reach >= 4_800, "reaches " + reach);
      assertTrue(one.decodeRedundancy(4_800, own, 0, FRAME));
      assertTrue(other.decodeRedundancy(dred, 4_800, apart, 0, FRAME));
      assertArrayEquals(own[0], apart[0]);
    }
  }

  @Test
  void whatTheRedundancyDoesNotHoldIsNotMade() {
    byte[][] packets = packets(REDUNDANT);
    float[][] sound = new float[1][FRAME];
    sound[0][17] = 0.25f;
    try (OpusDecoder decoder = new OpusDecoder(DECODER)) {
      for (int n = 45; n < 70; n++) {
        decoder.decode(packets[n], 0, packets[n].length, new float[1][FRAME], 0);
      }
      assertFalse(decoder.decodeRedundancy(FRAME, sound, 0, FRAME), "nothing was read");
      int reach = decoder.readRedundancy(packets[75], 0, packets[75].length);
      assertTrue(reach > 0);
      assertFalse(decoder.decodeRedundancy(reach + 1, sound, 0, FRAME));
      assertFalse(decoder.decodeRedundancy(0, sound, 0, FRAME));
      assertFalse(decoder.decodeRedundancy(-FRAME, sound, 0, FRAME));
      assertEquals(0, decoder.readRedundancy(packets[75], 0, 1));
      assertFalse(decoder.decodeRedundancy(FRAME, sound, 0, FRAME), "replaced by nothing");
      decoder.readRedundancy(packets[75], 0, packets[75].length);
      decoder.reset();
      assertFalse(decoder.decodeRedundancy(FRAME, sound, 0, FRAME), "forgotten");
      assertEquals(0.25f, sound[0][17], "nothing is written");
    }
    OpusDred closed = new OpusDred(RATE_HZ);
    closed.close();
    closed.close();
    byte[] packet = packets[75];
    assertThrows(IllegalStateException.class, () -> closed.parse(packet, 0, packet.length));
    assertThrows(IllegalArgumentException.class, () -> new OpusDred(44_100));
  }

  @Test
  void recoveryDoesNotAllocate() {
    byte[][] packets = packets(REDUNDANT);
    float[][] sound = new float[1][FRAME];
    int[] count = {0};
    try (OpusDecoder decoder = new OpusDecoder(DECODER)) {
      long bytes =
          Allocation.bytes(
              1_500,
              100,
              () -> {
                byte[] packet = packets[100 + count[0]++ % 20];
                decoder.decode(packet, 0, packet.length, sound, 0);
                decoder.fecSamples(packet, 0, packet.length);
                if (decoder.readRedundancy(packet, 0, packet.length) > 0) {
                  decoder.decodeRedundancy(FRAME, sound, 0, FRAME);
                }
              });
      assertEquals(0, bytes);
    }
  }
}
