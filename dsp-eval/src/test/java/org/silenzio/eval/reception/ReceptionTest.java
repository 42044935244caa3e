package org.silenzio.eval.reception;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.network.Network;
import org.silenzio.eval.network.NetworkSimulator;
import org.silenzio.eval.network.Networks;
import org.silenzio.eval.network.Transmission;
import org.silenzio.natives.opus.OpusDecoder;
import org.silenzio.natives.opus.OpusDecoderConfig;
import org.silenzio.testing.Recordings;

/** Receivers in simulated time, against what can be counted by hand. */
class ReceptionTest {

  private static final int RATE = 16_000;
  private static final int PACKET = RATE / 50;

  private static byte[][] plain;
  private static byte[][] withFec;
  private static byte[][] withRedundancy;

  @TempDir Path folder;

  @BeforeAll
  static void encode() throws IOException {
    float[] speech =
        Recording.load(
                Recordings.path("austen16_clean.wav").getParent().resolve("austen16_clean.wav"))
            .channels()[0];
    plain = new Encoding(Protection.PLC, 24_000, 20).encode(speech, RATE).tagged();
    withFec = new Encoding(Protection.FEC, 24_000, 20).encode(speech, RATE).tagged();
    withRedundancy = new Encoding(Protection.DRED, 24_000, 20).encode(speech, RATE).tagged();
  }

  private Network network(String yaml) throws IOException {
    Path file = folder.resolve("test.yaml");
    Files.writeString(file, "description: test\nseed: 4\n" + yaml);
    return Networks.find(file.toString()).getFirst();
  }

  private Transmission through(String yaml) throws IOException {
    return NetworkSimulator.run(network(yaml), plain.length, Encoding.PACKET_MS, 0);
  }

  private static Heard heard(String receiver, byte[][] packets, Transmission transmission) {
    return Reception.of(Receiver.find(receiver), packets, transmission, RATE);
  }

  @Test
  void withoutLossTheOutputIsWhatADecoderGivesAfterNetworkAndBuffer() throws IOException {
    Heard heard = heard("plc-60", plain, through("delay: {baseMs: 30}"));
    float[] direct = new float[plain.length * PACKET];
    try (OpusDecoder decoder =
        new OpusDecoder(OpusDecoderConfig.defaults(Encoding.format(RATE)).withComplexity(0))) {
      float[][] piece = new float[1][decoder.maxPacketSamples()];
      for (int n = 0; n < plain.length; n++) {
        int samples = decoder.decode(plain[n], 4, plain[n].length - 4, piece, 0);
        System.arraycopy(piece[0], 0, direct, n * PACKET, samples);
      }
    }
    int delay = RATE * 90 / 1_000;
    assertArrayEquals(new float[delay], Arrays.copyOf(heard.output(), delay));
    assertArrayEquals(direct, Arrays.copyOfRange(heard.output(), delay, delay + direct.length));
    assertEquals(90, heard.meanDelayMs(), 1e-9);
    assertEquals(90, heard.delayMs(0.95), 1e-9);
    assertEquals(0, heard.concealedShare() + heard.lateShare() + heard.recoveredShare());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plc-60", "neural-plc-60", "silenzio-plc"})
  void whatIsLostIsConcealed(String receiver) throws IOException {
    Transmission transmission =
        through("delay: {baseMs: 30}\nloss: {percent: 20, meanBurstPackets: 2}");
    int first = 0;
    while (transmission.isLost(first)) {
      first++;
    }
    int last = plain.length - 1;
    while (transmission.isLost(last)) {
      last--;
    }
    int lost = 0;
    for (int n = first; n <= last; n++) {
      lost += transmission.isLost(n) ? 1 : 0;
    }
    // shares count up to the pull that begins the last packet: half a packet is 10 ms
    double span = last - first + 0.5;
    // the engine's own may play faster instead of concealing all, or slower meanwhile
    double tolerance = receiver.startsWith("silenzio") ? 0.03 : 1e-9;
    assertEquals(lost / span, heard(receiver, plain, transmission).concealedShare(), tolerance);
  }

  @Test
  void errorCorrectionRecoversThePacketBefore() throws IOException {
    // every fifth packet lost, each alone: the one behind is there in time
    Transmission transmission =
        through(
            "delay: {baseMs: 30}\n"
                + "loss: {outages: {firstAtSecond: 0.1, everySeconds: 0.1, ms: 19}}");
    Heard without = heard("plc-60", withFec, transmission);
    Heard with = heard("fec-60", withFec, transmission);
    assertEquals(0.2, without.concealedShare(), 0.003);
    assertEquals(0, without.recoveredShare());
    assertTrue(with.recoveredShare() > 0.1, with.recoveredShare() + " recovered");
    assertEquals(without.concealedShare(), with.concealedShare() + with.recoveredShare(), 1e-9);
    assertEquals(0, heard("fec-60", plain, transmission).recoveredShare());
    // with no time to wait for it, the packet behind helps nobody
    assertEquals(0, heard("fec-0", withFec, transmission).recoveredShare());
  }

  @Test
  void deepRedundancyRecoversWhatErrorCorrectionCannot() throws IOException {
    // five packets in a row each half second
    Transmission transmission =
        through(
            "delay: {baseMs: 30}\n"
                + "loss: {outages: {firstAtSecond: 0.3, everySeconds: 0.5, ms: 99}}");
    Heard fec = heard("fec-200", withFec, transmission);
    Heard soon = heard("dred-60", withRedundancy, transmission);
    Heard later = heard("dred-200", withRedundancy, transmission);
    assertEquals(transmission.lostShare(), fec.concealedShare() + fec.recoveredShare(), 0.003);
    assertTrue(fec.recoveredShare() < 0.042, fec.recoveredShare() + ": one of five at most");
    // in 60 ms the packet behind the gap comes in time for its last three; it has 80 ms or more
    assertTrue(soon.recoveredShare() > 0.08, soon.recoveredShare() + " recovered");
    assertTrue(later.recoveredShare() > soon.recoveredShare() + 0.03, "a longer wait helps");
  }

  /** Of packets held for 300 ms those come late that were sent in the first 240. */
  @Test
  void fixedBufferLosesWhatComesLate() throws IOException {
    Transmission transmission =
        through("delay: {baseMs: 30, stalls: {firstAtSecond: 2, everySeconds: 10, ms: 300}}");
    Heard fixed = heard("plc-60", plain, transmission);
    assertEquals(12.0 / plain.length, fixed.lateShare(), 1e-9);
    Heard adaptive = heard("silenzio-plc", plain, transmission);
    assertTrue(adaptive.lateShare() < fixed.lateShare() / 2, "it waits for them");
    assertEquals(0, fixed.insertedShare() + fixed.removedShare());
    assertTrue(adaptive.removedShare() > 0, "and catches up");
  }

  @Test
  void fixedBufferBeginsAnewWhenTheNetworkIsSlowerForGood() throws IOException {
    // all packets of the first two seconds fast, the others 400 ms later
    StringBuilder csv = new StringBuilder("sequence,arrival_ms\n");
    for (int n = 0; n < plain.length; n++) {
      csv.append(n).append(',').append(20 * n + (n < 100 ? 30 : 430)).append('\n');
    }
    Files.writeString(folder.resolve("slower.csv"), csv);
    Heard heard = heard("plc-60", plain, through("trace: {file: slower.csv}"));
    // half a second of packets and what was due meanwhile is lost, then all is played
    assertEquals(24.0 / plain.length, heard.lateShare(), 1.5 / plain.length);
    assertEquals(490, heard.delayMs(0.95), 11);
  }

  /** The delay as seen from outside agrees with what the engine's buffer says of itself. */
  @Test
  void adaptiveBuffersDelayIsSeen() throws IOException {
    // said again and again: with so little to gain the buffer takes its time
    byte[][] packets = new byte[4 * plain.length][];
    for (int n = 0; n < packets.length; n++) {
      byte[] once = plain[n % plain.length];
      byte[] payload = Arrays.copyOfRange(once, 4, once.length);
      packets[n] = ObservedDecoder.tagged(n, payload, payload.length);
    }
    Network uneven = network("delay: {baseMs: 30, normalDeviationMs: 1}");
    Network even = network("delay: {baseMs: 30}");
    int samples = packets.length * PACKET;
    Heard heard =
        heard(
            "silenzio-plc",
            packets,
            NetworkSimulator.run(uneven, packets.length, Encoding.PACKET_MS, 0));
    // a target of 20 to 40 ms behind the fastest packet, up to a frame of 10 ms
    assertTrue(heard.meanDelayMs() >= 45 && heard.meanDelayMs() <= 80, heard.meanDelayMs() + " ms");
    float[] speech = ReceptionScorer.raw(heard, samples);
    float[] fixed =
        ReceptionScorer.raw(
            heard(
                "plc-60",
                packets,
                NetworkSimulator.run(even, packets.length, Encoding.PACKET_MS, 0)),
            samples);
    double error = 0;
    double power = 0;
    for (int n = RATE * 20; n < RATE * 35; n++) {
      error += Math.pow(speech[n] - fixed[n], 2);
      power += Math.pow(fixed[n], 2);
    }
    // once it has settled, both give the same samples: neither delay is off by one
    assertTrue(error < 0.01 * power, error / power + " of the power");
  }

  @Test
  void receiversAreFoundByName() {
    assertEquals(Protection.FEC_DRED, Receiver.find("fec-dred-120").protection());
    assertEquals(120, Receiver.find("fec-dred-120").bufferMs().orElseThrow());
    assertTrue(Receiver.find("silenzio-neural-plc").bufferMs().isEmpty());
    for (String bad : List.of("plc", "silenzio", "silenzio-60", "plc-99999", "red-60")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Receiver.find(bad));
      assertTrue(e.getMessage().contains("allowed"), e.getMessage());
    }
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Receiver.find("plc-3000"));
    assertTrue(e.getMessage().contains("allowed: 0 to 2000"), e.getMessage());
  }

  @Test
  void speechIsTheCleanRecordingsOrAll() throws IOException {
    List<SpeechSource> samples =
        SpeechSource.find(Recordings.path("austen16_clean.wav").getParent());
    assertEquals(
        List.of("austen16_clean", "prompts48_clean"),
        samples.stream().map(SpeechSource::name).toList());
    Files.copy(samples.getFirst().file(), folder.resolve("talker.wav"));
    List<SpeechSource> plainNames = SpeechSource.find(folder);
    assertEquals(List.of("talker"), plainNames.stream().map(SpeechSource::name).toList());
    float[] once = plainNames.getFirst().load(1).samples();
    SpeechSource.Speech twice = plainNames.getFirst().load(1.5 * once.length / RATE);
    assertEquals(RATE, twice.sampleRateHz());
    assertEquals(2 * once.length, twice.samples().length);
    assertArrayEquals(once, Arrays.copyOfRange(twice.samples(), once.length, 2 * once.length));
    assertThrows(IOException.class, () -> SpeechSource.find(folder.resolve("absent")));
    assertFalse(plainNames.isEmpty());
  }
}
