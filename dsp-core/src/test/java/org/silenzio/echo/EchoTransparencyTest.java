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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Tones;

/** A far end that plays and is not heard, put on and taken off; and captures that teach nothing. */
class EchoTransparencyTest {

  private static final int RATE = 16_000;
  private static final float CLIP_LEVEL = 0.02f;
  private static final int WINDOW_FRAMES = 10; // analysis and delay

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
  @CsvSource({"0, 1", "30, 1"})
  void aMutedOrClippedCaptureUnlearnsNothing(float gain, float level) {
    float[] far = speech(12);
    float[] echo = convolve(far, room(1, 200, 0.2));
    float[] capture = echo.clone();
    int from = 5 * RATE;
    int to = 8 * RATE;
    for (int n = from; n < to; n++) {
      capture[n] = Math.clamp(gain * echo[n], -level, level);
    }
    int after = to + RATE / 20; // the window still holds what was spoilt
    double spoilt = erleAfter(far, echo, capture, after);
    double whole = erleAfter(far, echo, echo, after);
    assertTrue(spoilt > whole - 3, spoilt + " dB, had it not been spoilt " + whole);
  }

  /** The ERLE of the frames that are whole, late in a call whose loud ones are all clipped. */
  private static double erleBesideClipping(boolean hidden, boolean told) {
    float[] far = speech(12);
    float[] echo = convolve(far, room(1, 200, 0.2));
    StreamFormat format = StreamFormat.of10Ms(RATE, 1);
    AudioFrame played = new AudioFrame(format);
    AudioFrame heard = new AudioFrame(format);
    int size = format.frameSamples();
    double whole = 0;
    double left = 0;
    int sinceClipped = 0;
    EchoCancellerConfig config =
        EchoCancellerConfig.defaults(format).withSuppression(EchoSuppression.NONE);
    try (EchoCanceller canceller = EchoCanceller.create(config)) {
      float held = 0f;
      for (int at = 0; at < echo.length; at += size) {
        boolean clips = false;
        for (int n = at; n < at + size; n++) {
          float clipped = Math.clamp(echo[n], -CLIP_LEVEL, CLIP_LEVEL);
          clips |= clipped != echo[n];
          held += 0.002f * (clipped - held); // 5 Hz: no filter that the canceller would learn
          played.channel(0)[n - at] = far[n];
          heard.channel(0)[n - at] = hidden ? clipped - held : clipped;
        }
        if (clips && told) {
          canceller.tellClipped();
        }
        canceller.process(played, heard);
        sinceClipped = clips ? 0 : sinceClipped + 1;
        if (at > 6 * RATE && sinceClipped > WINDOW_FRAMES) {
          whole += Tones.power(echo, at - canceller.latencySamples(), at);
          left += Tones.power(heard.channel(0), 0, size);
        }
      }
    }
    return db(whole, left);
  }

  @Test
  void fromClippedFramesNothingIsLearnt() {
    double seen = erleBesideClipping(false, false);
    double told = erleBesideClipping(true, true);
    double untold = erleBesideClipping(true, false);
    assertTrue(seen > untold + 8, "seen: " + seen + " dB, hidden: " + untold);
    assertTrue(told > untold + 15, "told: " + told + " dB, hidden: " + untold);
  }
}
