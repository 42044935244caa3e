package org.silenzio.gain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class AdaptiveGainTest {

  private static final int RATE = 48_000;
  private static final StreamFormat MONO = StreamFormat.of10Ms(RATE, 1);
  private static final GainConfig DEFAULTS = GainConfig.defaults(MONO);

  private static void run(AdaptiveGain gain, float[] sound) {
    run(gain, sound, Float.NaN);
  }

  /** By the own detector if the probability is NaN. */
  private static void run(AdaptiveGain gain, float[] sound, float probability) {
    AudioFrame frame = new AudioFrame(gain.format());
    int size = gain.format().frameSamples();
    for (int at = 0; at + size <= sound.length; at += size) {
      System.arraycopy(sound, at, frame.channel(0), 0, size);
      if (Float.isNaN(probability)) {
        gain.process(frame);
      } else {
        gain.process(frame, probability);
      }
      System.arraycopy(frame.channel(0), 0, sound, at, size);
    }
  }

  private static float[] scaledTo(double dbfs, float[] sound, int rate) {
    float factor = (float) Decibels.toAmplitude(dbfs - GatedLoudness.of(sound, rate));
    float[] scaled = sound.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  private static float[] twice(float[] sound) {
    float[] both = Arrays.copyOf(sound, 2 * sound.length);
    System.arraycopy(sound, 0, both, sound.length, sound.length);
    return both;
  }

  @ParameterizedTest
  @CsvSource({
    "prompts48_clean.wav, 48000",
    "austen16_clean.wav, 16000",
  })
  void speechOfAnyLevelComesToTheTargetWithin5Seconds(String recording, int rate) {
    float[] speech = twice(Recordings.load(recording));
    GainConfig config = DEFAULTS.withFormat(StreamFormat.of10Ms(rate, 1));
    for (double level = -45; level <= -5; level += 10) {
      for (float probability : new float[] {Float.NaN, 1f}) {
        float[] sound = scaledTo(level, speech, rate);
        try (AdaptiveGain gain = new AdaptiveGain(config)) {
          run(gain, sound, probability);
          double after = GatedLoudness.of(Arrays.copyOfRange(sound, 5 * rate, sound.length), rate);
          double next = GatedLoudness.of(Arrays.copyOfRange(sound, 5 * rate, 8 * rate), rate);
          assertEquals(-20, after, 3, level + " dBFS");
          assertEquals(-20, next, 3, level + " dBFS, the next 3 s");
        }
      }
    }
  }

  /** A voice of 122 Hz that comes and goes in noise 30 dB below it. */
  private static float[] madeUpSpeech(int rate, int seconds) {
    Random random = new Random(1);
    float[] sound = new float[rate * seconds];
    for (int i = 0; i < sound.length; i++) {
      double time = (double) i / rate;
      double voice = time % 0.4 < 0.25 ? Math.pow(Math.sin(2 * Math.PI * 122 * time), 9) : 0;
      sound[i] = (float) (0.2 * voice + 0.002 * random.nextGaussian());
    }
    return sound;
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 48_000})
  void soDoesAMadeUpVoice(int rate) {
    GainConfig config = DEFAULTS.withFormat(StreamFormat.of10Ms(rate, 1)).withMaxNoiseDbfs(-40);
    for (double level = -45; level <= -5; level += 20) {
      float[] sound = scaledTo(level, madeUpSpeech(rate, 10), rate);
      try (AdaptiveGain gain = new AdaptiveGain(config)) {
        run(gain, sound);
        double after = GatedLoudness.of(Arrays.copyOfRange(sound, 5 * rate, 10 * rate), rate);
        assertEquals(-20, after, 3, level + " dBFS");
      }
    }
  }

  /** Chords that change twice a second and fade by 9 dB, as a pad or an organ plays them. */
  private static float[] chords(int seconds) {
    float[] sound = new float[RATE * seconds];
    double[][] chords = {{220, 277, 330}, {196, 247, 294}, {175, 220, 262}};
    for (int i = 0; i < sound.length; i++) {
      int beat = i / (RATE / 2);
      double sum = 0;
      for (double tone : chords[beat % 3]) {
        for (int harmonic = 1; harmonic < 6; harmonic++) {
          sum += Math.sin(2 * Math.PI * tone * harmonic * i / RATE) / harmonic;
        }
      }
      sound[i] = (float) (0.01 * sum * Math.exp(-2.0 * (i % (RATE / 2)) / (RATE / 2) / 2));
    }
    return sound;
  }

  private static float[] noise(double amplitude, int samples) {
    Random random = new Random(3);
    float[] sound = new float[samples];
    for (int i = 0; i < samples; i++) {
      sound[i] = (float) (amplitude * random.nextGaussian());
    }
    return sound;
  }

  @Test
  void whatIsNoSpeechIsNotLifted() {
    float[] silenceFirst = new float[12 * RATE];
    System.arraycopy(chords(10), 0, silenceFirst, 2 * RATE, 10 * RATE);
    float[] burst = new float[8 * RATE];
    System.arraycopy(noise(0.003, 4 * RATE), 0, burst, 3 * RATE, 4 * RATE);
    notLifted("soft noise", noise(0.0003, 10 * RATE), RATE);
    notLifted("noise", noise(0.01, 10 * RATE), RATE);
    notLifted("noise for a while", burst, RATE);
    notLifted("printer", twice(twice(Recordings.load("noise16_printer.wav"))), 16_000);
    notLifted("chords", chords(10), RATE);
    notLifted("chords after silence", silenceFirst, RATE);
    notLifted("hum", Tones.sine(50, 0.01, RATE, 10 * RATE), RATE);
    notLifted("a tone", Tones.sine(440, 0.01, RATE, 10 * RATE), RATE);
  }

  private static void notLifted(String what, float[] sound, int rate) {
    GainConfig config = DEFAULTS.withFormat(StreamFormat.of10Ms(rate, 1));
    float[] output = scaledTo(-45, sound, rate);
    try (AdaptiveGain gain = new AdaptiveGain(config)) {
      run(gain, output);
      assertTrue(gain.statistics().gainDb() < 1, what + ": " + gain.statistics());
    }
  }

  @Test
  void withoutSpeechTheOutputIsTheInputToTheLastBit() {
    float[] speech = scaledTo(-45, Recordings.load(Recordings.CLEAN_48K), RATE);
    float[] sound = Arrays.copyOf(speech, speech.length / 480 * 480);
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      float[] output = sound.clone();
      run(gain, output, 0f);
      assertArrayEquals(sound, output);
      run(gain, output, Float.NaN);
      assertTrue(gain.statistics().gainDb() > 20, "nor is it deaf");
    }
  }

  @Test
  void aBackgroundIsNotLiftedAboveItsBound() {
    float[] speech = scaledTo(-45, twice(Recordings.load(Recordings.CLEAN_48K)), RATE);
    float[] noise = scaledTo(-62, noise(0.01, speech.length), RATE);
    for (int i = 0; i < speech.length; i++) {
      speech[i] += noise[i];
    }
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      run(gain, speech);
      assertEquals(-62, gain.statistics().backgroundDbfs(), 2);
      assertEquals(12, gain.statistics().gainDb(), 2.5);
    }
    float[] loud = scaledTo(-40, noise(0.01, 4 * RATE), RATE);
    float[] before = loud.clone();
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      run(gain, loud, 1f); // whatever the network believes
      assertArrayEquals(
          Arrays.copyOfRange(before, 0, 2 * RATE), Arrays.copyOfRange(loud, 0, 2 * RATE));
    }
  }

  @Test
  void theGainRestsInPausesAndHardlyMovesOnceItIsThere() {
    float[] speech = scaledTo(-40, twice(Recordings.load(Recordings.CLEAN_48K)), RATE);
    AudioFrame frame = new AudioFrame(MONO);
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    int pauses = 0;
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      double before = 0;
      for (int at = 0; at + 480 <= speech.length; at += 480) {
        System.arraycopy(speech, at, frame.channel(0), 0, 480);
        gain.process(frame);
        GainStatistics now = gain.statistics();
        if (at > 6 * RATE) {
          least = Math.min(least, now.gainDb());
          most = Math.max(most, now.gainDb());
        }
        if (!now.speech()) {
          assertEquals(before, now.gainDb());
          pauses++;
        }
        before = now.gainDb();
      }
    }
    assertTrue(pauses > 100, "the recording has pauses: " + pauses);
    assertTrue(most - least < 4, "moves by " + (most - least));
  }

  @Test
  void silenceStaysSilence() {
    float[] speech = scaledTo(-45, Recordings.load(Recordings.CLEAN_48K), RATE);
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      run(gain, speech);
      float[] silence = new float[10 * RATE];
      run(gain, silence);
      assertArrayEquals(new float[10 * RATE], silence);
      assertEquals(Double.NEGATIVE_INFINITY, gain.statistics().backgroundDbfs());
    }
  }

  @Test
  void aShoutIsTakenDownWithinASecond() {
    float[] soft = scaledTo(-40, Recordings.load(Recordings.CLEAN_48K), RATE);
    float[] loud = scaledTo(-10, Recordings.load(Recordings.CLEAN_48K), RATE);
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      run(gain, soft);
      assertTrue(gain.statistics().gainDb() > 15);
      // the recording begins with a pause of a second
      run(gain, Arrays.copyOf(loud, 5 * RATE / 2));
      assertTrue(gain.statistics().gainDb() < -2, "" + gain.statistics());
    }
  }

  @Test
  void settingsTakeEffectAtAFramesStartAndWithoutAClick() {
    float[] tone = Tones.sine(997, 0.1, RATE, 3 * RATE);
    AudioFrame frame = new AudioFrame(MONO);
    float[] output = new float[tone.length];
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      for (int at = 0; at < tone.length; at += 480) {
        if (at == RATE) {
          gain.configure(DEFAULTS.withFixedGainDb(20));
        }
        System.arraycopy(tone, at, frame.channel(0), 0, 480);
        gain.process(frame, 0f);
        System.arraycopy(frame.channel(0), 0, output, at, 480);
      }
      assertEquals(20, gain.statistics().gainDb(), 1e-9);
    }
    double before = 1;
    for (int i = 0; i < tone.length; i++) {
      if (Math.abs(tone[i]) > 0.05) {
        double now = output[i] / tone[i];
        assertTrue(now >= before - 1e-5 && now < before * 1.01, i + ": " + now);
        before = now;
      }
      if (i < RATE) {
        assertEquals(tone[i], output[i], "not before it was asked for");
      }
    }
    assertEquals(10, output[RATE * 2 + 12] / tone[RATE * 2 + 12], 1e-4);
  }

  @Test
  void anotherTargetIsReached() {
    float[] speech = scaledTo(-20, twice(Recordings.load(Recordings.CLEAN_48K)), RATE);
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      run(gain, speech.clone());
      assertEquals(0, gain.statistics().gainDb(), 3);
      gain.configure(DEFAULTS.withTargetDbfs(-30));
      run(gain, speech.clone());
      assertEquals(-10, gain.statistics().gainDb(), 3);
      StreamFormat other = StreamFormat.of10Ms(16_000, 1);
      assertThrows(
          IllegalArgumentException.class, () -> gain.configure(DEFAULTS.withFormat(other)));
    }
  }

  @Test
  void frameSizesMakeNoDifferenceAndResetForgets() {
    float[] speech =
        Arrays.copyOf(scaledTo(-40, Recordings.load(Recordings.CLEAN_48K), RATE), 4 * RATE);
    float[] expected = speech.clone();
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      run(gain, expected);
      gain.reset();
      float[] again = speech.clone();
      run(gain, again);
      assertArrayEquals(expected, again);
    }
    for (int size : new int[] {1, 125, 480, 9_600}) {
      float[] output = speech.clone();
      try (AdaptiveGain gain =
          new AdaptiveGain(DEFAULTS.withFormat(new StreamFormat(RATE, 1, size)))) {
        run(gain, output);
      }
      assertArrayEquals(expected, output, 1e-5f, "" + size);
    }
  }

  @Test
  void channelsShareOneGainAndPoisonIsMended() {
    StreamFormat stereo = StreamFormat.of10Ms(RATE, 2);
    float[] speech = scaledTo(-40, Recordings.load(Recordings.CLEAN_48K), RATE);
    AudioFrame frame = new AudioFrame(stereo);
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS.withFormat(stereo))) {
      for (int at = 0; at + 480 <= speech.length; at += 480) {
        System.arraycopy(speech, at, frame.channel(0), 0, 480);
        for (int i = 0; i < 480; i++) {
          frame.channel(1)[i] = speech[at + i] / 4;
        }
        frame.channel(0)[7] = Float.NaN;
        frame.channel(1)[7] = Float.POSITIVE_INFINITY;
        gain.process(frame);
        for (int i = 0; i < 480; i++) {
          assertEquals(frame.channel(0)[i], 4 * frame.channel(1)[i], 1e-6f);
        }
      }
      assertTrue(gain.statistics().gainDb() > 15);
      assertEquals(2 * gain.statistics().frames(), gain.statistics().nonFiniteSamples());
    }
  }

  @Test
  void doesNotAllocate() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    AudioFrame frame = new AudioFrame(MONO);
    int[] at = {0};
    try (AdaptiveGain gain = new AdaptiveGain(DEFAULTS)) {
      long bytes =
          Allocation.bytes(
              2_000,
              1_000,
              () -> {
                at[0] = (at[0] + 480) % (speech.length - 480);
                System.arraycopy(speech, at[0], frame.channel(0), 0, 480);
                gain.process(frame);
                gain.process(frame, 0.5f);
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() {
    refused("targetDbfs is -5.0, allowed: -60.0 to -6.0", () -> DEFAULTS.withTargetDbfs(-5));
    refused("maxGainDb is -1.0, allowed: 0.0 to 60.0", () -> DEFAULTS.withMaxGainDb(-1));
    refused("maxNoiseDbfs is 1.0, allowed: -100.0 to 0.0", () -> DEFAULTS.withMaxNoiseDbfs(1));
    refused("upDbPerSecond is 0.0, allowed: 0.5 to 200.0", () -> DEFAULTS.withUpDbPerSecond(0));
    refused(
        "downDbPerSecond is NaN, allowed: 0.5 to 200.0",
        () -> DEFAULTS.withDownDbPerSecond(Double.NaN));
    refused("fixedGainDb is 31.0, allowed: -60.0 to 30.0", () -> DEFAULTS.withFixedGainDb(31));
    AdaptiveGain gain = new AdaptiveGain(DEFAULTS);
    AudioFrame wrong = new AudioFrame(StreamFormat.of10Ms(16_000, 1));
    assertThrows(IllegalArgumentException.class, () -> gain.process(wrong));
    gain.close();
    assertThrows(IllegalStateException.class, () -> gain.process(new AudioFrame(MONO)));
    assertThrows(IllegalStateException.class, gain::reset);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
