package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.silenzio.echo.EchoCancellerTest.convolve;
import static org.silenzio.echo.EchoCancellerTest.db;
import static org.silenzio.echo.EchoCancellerTest.erleDb;
import static org.silenzio.echo.EchoCancellerTest.noise;
import static org.silenzio.echo.EchoCancellerTest.otherSpeech;
import static org.silenzio.echo.EchoCancellerTest.room;
import static org.silenzio.echo.EchoCancellerTest.run;
import static org.silenzio.echo.EchoCancellerTest.speech;
import static org.silenzio.echo.EchoCancellerTest.sum;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.StreamFormat;

/** A far end that plays and is not heard, put on and taken off; and captures that teach nothing. */
class EchoTransparencyTest {

  private static final int RATE = 16_000;

  private static EchoCanceller canceller(EchoPreset preset) {
    StreamFormat format = StreamFormat.of10Ms(RATE, 1);
    return EchoCanceller.create(EchoCancellerConfig.defaults(format).withPreset(preset));
  }

  /** A room's hum and hiss, far below speech. */
  private static float[] quiet(float[] like) {
    return noise(11, like.length, 3e-4);
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void withHeadphonesTheCapturePasses(EchoPreset preset) {
    float[] far = speech(12);
    float[] near = otherSpeech(12);
    Arrays.fill(near, 0, 5 * RATE, 0f);
    float[] capture = sum(near, quiet(far));
    try (EchoCanceller canceller = canceller(preset)) {
      float[] output = run(canceller, far, capture);
      assertTrue(canceller.statistics().transparent());
      int late = canceller.latencySamples();
      double signal = 0;
      double difference = 0;
      for (int n = 5 * RATE; n < output.length - late; n++) {
        double error = output[n + late] - capture[n];
        signal += capture[n] * capture[n];
        difference += error * error;
      }
      assertTrue(db(signal, difference) > 60, db(signal, difference) + " dB");
    }
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void withHeadphonesATalkerPassesSoon(EchoPreset preset) {
    float[] far = speech(12);
    float[] capture = sum(otherSpeech(12), quiet(far));
    try (EchoCanceller canceller = canceller(preset)) {
      int at = 0;
      while (!canceller.statistics().transparent()) {
        float[] part = Arrays.copyOfRange(far, at, at + RATE / 10);
        run(canceller, part, Arrays.copyOfRange(capture, at, at + RATE / 10));
        at += RATE / 10;
      }
      assertTrue(at < 4.5 * RATE, (double) at / RATE + " s");
    }
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void headphonesTakenOffLetNoMoreThanABurstThrough(EchoPreset preset) {
    float[] far = speech(18);
    float[] echo = convolve(far, room(2, 320, 0.2));
    Arrays.fill(echo, 0, 9 * RATE, 0f);
    try (EchoCanceller canceller = canceller(preset)) {
      float[] capture = sum(echo, quiet(far));
      run(canceller, Arrays.copyOf(far, 9 * RATE), Arrays.copyOf(capture, 9 * RATE));
      assertTrue(canceller.statistics().transparent());
      int from = 9 * RATE;
      float[] output =
          run(
              canceller,
              Arrays.copyOfRange(far, from, far.length),
              Arrays.copyOfRange(capture, from, capture.length));
      float[] heard = Arrays.copyOfRange(echo, from, echo.length);
      int start = 0;
      while (Math.abs(heard[start]) < 0.01f) {
        start++; // the far end may pause
      }
      double second = (double) start / RATE;
      assertFalse(canceller.statistics().transparent());
      double erle = erleDb(heard, output, second + 0.3, second + 1.3);
      assertTrue(erle > 25, erle + " dB");
      erle = erleDb(heard, output, second + 3, second + 6);
      assertTrue(erle > 30, erle + " dB");
    }
  }

  @Test
  void anEchoIsNeverTakenForHeadphones() {
    float[] far = speech(12);
    float[] near = otherSpeech(12);
    float[] echo = convolve(far, room(5, 1_600, 0.3));
    for (int n = 0; n < echo.length; n++) {
      echo[n] *= 0.1f;
    }
    float[] capture = sum(near, sum(echo, quiet(far)));
    try (EchoCanceller canceller = canceller(EchoPreset.BEST)) {
      for (int at = 0; at < far.length; at += RATE) {
        float[] part = Arrays.copyOfRange(far, at, at + RATE);
        run(canceller, part, Arrays.copyOfRange(capture, at, at + RATE));
        assertFalse(canceller.statistics().transparent(), "after second " + at / RATE);
      }
    }
  }

  /** ERLE in the half second from a moment on, of a call whose capture is spoilt for 3 s before. */
  private static double erleAfter(float[] far, float[] echo, float[] capture, int from) {
    try (EchoCanceller canceller = canceller(EchoPreset.BEST)) {
      float[] output = run(canceller, far, capture);
      double second = (double) from / RATE;
      return erleDb(echo, output, second, second + 0.5);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMutedOrClippedCaptureUnlearnsNothing(boolean clipped) {
    float[] far = speech(12);
    float[] echo = convolve(far, room(1, 200, 0.2));
    float[] capture = echo.clone();
    int from = 5 * RATE;
    int to = 8 * RATE;
    for (int n = from; n < to; n++) {
      capture[n] = clipped ? Math.clamp(30 * echo[n], -1f, 1f) : 0f;
    }
    int after = to + RATE / 20; // the window still holds what was spoilt
    double spoilt = erleAfter(far, echo, capture, after);
    double whole = erleAfter(far, echo, echo, after);
    assertTrue(spoilt > whole - 3, spoilt + " dB, had it not been spoilt " + whole);
  }
}
