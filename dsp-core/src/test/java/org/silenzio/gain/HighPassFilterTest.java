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
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Tones;

class HighPassFilterTest {

  private static final StreamFormat MONO = StreamFormat.of10Ms(16_000, 1);

  private static float[] filter(HighPassFilterConfig config, float[] input) {
    float[] output = input.clone();
    try (HighPassFilter filter = new HighPassFilter(config)) {
      run(filter, output);
    }
    return output;
  }

  /** In place; what fills no frame stays. */
  private static void run(HighPassFilter filter, float[] sound) {
    AudioFrame frame = new AudioFrame(filter.format());
    int size = filter.format().frameSamples();
    for (int at = 0; at + size <= sound.length; at += size) {
      System.arraycopy(sound, at, frame.channel(0), 0, size);
      filter.process(frame);
      System.arraycopy(frame.channel(0), 0, sound, at, size);
    }
  }

  /** The analogue Butterworth response at the frequency that the bilinear transform puts there. */
  private static double responseDb(double frequencyHz, double cutoffHz, int rate) {
    double omega = Math.tan(Math.PI * frequencyHz / rate) / Math.tan(Math.PI * cutoffHz / rate);
    return Decibels.fromPower(Math.pow(omega, 4) / (1 + Math.pow(omega, 4)));
  }

  @ParameterizedTest
  @CsvSource({
    "8000, 80, 80", "11025, 80, 200", "16000, 80, 441", "44100, 80, 1", "48000, 80, 480",
    "192000, 80, 1920", "8000, 1000, 64", "48000, 1000, 480", "16000, 5, 160", "192000, 5, 23040"
  })
  void theResponseIsButterworths(int rate, double cutoffHz, int frameSamples) {
    HighPassFilterConfig config =
        HighPassFilterConfig.defaults(new StreamFormat(rate, 1, frameSamples))
            .withCutoffHz(cutoffHz);
    for (double octaves : new double[] {-3, -1, 0, 0.5, 1, 3}) {
      double frequencyHz = cutoffHz * Math.pow(2, octaves);
      if (frequencyHz > 0.49 * rate) {
        continue;
      }
      // till the filter's own ringing is gone, then ten periods or more
      int settle = (int) (6 * rate / cutoffHz);
      int samples = settle + (int) (10 * rate / frequencyHz) + frameSamples;
      float[] tone = Tones.sine(frequencyHz, 0.5, rate, samples);
      Tones.Fit fit =
          Tones.fit(filter(config, tone), settle, samples - frameSamples, frequencyHz, rate);
      assertEquals(
          responseDb(frequencyHz, cutoffHz, rate),
          Decibels.fromAmplitude(fit.amplitude() / 0.5),
          0.01,
          frequencyHz + " Hz");
    }
    assertEquals(-3.0103, responseDb(cutoffHz, cutoffHz, rate), 1e-3, "what the cutoff means");
  }

  @Test
  void anOffsetGoesToTheLastBit() {
    float[] offset = new float[16_000];
    Arrays.fill(offset, 0.7f);
    float[] output = filter(HighPassFilterConfig.defaults(MONO), offset);
    assertTrue(output[0] > 0.6f, "an edge passes");
    for (int i = 8_000; i < output.length; i++) {
      assertTrue(Math.abs(output[i]) < 1e-12, i + ": " + output[i]);
    }
  }

  @ParameterizedTest
  @CsvSource({"16000, 160, 80", "8000, 960, 1000", "8000, 23040, 1000", "192000, 1920, 5"})
  void soundFadesToSilenceWithoutDenormals(int rate, int frameSamples, double cutoffHz) {
    StreamFormat format = new StreamFormat(rate, 1, frameSamples);
    Random random = new Random(1);
    float[] sound = new float[40 * rate / frameSamples * frameSamples];
    for (int i = 0; i < rate; i++) {
      sound[i] = (float) random.nextGaussian();
    }
    float[] output = filter(HighPassFilterConfig.defaults(format).withCutoffHz(cutoffHz), sound);
    for (float sample : output) {
      assertTrue(sample == 0f || Math.abs(sample) >= Float.MIN_NORMAL, "" + sample);
    }
    assertArrayEquals(
        new float[rate],
        Arrays.copyOfRange(output, 39 * rate - frameSamples, 40 * rate - frameSamples));
  }

  @Test
  void denormalsInAreSilenceOut() {
    float[] tiny = new float[1_600];
    for (int i = 0; i < tiny.length; i++) {
      tiny[i] = (i % 3 - 1) * 1e-40f;
    }
    assertArrayEquals(new float[tiny.length], filter(HighPassFilterConfig.defaults(MONO), tiny));
  }

  @Test
  void silenceStaysSilence() {
    float[] silence = new float[1_600];
    assertArrayEquals(silence, filter(HighPassFilterConfig.defaults(MONO), silence.clone()));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f})
  void poisonIsMendedAndCounted(float poison) {
    float[] poisoned = Tones.sine(440, 0.1, 16_000, 16_000);
    float[] expected = poisoned.clone();
    poisoned[100] = poison;
    expected[100] = Float.isFinite(poison) ? SampleGuard.MAX_AMPLITUDE : 0f;
    try (HighPassFilter filter = new HighPassFilter(HighPassFilterConfig.defaults(MONO))) {
      run(filter, poisoned);
      assertEquals(Float.isFinite(poison) ? 0 : 1, filter.nonFiniteSamples());
      assertEquals(Float.isFinite(poison) ? 1 : 0, filter.limitedSamples());
    }
    assertArrayEquals(filter(HighPassFilterConfig.defaults(MONO), expected), poisoned);
  }

  @Test
  void channelsAreFilteredEachOnItsOwn() {
    StreamFormat format = StreamFormat.of10Ms(16_000, 3);
    float[][] inputs = {
      Tones.sine(60, 0.5, 16_000, 1_600), new float[1_600], Tones.sine(300, 0.2, 16_000, 1_600)
    };
    AudioFrame frame = new AudioFrame(format);
    try (HighPassFilter filter = new HighPassFilter(HighPassFilterConfig.defaults(format))) {
      for (int at = 0; at < 1_600; at += 160) {
        for (int c = 0; c < 3; c++) {
          System.arraycopy(inputs[c], at, frame.channel(c), 0, 160);
        }
        filter.process(frame);
        for (int c = 0; c < 3; c++) {
          float[] alone = filter(HighPassFilterConfig.defaults(MONO), inputs[c]);
          assertArrayEquals(Arrays.copyOfRange(alone, at, at + 160), frame.channel(c));
        }
      }
    }
  }

  @Test
  void resetForgetsAndFrameSizesMakeNoDifference() {
    float[] sound = Tones.sine(70, 0.5, 16_000, 8_000);
    float[] expected = filter(HighPassFilterConfig.defaults(MONO), sound);
    try (HighPassFilter filter = new HighPassFilter(HighPassFilterConfig.defaults(MONO))) {
      run(filter, sound.clone());
      filter.reset();
      float[] again = sound.clone();
      run(filter, again);
      assertArrayEquals(expected, again);
      assertEquals(0, filter.latencySamples());
    }
    StreamFormat single = new StreamFormat(16_000, 1, 1);
    assertArrayEquals(
        expected, filter(HighPassFilterConfig.defaults(MONO).withFormat(single), sound), 1e-9f);
  }

  @Test
  void doesNotAllocate() {
    StreamFormat format = StreamFormat.of10Ms(48_000, 2);
    AudioFrame frame = new AudioFrame(format);
    try (HighPassFilter filter = new HighPassFilter(HighPassFilterConfig.defaults(format))) {
      long bytes =
          Allocation.bytes(
              2_000,
              1_000,
              () -> {
                Arrays.fill(frame.channel(0), 0.25f);
                Arrays.fill(frame.channel(1), Float.NaN);
                filter.process(frame);
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() {
    HighPassFilterConfig config = HighPassFilterConfig.defaults(MONO);
    assertEquals(80, config.cutoffHz());
    for (double bad : new double[] {4.9, 1_000.1, -80, Double.NaN, Double.POSITIVE_INFINITY}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> config.withCutoffHz(bad)).getMessage();
      assertEquals("cutoffHz is " + bad + ", allowed: 5.0 to 1000.0", message);
    }
    HighPassFilter filter = new HighPassFilter(config);
    AudioFrame wrong = new AudioFrame(StreamFormat.of10Ms(48_000, 1));
    assertThrows(IllegalArgumentException.class, () -> filter.process(wrong));
    filter.close();
    filter.close();
    AudioFrame frame = new AudioFrame(MONO);
    assertThrows(IllegalStateException.class, () -> filter.process(frame));
    assertThrows(IllegalStateException.class, filter::reset);
  }
}
