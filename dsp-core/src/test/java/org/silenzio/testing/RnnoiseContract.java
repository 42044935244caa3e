package org.silenzio.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;

/** What every implementation of RNNoise must hold, at its own 48 kHz and 10 ms. */
public abstract class RnnoiseContract {

  protected static final int FRAME = 480;
  protected static final StreamFormat MONO = StreamFormat.of10Ms(48_000, 1);
  protected static final NoiseSuppressorConfig FULL = NoiseSuppressorConfig.defaults(MONO);

  /** The implementation that is tested. */
  protected abstract NoiseSuppressor create(NoiseSuppressorConfig config);

  @Test
  protected void noiseInPausesFallsByMoreThan20Db() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    float[] denoised;
    try (NoiseSuppressor suppressor = create(FULL)) {
      denoised = denoise(suppressor, noisy);
    }
    // the middle of a pause: nothing within 200 ms before (the gains' release) or 40 ms behind
    double before = 0;
    double after = 0;
    int pauses = 0;
    for (int at = 9_600; at + 4 * FRAME + 960 < noisy.length; at += FRAME) {
      if (Tones.power(clean, at - 9_600, at + 4 * FRAME) == 0) {
        before += Tones.power(noisy, at, at + FRAME);
        after += Tones.power(denoised, at + 960, at + 960 + FRAME);
        pauses++;
      }
    }
    assertTrue(pauses > 100, "the recording has pauses: " + pauses);
    double fallDb = Decibels.fromPower(before / after);
    assertTrue(fallDb > 20, "fell by " + fallDb + " dB");
  }

  @Test
  protected void theDelayIsWhatItSays() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    try (NoiseSuppressor suppressor = create(FULL)) {
      float[] output = denoise(suppressor, clean);
      int best = 0;
      double most = 0;
      for (int lag = 0; lag < 2_400; lag++) {
        double sum = 0;
        for (int i = 48_000; i < 144_000; i++) {
          sum += (double) clean[i] * output[i + lag];
        }
        if (sum > most) {
          most = sum;
          best = lag;
        }
      }
      assertEquals(suppressor.latencySamples(), best);
    }
  }

  @Test
  protected void speechIsToldFromNoise() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    double speech = 0;
    int speechFrames = 0;
    double noise = 0;
    int noiseFrames = 0;
    try (NoiseSuppressor suppressor = create(FULL)) {
      AudioFrame frame = new AudioFrame(MONO);
      for (int at = 0; at + FRAME <= noisy.length; at += FRAME) {
        System.arraycopy(noisy, at, frame.channel(0), 0, FRAME);
        suppressor.process(frame);
        double level = Decibels.fromPower(Tones.power(clean, at, at + FRAME));
        if (level > -30) {
          speech += suppressor.speechProbability();
          speechFrames++;
        } else if (at < 40_000) {
          noise += suppressor.speechProbability();
          noiseFrames++;
        }
      }
    }
    assertTrue(speech / speechFrames > 0.8, "in speech: " + speech / speechFrames);
    assertTrue(noise / noiseFrames < 0.3, "in noise: " + noise / noiseFrames);
  }

  @Test
  protected void zeroStrengthIsTheInputDelayed() {
    float[] noisy = Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 48_000);
    try (NoiseSuppressor suppressor = create(FULL.withMaxAttenuationDb(0))) {
      float[] output = denoise(suppressor, noisy);
      assertArrayEquals(
          Arrays.copyOf(noisy, 48_000 - 960), Arrays.copyOfRange(output, 960, 48_000));
    }
  }

  @Test
  protected void noiseFallsByTheStrengthAndNoMore() {
    // the first second is noise alone
    float[] noise = Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 48_000);
    try (NoiseSuppressor suppressor = create(FULL.withMaxAttenuationDb(12))) {
      float[] output = denoise(suppressor, noise);
      double fallDb =
          Decibels.fromPower(
              Tones.power(noise, 23_040, 47_040) / Tones.power(output, 24_000, 48_000));
      assertEquals(12, fallDb, 1.0);
    }
  }

  @Test
  protected void resetGivesTheStateAfterConstruction() {
    float[] noisy = Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 96_000);
    try (NoiseSuppressor suppressor = create(FULL.withMaxAttenuationDb(30))) {
      float[] first = denoise(suppressor, noisy);
      suppressor.reset();
      assertEquals(0f, suppressor.speechProbability());
      assertArrayEquals(first, denoise(suppressor, noisy));
    }
  }

  @Test
  protected void channelsAreIndependent() {
    float[] left = Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 96_000);
    float[] right = Arrays.copyOf(Recordings.load(Recordings.CLEAN_48K), 96_000);
    StreamFormat stereo = StreamFormat.of10Ms(48_000, 2);
    try (NoiseSuppressor both = create(FULL.withFormat(stereo));
        NoiseSuppressor alone = create(FULL)) {
      float[] expected = denoise(alone, left);
      AudioFrame frame = new AudioFrame(stereo);
      for (int at = 0; at < left.length; at += FRAME) {
        System.arraycopy(left, at, frame.channel(0), 0, FRAME);
        System.arraycopy(right, at, frame.channel(1), 0, FRAME);
        both.process(frame);
        assertArrayEquals(Arrays.copyOfRange(expected, at, at + FRAME), frame.channel(0));
      }
      assertEquals(2L * left.length / FRAME, both.statistics().frames());
    }
  }

  @ParameterizedTest
  @ValueSource(
      floats = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        1e30f,
        -1e30f,
        Float.MAX_VALUE,
        Float.MIN_VALUE
      })
  protected void poisonNeverGetsThroughAndTheStreamRecovers(float poison) {
    float[] noisy = Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 192_000);
    float[] poisoned = noisy.clone();
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      poisoned[48_000 + random.nextInt(24_000)] = poison;
    }
    Arrays.fill(poisoned, 60_000, 60_000 + 5 * FRAME, poison);
    try (NoiseSuppressor suppressor = create(FULL)) {
      float[] output = denoise(suppressor, poisoned);
      for (float sample : output) {
        assertTrue(Float.isFinite(sample));
      }
      float[] undisturbed = undisturbed(noisy);
      double error = 0;
      for (int i = 168_000; i < 192_000; i++) {
        error += Math.pow(output[i] - undisturbed[i], 2);
      }
      double relativeDb =
          Decibels.fromPower(error / 24_000 / Tones.power(undisturbed, 168_000, 192_000));
      assertTrue(relativeDb < -20, "two seconds later all is as if nothing had been");
      var statistics = suppressor.statistics();
      long mended = statistics.nonFiniteSamples() + statistics.limitedSamples();
      assertEquals(Math.abs(poison) <= 1 ? 0 : 1, Math.min(1, mended));
    }
  }

  @Test
  protected void tenMinutesOfDigitalSilenceStaySilentAndFinite() {
    try (NoiseSuppressor suppressor = create(FULL)) {
      // some past to forget
      denoise(suppressor, Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 96_000));
      AudioFrame frame = new AudioFrame(MONO);
      for (int n = 0; n < 60_000; n++) {
        frame.clear();
        suppressor.process(frame);
        for (float sample : frame.channel(0)) {
          assertTrue(Math.abs(sample) < (n < 100 ? 1f : 1e-4f));
        }
      }
      assertEquals(0, suppressor.statistics().recoveries());
    }
  }

  @Test
  protected void comfortNoiseFillsPausesAndLeavesSpeech() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] noisy = clean.clone();
    Random random = new Random(9);
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += 0.01f * (float) random.nextGaussian(); // −40 dBFS
    }
    float[] without = undisturbed(noisy);
    float[] with;
    int latency;
    try (NoiseSuppressor suppressor = create(FULL.withComfortNoiseBelowDb(15))) {
      with = denoise(suppressor, noisy);
      latency = suppressor.latencySamples();
    }
    assertEquals(960, latency);
    double pauses = 0;
    double silence = 0;
    double speech = 0;
    double added = 0;
    int frames = 0;
    for (int at = 48_000; at + 4 * FRAME + 960 < noisy.length; at += FRAME) {
      int out = at + latency;
      if (Tones.power(clean, at - 9_600, at + 4 * FRAME) == 0) {
        pauses += Tones.power(with, out, out + FRAME);
        silence += Tones.power(without, out, out + FRAME);
        frames++;
      } else if (Tones.power(clean, at, at + FRAME) > 1e-3) { // −30 dBFS
        speech += Tones.power(without, out, out + FRAME);
        float[] difference = new float[FRAME];
        for (int i = 0; i < FRAME; i++) {
          difference[i] = with[out + i] - without[out + i];
        }
        added += Tones.power(difference, 0, FRAME);
      }
    }
    assertEquals(-55, Decibels.fromPower(pauses / frames), 2);
    assertTrue(Decibels.fromPower(silence / frames) < -65, "without it pauses are silent");
    double againstSpeechDb = Decibels.fromPower(added / speech);
    assertTrue(againstSpeechDb < -30, "in speech it adds " + againstSpeechDb + " dB");
  }

  @Test
  protected void comfortNoiseDoesNotAllocateEither() {
    try (NoiseSuppressor suppressor = create(FULL.withComfortNoiseBelowDb(10))) {
      AudioFrame frame = new AudioFrame(MONO);
      float[] noisy = Recordings.load(Recordings.NOISY_48K);
      int[] at = {0};
      long bytes =
          Allocation.bytes(
              12_000,
              2_000,
              () -> {
                System.arraycopy(noisy, at[0], frame.channel(0), 0, FRAME);
                at[0] = (at[0] + FRAME) % (noisy.length - FRAME);
                suppressor.process(frame);
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  protected void doesNotAllocate() {
    try (NoiseSuppressor suppressor = create(FULL.withMaxAttenuationDb(20))) {
      AudioFrame frame = new AudioFrame(MONO);
      float[] noisy = Recordings.load(Recordings.NOISY_48K);
      int[] at = {0};
      long bytes =
          Allocation.bytes(
              12_000,
              2_000,
              () -> {
                System.arraycopy(noisy, at[0], frame.channel(0), 0, FRAME);
                at[0] = (at[0] + FRAME) % (noisy.length - FRAME);
                suppressor.process(frame);
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  protected void callsAfterCloseAreRefusedAndClosingTwiceIsHarmless() {
    NoiseSuppressor suppressor = create(FULL);
    suppressor.close();
    suppressor.close();
    AudioFrame frame = new AudioFrame(MONO);
    assertThrows(IllegalStateException.class, () -> suppressor.process(frame));
    assertThrows(IllegalStateException.class, suppressor::reset);
  }

  @Test
  protected void anotherShapeIsRefusedByName() {
    try (NoiseSuppressor suppressor = create(FULL)) {
      AudioFrame wrong = new AudioFrame(StreamFormat.of10Ms(16_000, 1));
      assertTrue(
          assertThrows(IllegalArgumentException.class, () -> suppressor.process(wrong))
              .getMessage()
              .contains("16000"));
    }
  }

  private float[] undisturbed(float[] noisy) {
    try (NoiseSuppressor suppressor = create(FULL)) {
      return denoise(suppressor, noisy);
    }
  }

  protected static float[] denoise(NoiseSuppressor suppressor, float[] input) {
    float[] output = new float[input.length];
    AudioFrame frame = new AudioFrame(MONO);
    for (int at = 0; at + FRAME <= input.length; at += FRAME) {
      System.arraycopy(input, at, frame.channel(0), 0, FRAME);
      suppressor.process(frame);
      System.arraycopy(frame.channel(0), 0, output, at, FRAME);
    }
    return output;
  }
}
