package org.silenzio.gain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class LimiterTest {

  private static final int RATE = 48_000;
  private static final StreamFormat MONO = StreamFormat.of10Ms(RATE, 1);
  private static final LimiterConfig DEFAULTS = LimiterConfig.defaults(MONO);

  private static float[] limit(LimiterConfig config, float[] input) {
    float[] output = input.clone();
    try (Limiter limiter = new Limiter(config)) {
      run(limiter, output);
    }
    return output;
  }

  private static void run(Limiter limiter, float[] sound) {
    AudioFrame frame = new AudioFrame(limiter.format());
    int size = limiter.format().frameSamples();
    for (int at = 0; at + size <= sound.length; at += size) {
      System.arraycopy(sound, at, frame.channel(0), 0, size);
      limiter.process(frame);
      System.arraycopy(frame.channel(0), 0, sound, at, size);
    }
  }

  /** What a limiter has to fear. */
  enum Torture {
    SQUARES {
      @Override
      float sample(int i, Random random) {
        int half = 2 + (i / 9_600) * 7; // from 12 kHz down
        return (i / half) % 2 == 0 ? 4f : -4f;
      }
    },
    IMPULSES {
      @Override
      float sample(int i, Random random) {
        return random.nextInt(200) == 0 ? 16f * (random.nextFloat() - 0.5f) : 0f;
      }
    },
    BETWEEN_SAMPLES {
      @Override
      float sample(int i, Random random) {
        // a quarter of the rate, sampled 45 degrees beside its peaks, which are 3 dB higher
        return 0.95f * (float) (Math.sqrt(2) * Math.sin(Math.PI / 2 * i + Math.PI / 4));
      }
    },
    BURSTS_BETWEEN_SAMPLES {
      @Override
      float sample(int i, Random random) {
        double burst = (i / 700) % 3 == 0 ? 8 : 0.1;
        return (float) (burst * Math.sin(2 * Math.PI * 0.2499 * i + Math.PI / 4));
      }
    },
    NOISE {
      @Override
      float sample(int i, Random random) {
        return 10f * 0.3f * (float) random.nextGaussian();
      }
    },
    BURSTS_OF_NOISE {
      @Override
      float sample(int i, Random random) {
        return ((i / 311) % 4 == 0 ? 10f : 0.02f) * (float) random.nextGaussian();
      }
    },
    POISON {
      @Override
      float sample(int i, Random random) {
        return switch (random.nextInt(50)) {
          case 0 -> Float.NaN;
          case 1 -> Float.POSITIVE_INFINITY;
          case 2 -> -1e30f;
          case 3 -> Float.MIN_VALUE;
          default -> (float) random.nextGaussian();
        };
      }
    },
    SWELL {
      @Override
      float sample(int i, Random random) {
        return (float) (16.0 * i / 96_000 * Math.sin(2 * Math.PI * 997.0 / 48_000 * i));
      }
    };

    abstract float sample(int i, Random random);

    float[] sound() {
      Random random = new Random(7);
      float[] sound = new float[96_000];
      for (int i = 0; i < sound.length; i++) {
        sound[i] = sample(i, random);
      }
      return sound;
    }
  }

  @ParameterizedTest
  @EnumSource(Torture.class)
  void nothingExceedsTheCeiling(Torture torture) {
    double ceiling = Decibels.toAmplitude(-1);
    for (double lookAheadMs : new double[] {1, 1.5, 2, 5}) {
      float[] output = limit(DEFAULTS.withLookAheadMs(lookAheadMs), torture.sound());
      double peak = OversampledPeak.byTheStandard(output);
      assertTrue(peak <= ceiling, torture + ", " + lookAheadMs + " ms: " + peak);
      assertTrue(peak > 0.9 * ceiling, "nor does it go much lower than it must: " + peak);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BETWEEN_SAMPLES", "BURSTS_BETWEEN_SAMPLES", "IMPULSES", "SWELL"})
  void norBetweenTheSamplesByAFilterThatIsAlmostIdeal(Torture torture) {
    // of full-band noise no short filter finds all peaks: there the standard's measure holds alone
    double peak = OversampledPeak.byALongFilter(limit(DEFAULTS, torture.sound()));
    assertTrue(peak <= Decibels.toAmplitude(-1), torture + ": " + Decibels.fromAmplitude(peak));
  }

  @ParameterizedTest
  @CsvSource({"8000, 1", "8000, 80", "11025, 441", "16000, 160", "44100, 512", "192000, 1920"})
  void anyRateAndFrameSizeHoldsTheCeiling(int rate, int frameSamples) {
    LimiterConfig config =
        LimiterConfig.defaults(new StreamFormat(rate, 1, frameSamples)).withCeilingDbfs(-6);
    float[] input = new float[48_000 / frameSamples * frameSamples];
    Random random = new Random(3);
    for (int i = 0; i < input.length; i++) {
      input[i] = ((i / 500) % 3 == 0 ? 3f : 0.1f) * (float) random.nextGaussian();
    }
    double peak = OversampledPeak.byTheStandard(limit(config, input));
    assertTrue(peak <= Decibels.toAmplitude(-6), "" + Decibels.fromAmplitude(peak));
  }

  @Test
  void belowTheCeilingTheInputComesOutDelayedToTheLastBit() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    float[] input = Arrays.copyOf(speech, speech.length / 480 * 480);
    float most = 0f;
    for (float sample : input) {
      most = Math.max(most, Math.abs(sample));
    }
    for (int i = 0; i < input.length; i++) {
      input[i] *= 0.8f / most; // under −1 dBFS, but high enough for the search between samples
    }
    for (double lookAheadMs : new double[] {1.5, 5}) {
      try (Limiter limiter = new Limiter(DEFAULTS.withLookAheadMs(lookAheadMs))) {
        int delay = limiter.latencySamples();
        assertEquals((int) (48 * lookAheadMs) + 8, delay);
        float[] output = input.clone();
        run(limiter, output);
        assertArrayEquals(
            Arrays.copyOf(input, input.length - delay),
            Arrays.copyOfRange(output, delay, output.length));
        assertEquals(0, limiter.statistics().limitedFrames());
        assertEquals(input.length / 480, limiter.statistics().frames());
      }
    }
  }

  @Test
  void afterAPeakTheInputComesOutToTheLastBitAgain() {
    float[] input = Tones.sine(440, 0.5, RATE, 12 * RATE);
    float[] loud = input.clone();
    Arrays.fill(loud, RATE, RATE + 10_000, 5f);
    float[] output = limit(DEFAULTS, loud);
    int delay = 96 + 8;
    assertArrayEquals(
        Arrays.copyOfRange(input, 10 * RATE - delay, 12 * RATE - delay),
        Arrays.copyOfRange(output, 10 * RATE, 12 * RATE));
  }

  @Test
  void theGainFallsSmoothlyAndInTime() {
    // a constant with one high sample shows the gain itself
    float[] input = new float[RATE];
    Arrays.fill(input, 0.1f);
    input[10_000] = 10f;
    float[] output = limit(DEFAULTS, input);
    int delay = 96 + 8;
    float before = 0.1f;
    for (int i = 10_000; i < 10_000 + delay; i++) {
      assertTrue(output[i] <= before && output[i] > before - 0.1f / 40, "falls smoothly: " + i);
      before = output[i];
    }
    assertTrue(Math.abs(output[10_000 + delay]) <= Decibels.toAmplitude(-1));
    assertEquals(0.1f, output[10_000], 1e-7f, "not before it has to");
  }

  @Test
  void aSinglePeakIsForgottenFastAndManySlowly() {
    float[] one = new float[3 * RATE];
    Arrays.fill(one, 0.1f);
    float[] many = one.clone();
    one[RATE] = 10f;
    Arrays.fill(many, RATE / 2, RATE, 10f);
    int later = RATE + RATE / 4;
    assertTrue(limit(DEFAULTS, one)[later] > 0.09f);
    assertTrue(limit(DEFAULTS, many)[later] < 0.07f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {50, 100, 1_000})
  void aSteadyToneStaysATone(double frequencyHz) {
    float[] output = limit(DEFAULTS, Tones.sine(frequencyHz, 4, RATE, 2 * RATE));
    Tones.Fit fit = Tones.fit(output, RATE, 2 * RATE, frequencyHz, RATE);
    double signal = fit.amplitude() * fit.amplitude() / 2;
    double distortionDb = Decibels.fromPower(fit.residualPower() / signal);
    assertTrue(distortionDb < -60, frequencyHz + " Hz: " + distortionDb);
    assertEquals(-1, Decibels.fromAmplitude(fit.amplitude()), 0.5);
  }

  @Test
  void channelsAreTurnedDownAlike() {
    StreamFormat stereo = StreamFormat.of10Ms(RATE, 2);
    AudioFrame frame = new AudioFrame(stereo);
    Random random = new Random(5);
    try (Limiter limiter = new Limiter(LimiterConfig.defaults(stereo))) {
      for (int n = 0; n < 100; n++) {
        for (int i = 0; i < 480; i++) {
          float sample = 2f * random.nextFloat() - 1f;
          frame.channel(0)[i] = 4f * sample;
          frame.channel(1)[i] = 0.5f * sample;
        }
        limiter.process(frame);
        for (int i = 0; i < 480; i++) {
          assertEquals(frame.channel(0)[i], 8f * frame.channel(1)[i], 1e-6f);
        }
      }
      assertTrue(limiter.statistics().lowestGainDb() < -10);
    }
  }

  @Test
  void frameSizesMakeNoDifferenceAndResetForgets() {
    float[] input = Torture.BURSTS_OF_NOISE.sound();
    float[] expected = limit(DEFAULTS, input);
    for (int size : new int[] {1, 64, 4_800}) {
      StreamFormat format = new StreamFormat(RATE, 1, size);
      assertArrayEquals(expected, limit(DEFAULTS.withFormat(format), input));
    }
    try (Limiter limiter = new Limiter(DEFAULTS)) {
      run(limiter, input.clone());
      limiter.reset();
      float[] again = input.clone();
      run(limiter, again);
      assertArrayEquals(expected, again);
    }
  }

  @Test
  void poisonIsCounted() {
    float[] input = new float[480];
    input[5] = Float.NaN;
    input[6] = Float.NEGATIVE_INFINITY;
    input[7] = 1e10f;
    try (Limiter limiter = new Limiter(DEFAULTS)) {
      run(limiter, input);
      assertEquals(2, limiter.statistics().nonFiniteSamples());
      assertEquals(1, limiter.statistics().heldSamples());
    }
  }

  @Test
  void doesNotAllocate() {
    StreamFormat stereo = StreamFormat.of10Ms(RATE, 2);
    AudioFrame frame = new AudioFrame(stereo);
    Random random = new Random(1);
    float[] noise = new float[480];
    for (int i = 0; i < 480; i++) {
      noise[i] = 3f * random.nextFloat();
    }
    try (Limiter limiter = new Limiter(LimiterConfig.defaults(stereo))) {
      limiter.warmUp(200);
      assertEquals(0, limiter.statistics().gainDb());
      long bytes =
          Allocation.bytes(
              2_000,
              1_000,
              () -> {
                System.arraycopy(noise, 0, frame.channel(0), 0, 480);
                frame.channel(1)[3] = Float.NaN;
                limiter.process(frame);
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() {
    assertEquals(
        "ceilingDbfs is 0.1, allowed: -60.0 to 0.0",
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withCeilingDbfs(0.1))
            .getMessage());
    assertEquals(
        "lookAheadMs is NaN, allowed: 1.0 to 20.0",
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withLookAheadMs(Double.NaN))
            .getMessage());
    assertEquals(
        "releaseMs is 9.0, allowed: 10.0 to 5000.0",
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withReleaseMs(9)).getMessage());
    Limiter limiter = new Limiter(DEFAULTS);
    AudioFrame wrong = new AudioFrame(StreamFormat.of10Ms(16_000, 1));
    assertThrows(IllegalArgumentException.class, () -> limiter.process(wrong));
    limiter.close();
    limiter.close();
    assertThrows(IllegalStateException.class, () -> limiter.process(new AudioFrame(MONO)));
    assertThrows(IllegalStateException.class, limiter::reset);
  }
}
