package org.silenzio.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Tones;
import org.silenzio.transform.RealFft;

class ComfortNoiseTest {

  private static final int RATE = 48_000;
  private static final int FRAME = 480;
  private static final double NONE = Double.POSITIVE_INFINITY;

  /** Turns everything down alike and says how likely that was speech. */
  private record Divider(float gain, float speechProbability) implements MonoDenoiser {
    @Override
    public float process(float[] samples) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] *= gain;
      }
      return speechProbability;
    }

    @Override
    public void reset() {}
  }

  private static ChannelSuppressor suppressor(double belowDb, Divider... channels) {
    return new ChannelSuppressor(
        StreamFormat.of10Ms(RATE, channels.length), 0, NONE, belowDb, List.of(channels), () -> {});
  }

  private static float[] run(NoiseSuppressor suppressor, float[] input) {
    AudioFrame frame = new AudioFrame(suppressor.format());
    float[] output = input.clone();
    for (int at = 0; at + FRAME <= output.length; at += FRAME) {
      System.arraycopy(input, at, frame.channel(0), 0, FRAME);
      suppressor.process(frame);
      System.arraycopy(frame.channel(0), 0, output, at, FRAME);
    }
    return output;
  }

  private static float[] white(double rms, int samples) {
    Random random = new Random(5);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (rms * random.nextGaussian());
    }
    return noise;
  }

  /** Falls by 6 dB an octave from 500 Hz on. */
  private static float[] brown(double rms, int samples) {
    float[] noise = white(rms, samples);
    float past = 0f;
    for (int i = 0; i < samples; i++) {
      past += 0.0654f * (noise[i] - past);
      noise[i] = past;
    }
    return noise;
  }

  /** The mean power of an octave's bins, over plain transforms side by side. */
  private static double octaveDb(float[] sound, int from, int to, double lowHz) {
    RealFft fft = RealFft.ofLength(2_048);
    float[] time = new float[2_048];
    float[] re = new float[fft.bins()];
    float[] im = new float[fft.bins()];
    double sum = 0;
    for (int at = from; at + 2_048 <= to; at += 2_048) {
      for (int n = 0; n < 2_048; n++) {
        time[n] = (float) (sound[at + n] * Math.pow(Math.sin(Math.PI * n / 2_048), 2));
      }
      fft.forward(time, re, im);
      for (int k = (int) (lowHz * 2_048 / RATE); k < (int) (2 * lowHz * 2_048 / RATE); k++) {
        sum += (double) re[k] * re[k] + (double) im[k] * im[k];
      }
    }
    return Decibels.fromPower(sum);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 10, 20, 40})
  void silencedNoiseComesBackAtTheStatedLevelInItsOwnShape(double belowDb) {
    float[] noise = brown(0.05, 5 * RATE);
    float[] output = run(suppressor(belowDb, new Divider(0f, 0f)), noise);
    for (double lowHz = 150; lowHz <= 9_600; lowHz *= 2) {
      double fall =
          octaveDb(noise, RATE, 5 * RATE, lowHz) - octaveDb(output, RATE, 5 * RATE, lowHz);
      assertEquals(belowDb, fall, 1, "from " + lowHz + " Hz");
    }
    double correlation = 0;
    for (int i = RATE; i < 5 * RATE; i++) {
      correlation += noise[i] * output[i];
    }
    correlation /=
        4
            * RATE
            * Math.sqrt(Tones.power(noise, RATE, 5 * RATE) * Tones.power(output, RATE, 5 * RATE));
    assertTrue(Math.abs(correlation) < 0.05, "it is noise of its own: " + correlation);
  }

  @Test
  void itsLevelIsSteady() {
    float[] output = run(suppressor(20, new Divider(0f, 0f)), white(0.05, 5 * RATE));
    for (int at = RATE; at < 5 * RATE; at += RATE / 20) {
      double levelDb = Decibels.fromPower(Tones.power(output, at, at + RATE / 20));
      assertEquals(Decibels.fromAmplitude(0.05) - 20, levelDb, 1.5, "at sample " + at);
    }
  }

  @Test
  void whatIsLeftOfTheBackgroundCounts() {
    float[] noise = white(0.05, 5 * RATE);
    float[] output = run(suppressor(20, new Divider(0.1f, 0f)), noise);
    double levelDb = Decibels.fromPower(Tones.power(output, RATE, 5 * RATE));
    assertEquals(Decibels.fromAmplitude(0.005), levelDb, 1.5, "not twice as much");
    float[] kept = run(suppressor(20, new Divider(1f, 0f)), noise);
    assertArrayEquals(noise, kept, 1e-3f, "nothing was taken out");
  }

  @Test
  void speechTeachesNothing() {
    float[] output = run(suppressor(0, new Divider(0f, 0.9f)), white(0.05, RATE));
    assertArrayEquals(new float[RATE], output, Float.MIN_VALUE);
  }

  @Test
  void clicksAndShortWordsHardlyCount() {
    float[] noise = white(0.01, 6 * RATE);
    for (int at = RATE; at < noise.length; at += RATE / 4) {
      for (int i = at; i < at + 2 * FRAME; i++) {
        noise[i] *= 30;
      }
    }
    float[] output = run(suppressor(10, new Divider(0f, 0f)), noise);
    double levelDb = Decibels.fromPower(Tones.power(output, 3 * RATE, 6 * RATE));
    assertEquals(-50, levelDb, 2, "the clicks alone would give −32 dBFS");
  }

  @Test
  void itFollowsTheBackground() {
    float[] noise = white(0.05, 12 * RATE);
    for (int i = 4 * RATE; i < noise.length; i++) {
      noise[i] *= i < 8 * RATE ? 0.1f : 1f;
    }
    float[] output = run(suppressor(10, new Divider(0f, 0f)), noise);
    int second = 7 * RATE;
    assertEquals(-56, Decibels.fromPower(Tones.power(output, second, second + RATE)), 2);
    second = 11 * RATE;
    assertEquals(-36, Decibels.fromPower(Tones.power(output, second, second + RATE)), 2);
  }

  @Test
  void withoutItNothingIsAddedAndSilenceStaysSilence() {
    float[] noise = white(0.05, RATE);
    assertArrayEquals(noise, run(suppressor(NONE, new Divider(1f, 0f)), noise));
    assertArrayEquals(
        new float[RATE], run(suppressor(NONE, new Divider(0f, 0f)), noise), Float.MIN_VALUE);
    float[] fading = Arrays.copyOf(noise, 40 * RATE);
    float[] output = run(suppressor(0, new Divider(0f, 0f)), fading);
    for (float sample : output) {
      assertTrue(sample == 0f || Math.abs(sample) >= Float.MIN_NORMAL, "" + sample);
    }
    assertArrayEquals(
        new float[RATE], Arrays.copyOfRange(output, 39 * RATE, 40 * RATE), Float.MIN_VALUE);
  }

  @Test
  void resetBringsTheSameAgainAndChannelsDiffer() {
    float[] noise = white(0.05, RATE);
    ChannelSuppressor once = suppressor(10, new Divider(0f, 0f));
    float[] expected = run(once, noise);
    once.reset();
    assertArrayEquals(expected, run(once, noise));
    ChannelSuppressor stereo = suppressor(0, new Divider(0f, 0f), new Divider(0f, 0f));
    AudioFrame frame = new AudioFrame(stereo.format());
    double left = 0;
    double both = 0;
    for (int at = 0; at < RATE; at += FRAME) {
      System.arraycopy(noise, at, frame.channel(0), 0, FRAME);
      System.arraycopy(noise, at, frame.channel(1), 0, FRAME);
      stereo.process(frame);
      for (int i = 0; i < FRAME; i++) {
        left += Math.pow(frame.channel(0)[i], 2);
        both += frame.channel(0)[i] * frame.channel(1)[i];
      }
    }
    assertTrue(Math.abs(both / left) < 0.1, "correlation " + both / left);
  }

  @Test
  void doesNotAllocate() {
    ChannelSuppressor suppressor = suppressor(10, new Divider(0.1f, 0f));
    AudioFrame frame = new AudioFrame(suppressor.format());
    float[] noise = white(0.1, FRAME);
    long bytes =
        Allocation.bytes(
            12_000,
            2_000,
            () -> {
              System.arraycopy(noise, 0, frame.channel(0), 0, FRAME);
              suppressor.process(frame);
            });
    assertEquals(0, bytes);
  }

  @Test
  void bandsCoverAllFrom100HertzOn() {
    NoiseBands bands = new NoiseBands(RATE, 2 * FRAME);
    assertEquals(2, bands.start(0));
    assertEquals(FRAME, bands.start(bands.count()));
    float[] re = new float[FRAME + 1];
    float[] power = new float[bands.count()];
    Arrays.fill(re, 3f);
    bands.means(re, new float[FRAME + 1], power);
    for (int b = 0; b < bands.count(); b++) {
      assertTrue(bands.start(b) < bands.start(b + 1));
      assertEquals(9f, power[b], 1e-5f);
    }
  }
}
