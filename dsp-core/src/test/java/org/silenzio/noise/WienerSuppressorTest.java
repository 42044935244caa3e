package org.silenzio.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

/** By the suppressor that users get, of {@link Implementation#WIENER}. */
class WienerSuppressorTest {

  private static final int RATE_HZ = 48_000;
  private static final NoiseSuppressorConfig FULL =
      NoiseSuppressorConfig.defaults(StreamFormat.of10Ms(RATE_HZ, 1))
          .withImplementation(Implementation.WIENER);

  private static NoiseSuppressorConfig at(int rateHz) {
    return FULL.withFormat(StreamFormat.of10Ms(rateHz, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 32_000, 48_000})
  void theDelayIsFiveMillisecondsAtEveryRateOfItsOwn(int rateHz) {
    float[] noise = noise(rateHz, 0.1);
    float[] output = denoise(at(rateHz).withMaxAttenuationDb(0), noise);
    int delay = 5 * rateHz / 1_000;
    assertArrayEquals(
        Arrays.copyOf(noise, rateHz - delay), Arrays.copyOfRange(output, delay, rateHz));
    try (NoiseSuppressor suppressor = NoiseSuppressors.create(at(rateHz))) {
      assertEquals(delay, suppressor.latencySamples());
    }
  }

  @Test
  void theDelayOfWhatItMakesIsTheStatedOne() {
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] output = denoise(FULL, noisy);
    int best = 0;
    double most = 0;
    for (int lag = 0; lag < 1_000; lag++) {
      double sum = 0;
      for (int i = 48_000; i < 144_000; i++) {
        sum += (double) clean[i] * output[i + lag];
      }
      if (sum > most) {
        most = sum;
        best = lag;
      }
    }
    assertEquals(240, best);
  }

  @ParameterizedTest
  @CsvSource({"8000, 21", "44100, 17", "96000, 8"})
  void otherRatesAreAdapted(int rateHz, int mostMs) {
    float[] noise = noise(rateHz, 0.1);
    float[] output = denoise(at(rateHz), noise);
    double fallDb =
        Decibels.fromPower(Tones.power(noise, rateHz / 2, rateHz))
            - Decibels.fromPower(Tones.power(output, rateHz / 2, rateHz));
    assertTrue(fallDb > 12, "fell by " + fallDb + " dB");
    try (NoiseSuppressor suppressor = NoiseSuppressors.create(at(rateHz))) {
      assertTrue(
          suppressor.latencySamples() <= mostMs * rateHz / 1_000,
          "late by " + suppressor.latencySamples());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 32_000, 48_000})
  void steadyNoiseFallsAlikeAtEveryRateAndDoesNotTwitter(int rateHz) {
    float[] noise = noise(rateHz, 0.05);
    float[] output = denoise(at(rateHz), noise);
    double before = Decibels.fromPower(Tones.power(noise, rateHz / 2, rateHz));
    double after = Decibels.fromPower(Tones.power(output, rateHz / 2, rateHz));
    assertEquals(14, before - after, 1);
    // twittering has peaks that noise has not: Gaussian noise has a kurtosis of 3
    double fourth = 0;
    for (int i = rateHz / 2; i < rateHz; i++) {
      fourth += Math.pow(output[i], 4);
    }
    double power = Tones.power(output, rateHz / 2, rateHz);
    double kurtosis = fourth / (0.5 * rateHz) / (power * power);
    assertTrue(kurtosis < 6, "kurtosis " + kurtosis);
  }

  @Test
  void theRatioOfSpeechToNoiseRises() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    float[] output = denoise(FULL, noisy);
    double before = 0;
    double after = 0;
    double speech = 0;
    for (int i = 48_000; i + 240 < clean.length; i++) {
      speech += (double) clean[i] * clean[i];
      before += Math.pow(noisy[i] - clean[i], 2);
      after += Math.pow(output[i + 240] - clean[i], 2);
    }
    double gainDb = Decibels.fromPower(before / after);
    assertTrue(
        gainDb > 4, "better by " + gainDb + " dB from " + Decibels.fromPower(speech / before));
  }

  @Test
  void cleanSpeechPasses() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] output = denoise(FULL, clean);
    double error = 0;
    double speech = 0;
    for (int i = 48_000; i + 240 < clean.length; i++) {
      speech += (double) clean[i] * clean[i];
      error += Math.pow(output[i + 240] - clean[i], 2);
    }
    double db = Decibels.fromPower(error / speech);
    assertTrue(db < -20, "changed by " + db + " dB");
  }

  @Test
  void speechIsToldFromNoise() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    double speech = 0;
    int speechFrames = 0;
    double noise = 0;
    int noiseFrames = 0;
    try (NoiseSuppressor suppressor = NoiseSuppressors.create(FULL)) {
      AudioFrame frame = new AudioFrame(FULL.format());
      for (int at = 0; at + 480 <= noisy.length; at += 480) {
        System.arraycopy(noisy, at, frame.channel(0), 0, 480);
        suppressor.process(frame);
        double level = Decibels.fromPower(Tones.power(clean, at, at + 480));
        if (level > -30) {
          speech += suppressor.speechProbability();
          speechFrames++;
        } else if (at > 9_600 && Tones.power(clean, at - 9_600, at + 480) == 0) {
          noise += suppressor.speechProbability();
          noiseFrames++;
        }
      }
    }
    assertTrue(noiseFrames > 100 && speechFrames > 100);
    assertTrue(
        speech / speechFrames > 0.8 && noise / noiseFrames < 0.2,
        "in speech " + speech / speechFrames + ", in noise " + noise / noiseFrames);
  }

  @Test
  void resetGivesTheStateAfterConstruction() {
    float[] noisy = Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 96_000);
    try (NoiseSuppressor suppressor = NoiseSuppressors.create(FULL)) {
      float[] first = denoise(suppressor, noisy);
      suppressor.reset();
      assertEquals(0f, suppressor.speechProbability());
      assertArrayEquals(first, denoise(suppressor, noisy));
    }
  }

  @Test
  void silenceStaysSilentAndLoudnessFinite() {
    try (NoiseSuppressor suppressor = NoiseSuppressors.create(FULL)) {
      denoise(suppressor, Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 96_000));
      float[] silence = denoise(suppressor, new float[10 * RATE_HZ]);
      for (int i = RATE_HZ; i < silence.length; i++) {
        assertEquals(0f, silence[i], 1e-7f);
      }
      float[] loud = noise(RATE_HZ, 10);
      for (float sample : denoise(suppressor, loud)) {
        assertTrue(Float.isFinite(sample));
      }
      assertEquals(0, suppressor.statistics().recoveries());
    }
  }

  @Test
  void doesNotAllocate() {
    try (NoiseSuppressor suppressor = NoiseSuppressors.create(FULL.withMaxAttenuationDb(20))) {
      AudioFrame frame = new AudioFrame(FULL.format());
      float[] noisy = Recordings.load(Recordings.NOISY_48K);
      int[] at = {0};
      long bytes =
          Allocation.bytes(
              12_000,
              2_000,
              () -> {
                System.arraycopy(noisy, at[0], frame.channel(0), 0, 480);
                at[0] = (at[0] + 480) % (noisy.length - 480);
                suppressor.process(frame);
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  void nobodyGetsItUnasked() {
    assertThrows(
        IllegalStateException.class,
        () ->
            NoiseSuppressors.create(
                FULL.withImplementation(Implementation.AUTO), List.of(new WienerProvider())));
    assertThrows(IllegalArgumentException.class, () -> FULL.withModel(Path.of("model.dnnw")));
  }

  private static float[] noise(int samples, double amplitude) {
    Random random = new Random(3);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (amplitude * random.nextGaussian());
    }
    return noise;
  }

  private static float[] denoise(NoiseSuppressorConfig config, float[] input) {
    try (NoiseSuppressor suppressor = NoiseSuppressors.create(config)) {
      return denoise(suppressor, input);
    }
  }

  private static float[] denoise(NoiseSuppressor suppressor, float[] input) {
    int samples = suppressor.format().frameSamples();
    float[] output = new float[input.length];
    AudioFrame frame = new AudioFrame(suppressor.format());
    for (int at = 0; at + samples <= input.length; at += samples) {
      System.arraycopy(input, at, frame.channel(0), 0, samples);
      suppressor.process(frame);
      System.arraycopy(frame.channel(0), 0, output, at, samples);
    }
    return output;
  }
}
