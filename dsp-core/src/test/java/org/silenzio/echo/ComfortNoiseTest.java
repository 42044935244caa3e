package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.silenzio.audio.Decibels;
import org.silenzio.testing.Tones;
import org.silenzio.transform.RealFft;
import org.silenzio.transform.WindowPair;

class ComfortNoiseTest {

  private static final int BINS = 321;
  private static final int HOPS = 1_000;
  private static final int HOP = Steps.HOP_SAMPLES;

  /** 125 Hz, bins being 25 Hz apart. */
  private static final int FIRST = 5;

  private final Spectrum spectrum = new Spectrum(BINS);
  private final float[] shut = new float[BINS];
  private final float[] open = new float[BINS];
  private final float[] floor = new float[BINS];

  @BeforeEach
  void fill() {
    Arrays.fill(open, 1f);
    Arrays.fill(floor, 1f);
  }

  private static ComfortNoise noise() {
    return new ComfortNoise(BINS, EchoPreset.BEST.windows(HOP));
  }

  private double power() {
    return spectrum.power(0, BINS) / (BINS - FIRST);
  }

  /** A hole that is filled is within 2 dB of the noise around it (ITU-T G.168, test 9). */
  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void aHoleInNoiseIsAsLoudAsTheNoise(EchoPreset preset) {
    WindowPair windows = preset.windows(HOP);
    RealFft fft = RealFft.ofLength(windows.analysis().length);
    StftAnalysis analysis = new StftAnalysis(windows.analysis(), fft);
    StftSynthesis synthesis = new StftSynthesis(windows.synthesis(), fft);
    ComfortNoise noise = new ComfortNoise(BINS, windows);
    NoiseFloor learnt = new NoiseFloor(BINS);
    Random random = new Random(7);
    float[] samples = new float[HOP];
    float[] power = new float[BINS];
    double in = 0;
    double out = 0;
    for (int hop = 0; hop < HOPS; hop++) {
      for (int n = 0; n < HOP; n++) {
        samples[n] = 0.01f * (float) random.nextGaussian();
      }
      in += hop < HOPS / 2 ? 0 : Tones.power(samples, 0, HOP);
      analysis.process(samples, spectrum);
      spectrum.power(power, BINS);
      learnt.update(power);
      spectrum.clear();
      noise.add(spectrum, shut, learnt.power(), learnt.power(), 0f);
      synthesis.process(spectrum, samples);
      out += hop < HOPS / 2 ? 0 : Tones.power(samples, 0, HOP);
    }
    assertEquals(0, Decibels.fromPower(out / in), 2);
  }

  @Test
  void nothingIsAddedBelow125Hz() {
    noise().add(spectrum, shut, floor, floor, 0f);
    assertEquals(0f, spectrum.power(0, FIRST));
    for (int k = FIRST; k < BINS; k++) {
      assertTrue(spectrum.power(k, k + 1) > 0f, "bin " + k);
    }
  }

  @Test
  void whereNothingIsTakenOutNothingIsAdded() {
    noise().add(spectrum, open, floor, floor, 0f);
    assertEquals(0f, spectrum.power(0, BINS));
  }

  @Test
  void besideATalkerThereIsNone() {
    noise().add(spectrum, shut, floor, floor, 0f);
    double alone = power();
    spectrum.clear();
    noise().add(spectrum, shut, floor, floor, 0.5f);
    assertEquals(0.25, power() / alone, 1e-3);
    spectrum.clear();
    noise().add(spectrum, shut, floor, floor, 1f);
    assertEquals(0.0, power());
  }

  @Test
  void steadyEchoIsNoBackground() {
    float[] captured = new float[BINS];
    Arrays.fill(captured, 1_000f);
    noise().add(spectrum, shut, floor, floor, 0f);
    double alone = power();
    spectrum.clear();
    noise().add(spectrum, shut, floor, captured, 0f);
    assertEquals(8, power() / alone, 0.1);
  }

  @Test
  void resetBeginsAnewToTheBit() {
    ComfortNoise noise = noise();
    noise.add(spectrum, shut, floor, floor, 0f);
    float[] first = spectrum.re.clone();
    noise.reset();
    spectrum.clear();
    noise.add(spectrum, shut, floor, floor, 0f);
    assertArrayEquals(first, spectrum.re);
  }
}
