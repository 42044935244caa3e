package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Recordings;

class OpusFecTest {

  /**
   * The speech coder's packets of 40 and 60 ms are one frame, its error correction restores all of
   * it; hybrid packets and those of 100 ms are frames of 20 ms, of which the first restores the 20
   * ms before the packet.
   */
  @ParameterizedTest
  @CsvSource({
    "16000, 320, WIDEBAND, 320",
    "16000, 640, WIDEBAND, 640",
    "16000, 960, WIDEBAND, 960",
    "16000, 1600, WIDEBAND, 320",
    "48000, 1920, FULLBAND, 960",
    "48000, 2880, FULLBAND, 960",
  })
  void whatAPacketRestoresIsItsFirstFramesLength(
      int rate, int samples, OpusBandwidth bandwidth, int restored) {
    float[] speech = speech(rate);
    OpusConfig config =
        OpusConfig.defaults(new StreamFormat(rate, 1, samples))
            .withSignal(OpusSignal.VOICE)
            .withBandwidth(Optional.of(bandwidth))
            .withBitrateBitsPerSecond(40_000)
            .withExpectedLossPercent(20);
    OpusDecoderConfig decoders = OpusDecoderConfig.defaults(config.format());
    double recoveredError = 0;
    double concealedError = 0;
    int recovered = 0;
    try (OpusEncoder encoder = new OpusEncoder(config);
        OpusDecoder whole = new OpusDecoder(decoders);
        OpusDecoder recovering = new OpusDecoder(decoders);
        OpusDecoder concealing = new OpusDecoder(decoders)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      byte[] before = new byte[0];
      float[][] truth = new float[1][samples];
      float[][] heard = new float[1][samples];
      for (int n = 0; (n + 1) * samples <= speech.length; n++) {
        int length = encoder.encode(speech, n * samples, packet);
        // every fourth packet was held back: it is lost
        if (n % 4 == 3) {
          before = Arrays.copyOf(packet, length);
          continue;
        }
        if (n % 4 == 0 && n > 0) {
          whole.decode(before, 0, before.length, truth, 0);
          int fec = recovering.fecSamples(packet, 0, length);
          assertTrue(fec == 0 || fec == restored, "restores " + fec);
          if (fec > 0) {
            recovered++;
            assertTrue(recovering.decodeFec(packet, 0, length, heard, 0, samples));
            recoveredError += error(truth[0], heard[0], samples - fec);
            concealing.conceal(heard, 0, samples);
            concealedError += error(truth[0], heard[0], samples - fec);
          } else {
            recovering.conceal(heard, 0, samples);
            concealing.conceal(heard, 0, samples);
          }
        }
        for (OpusDecoder decoder : new OpusDecoder[] {whole, recovering, concealing}) {
          decoder.decode(packet, 0, length, heard, 0);
        }
      }
    }
    assertTrue(recovered > 5, recovered + " losses with redundancy");
    assertTrue(
        recoveredError < 0.8 * concealedError,
        "error of " + recoveredError + ", concealed " + concealedError);
  }

  /** Their redundancy is there, but now and then far too loud. */
  @ParameterizedTest
  @CsvSource({"1280, 2", "1920, 2"})
  void longFramesOfPacketsOfSeveralAreNotRestored(int samples, int frames) {
    float[] speech = speech(16_000);
    OpusConfig config =
        OpusConfig.defaults(new StreamFormat(16_000, 1, samples))
            .withSignal(OpusSignal.VOICE)
            .withBandwidth(Optional.of(OpusBandwidth.WIDEBAND))
            .withBitrateBitsPerSecond(40_000)
            .withExpectedLossPercent(20);
    int redundant = 0;
    try (OpusEncoder encoder = new OpusEncoder(config);
        OpusDecoder decoder = new OpusDecoder(OpusDecoderConfig.defaults(config.format()))) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      for (int n = 0; (n + 1) * samples <= speech.length; n++) {
        int length = encoder.encode(speech, n * samples, packet);
        assertEquals(frames, OpusPacket.frames(packet, 0, length));
        redundant += OpusPacket.hasFec(packet, 0, length) ? 1 : 0;
        assertEquals(0, decoder.fecSamples(packet, 0, length));
      }
    }
    assertTrue(redundant > 5, redundant + " packets with redundancy");
  }

  private static float[] speech(int rate) {
    float[] speech =
        rate == 16_000
            ? Recordings.load("austen16_clean.wav")
            : Recordings.load(Recordings.CLEAN_48K);
    return Arrays.copyOfRange(speech, rate, Math.min(speech.length, 8 * rate));
  }

  private static double error(float[] truth, float[] heard, int from) {
    double sum = 0;
    for (int i = from; i < truth.length; i++) {
      sum += Math.pow(truth[i] - heard[i], 2);
    }
    return sum;
  }

  /** libopus would look at the byte behind such a packet. */
  @Test
  void anEmptyFrameHoldsNoRedundancyWhateverLiesBehindIt() {
    StreamFormat format = new StreamFormat(16_000, 1, 320);
    try (OpusDecoder decoder = new OpusDecoder(OpusDecoderConfig.defaults(format))) {
      byte[] memory = new byte[100];
      Arrays.fill(memory, (byte) 0xff);
      byte wideband20Ms = 9 << 3; // RFC 6716, table 2: SILK, wideband, 20 ms; one frame
      memory[0] = wideband20Ms;
      assertEquals(320, decoder.fecSamples(memory, 0, 100), "the flag is set");
      assertEquals(0, decoder.fecSamples(memory, 0, 1));
      memory[0] |= 3; // any number of frames: here one, empty
      memory[1] = 1;
      assertEquals(0, decoder.fecSamples(memory, 0, 2));
      assertEquals(0, decoder.fecSamples(memory, 0, 0));
    }
  }
}
