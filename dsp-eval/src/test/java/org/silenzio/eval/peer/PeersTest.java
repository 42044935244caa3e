package org.silenzio.eval.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.run.CallRun;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class PeersTest {

  private static Peer available(String name) {
    Peer peer = Peers.find(name);
    assumeTrue(
        peer.unavailability().isEmpty(),
        () -> "skipped: " + name + ": " + peer.unavailability().orElseThrow());
    return peer;
  }

  static Stream<String> names() {
    return Peers.all().stream().map(Peer::name);
  }

  /** An echo path of 20 ms and −6 dB; the far end is speech. */
  @ParameterizedTest
  @ValueSource(strings = {"webrtc-aec", "webrtc-aec-ns", "webrtc-apm", "speex-aec", "speex-aec-ns"})
  void cancellersRemoveASimpleEcho(String name) {
    Peer peer = available(name);
    float[] farEnd = Recordings.load("austen16_clean.wav");
    float[] echo = new float[farEnd.length];
    for (int i = 320; i < echo.length; i++) {
      echo[i] = 0.5f * farEnd[i - 320];
    }
    float[] output;
    try (CallChain chain = peer.open(StreamFormat.of10Ms(16_000, 1))) {
      output = CallRun.of(chain, echo, farEnd).output();
    }
    int half = echo.length / 2;
    double erleDb =
        Decibels.fromPower(
            Tones.power(echo, half, echo.length) / Tones.power(output, half, echo.length));
    assertTrue(erleDb > 8, name + " removed " + erleDb + " dB");
  }

  /** In a room that rings longer than the filter's taps reach. */
  @ParameterizedTest
  @ValueSource(strings = {"best", "standard", "low-power"})
  void theLinearFilterAloneLeavesMore(String preset) {
    float[] farEnd = Recordings.load("austen16_clean.wav");
    float[] echo = new float[farEnd.length];
    for (int i = 320; i < echo.length; i++) {
      echo[i] = 0.2f * farEnd[i - 320] + 0.9f * (i < 800 ? 0 : echo[i - 480]);
    }
    double[] residual = new double[2];
    for (int p = 0; p < 2; p++) {
      Peer peer = Peers.find("silenzio-" + preset + (p == 0 ? "" : "-linear"));
      try (CallChain chain = peer.open(StreamFormat.of10Ms(16_000, 1))) {
        float[] output = CallRun.of(chain, echo, farEnd).output();
        residual[p] = Tones.power(output, echo.length / 2, echo.length);
      }
    }
    double moreDb = Decibels.fromPower(residual[1] / residual[0]);
    assertTrue(moreDb > 1, preset + ": the linear filter alone leaves " + moreDb + " dB more");
  }

  /** Two loudspeakers, the same at both: as if it were one. */
  @ParameterizedTest
  @ValueSource(strings = {"webrtc-aec", "speex-aec", "speex-aec+webrtc-ns"})
  void cancellersTakeAStereoFarEnd(String name) {
    Peer peer = available(name);
    float[] farEnd = Recordings.load("austen16_clean.wav");
    float[] echo = new float[farEnd.length];
    for (int i = 320; i < echo.length; i++) {
      echo[i] = 0.5f * farEnd[i - 320];
    }
    float[] output;
    StreamFormat stereo = StreamFormat.of10Ms(16_000, 2);
    try (CallChain chain = peer.open(StreamFormat.of10Ms(16_000, 1), stereo)) {
      assertEquals(stereo, chain.renderFormat());
      output = CallRun.of(chain, echo, farEnd, farEnd).output();
    }
    int half = echo.length / 2;
    double erleDb =
        Decibels.fromPower(
            Tones.power(echo, half, echo.length) / Tones.power(output, half, echo.length));
    assertTrue(erleDb > 8, name + " removed " + erleDb + " dB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnnoise", "webrtc-ns", "speex-ns"})
  void suppressorsTurnSteadyNoiseDown(String name) {
    Peer peer = available(name);
    Random random = new Random(3);
    float[] noise = new float[5 * 16_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 0.02f * (float) random.nextGaussian();
    }
    float[] output;
    try (CallChain chain = peer.open(StreamFormat.of10Ms(16_000, 1))) {
      output = CallRun.of(chain, noise, new float[0]).output();
    }
    double fallDb =
        Decibels.fromPower(
            Tones.power(noise, 48_000, 80_000) / Tones.power(output, 48_000, 80_000));
    assertTrue(fallDb > 6, name + " turned it down by " + fallDb + " dB");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPeerRunsAtBothRatesAndGivesTheSameTwice(String name) {
    Peer peer = available(name);
    assertFalse(peer.description().isBlank());
    for (int rate : new int[] {16_000, 48_000}) {
      float[] speech =
          Arrays.copyOf(
              Recordings.load(rate == 16_000 ? "austen16_clean.wav" : "prompts48_clean.wav"),
              2 * rate);
      float[][] outputs = new float[2][];
      for (int n = 0; n < 2; n++) {
        try (CallChain chain = peer.open(StreamFormat.of10Ms(rate, 1))) {
          outputs[n] = CallRun.of(chain, speech, new float[speech.length]).output();
        }
      }
      assertTrue(Arrays.equals(outputs[0], outputs[1]), name + " at " + rate);
      assertTrue(Tones.power(outputs[0], rate, 2 * rate) > 0);
    }
  }

  @Test
  void theHighPassTakesRumbleBeforeTheCanceller() {
    float[] rumble = Tones.sine(20, 0.1, 16_000, 32_000);
    float[][] outputs = new float[2][];
    String[] names = {"silenzio-best", "high-pass+silenzio-best"};
    for (int n = 0; n < 2; n++) {
      try (CallChain chain = Peers.find(names[n]).open(StreamFormat.of10Ms(16_000, 1))) {
        outputs[n] = CallRun.of(chain, rumble, new float[0]).output();
      }
    }
    double fallDb =
        Decibels.fromPower(
            Tones.power(outputs[0], 16_000, 32_000) / Tones.power(outputs[1], 16_000, 32_000));
    assertEquals(24.1, fallDb, 0.5, "two octaves below the cutoff");
  }

  @Test
  void peersInARowAreNamedAndRunInOrder() {
    Peer row = Peers.find("unprocessed+rnnoise");
    assertEquals("unprocessed+rnnoise", row.name());
    assertTrue(row.description().contains(", then RNNoise"));
  }

  @Test
  void unknownNamesAreRefusedWithTheKnownOnes() {
    for (String name : new String[] {"webrtc", "", "rnnoise+", "rnnoise+nsnet"}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Peers.find(name)).getMessage();
      assertTrue(message.contains("speex-aec-ns"), message);
    }
  }
}
