package org.silenzio.eval.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.metric.ActiveSpeechLevel;
import org.silenzio.eval.run.CallSignals;
import org.silenzio.eval.run.CallSource;
import org.silenzio.testing.Recordings;

class ChangeTest {

  private static final int RATE_HZ = 16_000;

  @BeforeAll
  static void home() {
    System.setProperty("silenzio.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  /** A call whose signals are given. */
  private record Call(Situation situation, CallSignals load) implements CallSource {
    @Override
    public String group() {
      return "calls";
    }

    @Override
    public String name() {
      return "one";
    }

    @Override
    public boolean nearEndIsKnown() {
      return load.clean().isPresent();
    }

    @Override
    public String fingerprint() {
      return "1";
    }
  }

  private static CallSignals doubleTalk() throws IOException {
    float[] clean = Recordings.load("austen16_clean.wav");
    float[] render = new float[clean.length];
    float[] echo = new float[clean.length];
    float[] capture = new float[clean.length];
    for (int n = 0; n < clean.length; n++) {
      render[n] = clean[clean.length - 1 - n];
      echo[n] = 0.5f * render[n];
      capture[n] = clean[n] + echo[n] + 1e-3f * (n % 2);
    }
    return new CallSignals(
        RATE_HZ,
        capture,
        new float[][] {render},
        Optional.of(clean),
        Optional.of(echo),
        OptionalDouble.of(8));
  }

  private static CallSignals farEnd(CallSignals both) {
    return new CallSignals(
        RATE_HZ,
        both.echo().orElseThrow(),
        both.render(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  private static CallSignals changed(Change change, Situation situation, CallSignals call)
      throws IOException {
    return change.of(new Call(situation, call)).orElseThrow().load();
  }

  private static CallSignals changed(Change change, CallSignals call) throws IOException {
    return changed(change, Situation.DOUBLE_TALK, call);
  }

  @Test
  void aQuietSideIsAQuarterOfWhatItWasWithAllItsParts() throws IOException {
    CallSignals call = doubleTalk();
    CallSignals microphone = changed(Change.QUIET_MICROPHONE, call);
    CallSignals far = changed(Change.QUIET_FAR_END, call);
    for (int n = 0; n < call.capture().length; n++) {
      assertEquals(call.capture()[n] / 4, microphone.capture()[n]);
      assertEquals(call.clean().get()[n] / 4, microphone.clean().orElseThrow()[n]);
      assertEquals(call.echo().get()[n] / 4, microphone.echo().orElseThrow()[n]);
      assertEquals(call.render()[0][n] / 4, far.render()[0][n]);
    }
    assertArrayEquals(call.render(), microphone.render());
    assertArrayEquals(call.capture(), far.capture());
  }

  /** Against the magnitude of (1 + s·g)/(g + s) at the warped frequency. */
  @ParameterizedTest
  @CsvSource({"8, 100", "8, 1000", "8, 6000", "-8, 300", "-8, 4000"})
  void aTiltedMicrophoneHasTheGainOfAFilterOfFirstOrder(double highDb, double frequencyHz) {
    float[] sine = sine(frequencyHz);
    double g = Math.pow(10, highDb / 20);
    double s = Math.tan(Math.PI * frequencyHz / RATE_HZ) / Math.tan(Math.PI * 1_000 / RATE_HZ);
    double expectedDb = 10 * Math.log10((1 + g * g * s * s) / (g * g + s * s));
    double gainDb = levelDb(new Tilt(highDb, RATE_HZ).of(sine)) - levelDb(sine);
    assertEquals(expectedDb, gainDb, 0.01);
  }

  @Test
  void aTiltedMicrophoneIsAsLoudAndItsPartsAddUp() throws IOException {
    CallSignals call = doubleTalk();
    for (Change change : new Change[] {Change.BRIGHT_MICROPHONE, Change.DARK_MICROPHONE}) {
      CallSignals tilted = changed(change, call);
      assertEquals(levelDb(call.capture()), levelDb(tilted.capture()), 0.01);
      for (int n = 0; n < call.capture().length; n++) {
        float parts = tilted.clean().orElseThrow()[n] + tilted.echo().orElseThrow()[n];
        assertEquals(parts, tilted.capture()[n], 4e-3); // the offset of a thousandth, tilted
      }
      boolean bright = change == Change.BRIGHT_MICROPHONE;
      assertEquals(bright, slope(tilted.capture()) > slope(call.capture()));
    }
  }

  @Test
  void noiseIsTwentyFiveDecibelsBelowWhatIsHeardAndInTheCaptureAlone() throws IOException {
    CallSignals call = doubleTalk();
    CallSignals noisy = changed(Change.NOISY_MICROPHONE, call);
    float[] noise = noisy.capture().clone();
    for (int n = 0; n < noise.length; n++) {
      noise[n] -= call.capture()[n];
    }
    double active = ActiveSpeechLevel.of(call.capture(), RATE_HZ).levelDbfs();
    assertEquals(active - 25, levelDb(noise), 0.01);
    assertArrayEquals(call.clean().orElseThrow(), noisy.clean().orElseThrow());
    assertArrayEquals(call.echo().orElseThrow(), noisy.echo().orElseThrow());
  }

  @Test
  void fasterIsHigherAndShorter() throws IOException {
    float[] sine = sine(1_500);
    CallSignals call =
        new CallSignals(
            RATE_HZ,
            sine,
            new float[][] {sine},
            Optional.of(sine),
            Optional.of(sine),
            OptionalDouble.of(0.8));
    CallSignals faster = changed(Change.FASTER, call);
    assertEquals(sine.length * 15 / 16, faster.capture().length);
    assertEquals(0.75, faster.pathChangeSeconds().orElseThrow(), 1e-9);
    float[] higher = sine(1_600);
    for (int n = 1_000; n < faster.capture().length - 1_000; n++) {
      assertEquals(higher[n], faster.capture()[n], 1e-3);
    }
    assertArrayEquals(faster.capture(), faster.render()[0]);
    assertArrayEquals(faster.capture(), faster.clean().orElseThrow());
    assertArrayEquals(faster.capture(), faster.echo().orElseThrow());
  }

  /** Of all parts alike: what near end and echo become adds up to what the capture does. */
  @ParameterizedTest
  @EnumSource(
      value = Change.class,
      names = {"SEEKING_MICROPHONE", "GATING_MICROPHONE", "BAND_GATING_MICROPHONE"})
  void whatAMicrophoneDoesByItselfItDoesToAllParts(Change change) throws IOException {
    CallSignals call = doubleTalk();
    CallSignals moving = changed(change, call);
    assertArrayEquals(call.render(), moving.render());
    double apart = 0;
    double whole = 0;
    for (int n = 0; n < call.capture().length; n++) {
      float parts = moving.clean().orElseThrow()[n] + moving.echo().orElseThrow()[n];
      apart += Math.pow(moving.capture()[n] - parts, 2);
      whole += Math.pow(moving.capture()[n], 2);
    }
    assertTrue(apart < 1e-3 * whole, apart / whole + ""); // the offset of a thousandth
  }

  /** The gains of a tone in hops of 10 ms, in dB, without the first and the last. */
  private static double[] gainsDb(Change change, double frequencyHz) throws IOException {
    float[] sine = sine(frequencyHz, 10);
    CallSignals call =
        new CallSignals(
            RATE_HZ,
            sine,
            new float[][] {sine},
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty());
    float[] changed = changed(change, Situation.FAR_END, call).capture();
    assertEquals(sine.length, changed.length);
    double[] gains = new double[sine.length / 160 - 2];
    for (int i = 0; i < gains.length; i++) {
      double power = 1e-12;
      for (int n = 160 * (i + 1); n < 160 * (i + 2); n++) {
        power += changed[n] * changed[n] / 160.0;
      }
      gains[i] = 10 * Math.log10(power / 0.125);
    }
    return gains;
  }

  @Test
  void aSeekingMicrophoneMovesSlowlyBetweenBothEnds() throws IOException {
    double[] gains = gainsDb(Change.SEEKING_MICROPHONE, 1_000);
    assertTrue(Arrays.stream(gains).allMatch(gain -> Math.abs(gain) <= 9.01));
    assertTrue(Arrays.stream(gains).max().orElseThrow() > 3);
    assertTrue(Arrays.stream(gains).min().orElseThrow() < -3);
    for (int i = 1; i < gains.length; i++) {
      assertEquals(gains[i - 1], gains[i], 18.1 / 75, "hop " + i); // never faster than end to end
    }
  }

  @Test
  void aGatingMicrophoneIsMuteAQuarterOfTheTime() throws IOException {
    double[] gains = gainsDb(Change.GATING_MICROPHONE, 1_000);
    double mute = Arrays.stream(gains).filter(gain -> gain < -35).count();
    assertEquals(0.2, mute / gains.length, 0.1); // it takes time to shut
    double open = Arrays.stream(gains).filter(gain -> gain > -31 && gain < 0.01).count();
    assertEquals(0.75, open / gains.length, 0.1);
  }

  /** Six bands of one mean, each at its own time. */
  @Test
  void aBandGatingMicrophoneTurnsEachBandByItself() throws IOException {
    double[][] gains = new double[6][];
    for (int band = 0; band < 6; band++) {
      gains[band] = gainsDb(Change.BAND_GATING_MICROPHONE, 187.5 * (1 << band));
      double mean = Arrays.stream(gains[band]).average().orElseThrow();
      assertEquals(-11, mean, 2.5, "band " + band);
      assertTrue(Arrays.stream(gains[band]).max().orElseThrow() < 0.5);
      assertTrue(Arrays.stream(gains[band]).min().orElseThrow() > -26);
      for (int other = 0; other < band; other++) {
        assertTrue(Math.abs(correlation(gains[band], gains[other])) < 0.4, band + " " + other);
      }
    }
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double product = 0;
    double powerA = 0;
    double powerB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (a[i] - meanA) * (b[i] - meanB);
      powerA += Math.pow(a[i] - meanA, 2);
      powerB += Math.pow(b[i] - meanB, 2);
    }
    return product / Math.sqrt(powerA * powerB);
  }

  @Test
  void overHeadphonesTheEchoAloneIsMissing() throws IOException {
    CallSignals call = doubleTalk();
    CallSource source = Change.HEADPHONES.of(new Call(Situation.DOUBLE_TALK, call)).orElseThrow();
    CallSignals heard = source.load();
    assertEquals(Situation.NEAR_END, source.situation());
    assertArrayEquals(call.withoutEcho().orElseThrow(), heard.capture());
    assertArrayEquals(call.render(), heard.render());
    assertArrayEquals(call.clean().orElseThrow(), heard.clean().orElseThrow());
    assertArrayEquals(new float[call.capture().length], heard.echo().orElseThrow());
    CallSignals unknown =
        new CallSignals(
            RATE_HZ,
            call.capture(),
            call.render(),
            call.clean(),
            Optional.empty(),
            OptionalDouble.empty());
    assertArrayEquals(call.clean().get(), changed(Change.HEADPHONES, unknown).capture());
    assertTrue(Change.HEADPHONES.of(new Call(Situation.FAR_END, farEnd(call))).isEmpty());
    assertTrue(Change.HEADPHONES.of(new Call(Situation.DOUBLE_TALK, farEnd(call))).isEmpty());
  }

  @Test
  void aTalkerJoinsAsLoudAsTheEchoAfterAThird() throws IOException {
    CallSignals call = farEnd(doubleTalk());
    CallSource source = Change.NEAR_TALK.of(new Call(Situation.FAR_END, call)).orElseThrow();
    assertEquals(Situation.DOUBLE_TALK, source.situation());
    assertTrue(source.nearEndIsKnown());
    CallSignals joined = source.load();
    float[] clean = joined.clean().orElseThrow();
    assertArrayEquals(call.capture(), joined.echo().orElseThrow());
    for (int n = 0; n < clean.length; n++) {
      assertEquals(call.capture()[n] + clean[n], joined.capture()[n]);
    }
    int from = clean.length / 3;
    assertArrayEquals(new float[from], Arrays.copyOf(clean, from));
    float[] speech = Arrays.copyOfRange(clean, from, clean.length);
    double echoDbfs = ActiveSpeechLevel.of(call.capture(), RATE_HZ).levelDbfs();
    assertEquals(echoDbfs, ActiveSpeechLevel.of(speech, RATE_HZ).levelDbfs(), 1.5);
    assertTrue(Change.NEAR_TALK.of(new Call(Situation.DOUBLE_TALK, doubleTalk())).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void aChangeMakesAGroupOfItsOwnAndLeavesWhatItWasGiven(Change change) throws IOException {
    CallSignals given = change == Change.NEAR_TALK ? farEnd(doubleTalk()) : doubleTalk();
    Situation situation = change == Change.NEAR_TALK ? Situation.FAR_END : Situation.DOUBLE_TALK;
    float[] capture = given.capture().clone();
    float[] render = given.render()[0].clone();
    Call original = new Call(situation, given);
    CallSource source = change.of(original).orElseThrow();
    assertEquals("calls, " + change.title(), source.group());
    assertEquals("one", source.name());
    assertNotEquals(original.fingerprint(), source.fingerprint());
    CallSignals made = source.load();
    assertFalse(Arrays.equals(made.capture(), capture) && Arrays.equals(made.render()[0], render));
    assertArrayEquals(capture, given.capture());
    assertArrayEquals(render, given.render()[0]);
  }

  private static float[] sine(double frequencyHz) {
    return sine(frequencyHz, 1);
  }

  private static float[] sine(double frequencyHz, int seconds) {
    float[] sine = new float[seconds * RATE_HZ];
    for (int n = 0; n < sine.length; n++) {
      sine[n] = (float) (0.5 * Math.sin(2 * Math.PI * frequencyHz * n / RATE_HZ));
    }
    return sine;
  }

  /** The mean level behind what a filter needs to settle. */
  private static double levelDb(float[] signal) {
    double sum = 0;
    int from = Math.min(1_600, signal.length / 10);
    for (int n = from; n < signal.length; n++) {
      sum += (double) signal[n] * signal[n];
    }
    return 10 * Math.log10(sum / (signal.length - from));
  }

  /** The power of the differences between neighbours over that of the samples: high if bright. */
  private static double slope(float[] signal) {
    double steps = 0;
    double power = 0;
    for (int n = 1; n < signal.length; n++) {
      double step = signal[n] - signal[n - 1];
      steps += step * step;
      power += (double) signal[n] * signal[n];
    }
    return steps / power;
  }
}
