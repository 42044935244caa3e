package org.silenzio.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Tones;

class RateAdapterTest {

  /** Hands out each frame one frame late, as RNNoise does with two. */
  private static final class OneFrameLate implements FrameProcessor {
    final StreamFormat format;
    final AudioFrame last;
    final AudioFrame now;
    boolean closed;

    OneFrameLate(StreamFormat format) {
      this.format = format;
      this.last = new AudioFrame(format);
      this.now = new AudioFrame(format);
    }

    @Override
    public StreamFormat format() {
      return format;
    }

    @Override
    public void process(AudioFrame frame) {
      now.copyFrom(frame);
      frame.copyFrom(last);
      last.copyFrom(now);
    }

    @Override
    public void reset() {
      last.clear();
    }

    @Override
    public int latencySamples() {
      return format.frameSamples();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  static Stream<Arguments> framings() {
    return Stream.of(8_000, 12_000, 16_000, 24_000, 32_000, 44_100, 48_000, 96_000)
        .flatMap(
            rate ->
                Stream.of(rate / 400, rate / 100, rate / 50, 1, 441, 512, 1_023)
                    .map(samples -> Arguments.of(rate, samples)));
  }

  @ParameterizedTest
  @MethodSource("framings")
  void returnsTheSignalDelayedByExactlyItsLatency(int rateHz, int frameSamples) {
    StreamFormat format = new StreamFormat(rateHz, 2, frameSamples);
    RateAdapter adapter = new RateAdapter(format, new OneFrameLate(StreamFormat.of10Ms(48_000, 2)));
    int total = rateHz / 5 / frameSamples * frameSamples;
    float[] left = Tones.sine(0.05 * Math.min(rateHz, 48_000), 0.7, rateHz, total);
    float[] right = Tones.sine(0.3 * Math.min(rateHz, 48_000), 0.7, rateHz, total);
    float[][] output = run(adapter, left, right);
    int latency = adapter.latencySamples();
    int settled = latency + rateHz / 50;
    double error = 0;
    for (int i = settled; i < total; i++) {
      error += Math.pow(output[0][i] - left[i - latency], 2);
      error += Math.pow(output[1][i] - right[i - latency], 2);
    }
    // a slip of a tenth of a sample would give −20 dB; the pass band's ripple gives −80 dB
    double relative = error / (2 * (total - settled)) / (0.5 * 0.7 * 0.7);
    assertTrue(relative < 1e-7, format + ": " + 10 * Math.log10(relative) + " dB");
  }

  @ParameterizedTest
  @MethodSource("framings")
  void neverRunsDryAndTheReserveIsNotLargerThanNeeded(int rateHz, int frameSamples) {
    StreamFormat inner = StreamFormat.of10Ms(48_000, 1);
    RateAdapter adapter =
        new RateAdapter(new StreamFormat(rateHz, 1, frameSamples), new OneFrameLate(inner));
    double algorithmic =
        10e-3
            + new Resampler(rateHz, 48_000, 1).latencySeconds()
            + new Resampler(48_000, rateHz, 1).latencySeconds();
    int reserve = adapter.latencySamples() - (int) Math.round(algorithmic * rateHz);
    // collecting can cost at most one inner frame, and costs nothing where frames divide evenly
    assertTrue(reserve >= 0 && reserve < rateHz / 100, "reserve " + reserve);
    if (frameSamples % (rateHz / 100) == 0) {
      assertEquals(0, reserve);
    }
  }

  /** Rates and frames whose common period is long: the reserve must last for all of it. */
  @ParameterizedTest
  @CsvSource({"8001, 838, 6200", "11025, 12338, 500"})
  void neverRunsDryHoweverOddTheFraming(int rateHz, int frameSamples, int frames) {
    StreamFormat format = new StreamFormat(rateHz, 1, frameSamples);
    OneFrameLate inner = new OneFrameLate(StreamFormat.of10Ms(48_000, 1));
    RateAdapter adapter = new RateAdapter(format, inner);
    AudioFrame frame = new AudioFrame(format);
    for (int n = 0; n < frames; n++) {
      adapter.process(frame); // an index out of bounds would tell
    }
    assertTrue(adapter.latencySamples() < 2 * frameSamples + rateHz / 20);
  }

  @Test
  void ratesWithoutWholeTenMillisecondsWork() {
    for (int rateHz : new int[] {11_025, 22_050}) {
      StreamFormat format = new StreamFormat(rateHz, 2, rateHz / 100);
      RateAdapter adapter =
          new RateAdapter(format, new OneFrameLate(StreamFormat.of10Ms(48_000, 2)));
      int total = rateHz / 2 / format.frameSamples() * format.frameSamples();
      float[] tone = Tones.sine(200, 0.7, rateHz, total);
      float[][] output = run(adapter, tone, tone);
      Tones.Fit fit =
          Tones.fit(output[0], adapter.latencySamples() + rateHz / 20, total, 200, rateHz);
      assertEquals(0.7, fit.amplitude(), 1e-3);
      assertTrue(fit.residualPower() < 1e-9, "gaps would show as residual " + fit);
    }
  }

  @Test
  void resetForgetsTheStream() {
    RateAdapter adapter =
        new RateAdapter(
            new StreamFormat(16_000, 2, 100), new OneFrameLate(StreamFormat.of10Ms(48_000, 2)));
    float[] tone = Tones.sine(500, 0.5, 16_000, 3_300);
    float[][] first = run(adapter, tone, tone);
    adapter.reset();
    float[][] second = run(adapter, tone, tone);
    assertArrayEquals(first[0], second[0]);
  }

  @Test
  void mendsAndCountsWhatIsNotFinite() {
    StreamFormat format = StreamFormat.of10Ms(16_000, 1);
    RateAdapter adapter = new RateAdapter(format, new OneFrameLate(StreamFormat.of10Ms(48_000, 1)));
    AudioFrame frame = new AudioFrame(format);
    for (int n = 0; n < 20; n++) {
      frame.clear();
      frame.channel(0)[n] = Float.NaN;
      adapter.process(frame);
      for (float sample : frame.channel(0)) {
        assertEquals(0f, sample);
      }
    }
    assertEquals(20, adapter.guard().nonFiniteSamples());
  }

  @Test
  void doesNotAllocate() {
    StreamFormat format = StreamFormat.of10Ms(44_100, 2);
    RateAdapter adapter = new RateAdapter(format, new OneFrameLate(StreamFormat.of10Ms(48_000, 2)));
    AudioFrame frame = new AudioFrame(format);
    assertEquals(0, Allocation.bytes(3_000, 1_000, () -> adapter.process(frame)));
  }

  @Test
  void closesWhatItWrapsAndRefusesOtherShapes() {
    OneFrameLate inner = new OneFrameLate(StreamFormat.of10Ms(48_000, 1));
    RateAdapter adapter = new RateAdapter(StreamFormat.of10Ms(16_000, 1), inner);
    AudioFrame wrong = new AudioFrame(StreamFormat.of10Ms(48_000, 1));
    assertThrows(IllegalArgumentException.class, () -> adapter.process(wrong));
    adapter.close();
    assertTrue(inner.closed);
    AudioFrame fitting = new AudioFrame(StreamFormat.of10Ms(16_000, 1));
    assertThrows(IllegalStateException.class, () -> adapter.process(fitting));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RateAdapter(StreamFormat.of10Ms(16_000, 2), inner));
  }

  private static float[][] run(RateAdapter adapter, float[] left, float[] right) {
    int frameSamples = adapter.format().frameSamples();
    AudioFrame frame = new AudioFrame(adapter.format());
    float[][] output = new float[2][left.length];
    for (int at = 0; at + frameSamples <= left.length; at += frameSamples) {
      System.arraycopy(left, at, frame.channel(0), 0, frameSamples);
      System.arraycopy(right, at, frame.channel(1), 0, frameSamples);
      adapter.process(frame);
      System.arraycopy(frame.channel(0), 0, output[0], at, frameSamples);
      System.arraycopy(frame.channel(1), 0, output[1], at, frameSamples);
    }
    return output;
  }
}
