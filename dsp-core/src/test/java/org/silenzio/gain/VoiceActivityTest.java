package org.silenzio.gain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class VoiceActivityTest {

  private static final StreamFormat MONO = StreamFormat.of10Ms(48_000, 1);
  private static final VoiceActivityConfig DEFAULTS = VoiceActivityConfig.defaults(MONO);

  @ParameterizedTest
  @CsvSource({"480, 48000", "441, 44100", "64, 8000", "1, 16000"})
  void theHangOverHoldsForItsTimeWhateverTheFrames(int frameSamples, int rate) {
    StreamFormat format = new StreamFormat(rate, 1, frameSamples);
    try (VoiceActivity activity =
        new VoiceActivity(DEFAULTS.withFormat(format).withHangOverMs(200))) {
      assertFalse(activity.update(0.49f));
      assertTrue(activity.update(0.5f), "the onset's own value");
      assertTrue(activity.update(0.3f), "the offset's own value");
      int held = 0;
      while (activity.update(0.29f)) {
        held++;
      }
      assertEquals(200, (held + 1) * format.frameMs(), 1.01 * format.frameMs());
      assertFalse(activity.update(0.49f), "begins anew at the onset only");
      assertTrue(activity.update(1f));
      assertTrue(activity.update(Float.NaN), "counts as 0, and is held");
      activity.reset();
      assertFalse(activity.active());
    }
  }

  /** The shares of frames with speech, and of the clean recording's silence, that are active. */
  private static double[] shares(String recording) {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] sound = Recordings.load(recording);
    AudioFrame frame = new AudioFrame(MONO);
    int[] active = new int[2];
    int[] all = new int[2];
    try (VoiceActivity activity = new VoiceActivity(DEFAULTS)) {
      for (int at = 0; at + 480 <= sound.length; at += 480) {
        System.arraycopy(sound, at, frame.channel(0), 0, 480);
        activity.process(frame);
        int kind = -1;
        if (Decibels.fromPower(Tones.power(clean, at, at + 480)) > -35) {
          kind = 0;
        } else if (at > 20_000 && Tones.power(clean, at - 20_000, at + 480) == 0) {
          kind = 1;
        }
        if (kind >= 0) {
          all[kind]++;
          active[kind] += activity.active() ? 1 : 0;
        }
      }
      assertEquals(sound.length / 480, activity.frames());
    }
    assertTrue(all[0] > 200 && all[1] > 40, all[0] + " of speech, " + all[1] + " of pauses");
    return new double[] {(double) active[0] / all[0], (double) active[1] / all[1]};
  }

  @ParameterizedTest
  @CsvSource({
    "prompts48_clean.wav, 0.9, 0",
    "prompts48_steam_snr5_noisy.wav, 0.8, 0.05",
    "prompts48_keyboard_snr10_noisy.wav, 0.85, 0.2"
  })
  void speechIsToldFromPausesByItself(String recording, double least, double most) {
    double[] shares = shares(recording);
    assertTrue(shares[0] >= least, "in speech: " + shares[0]);
    assertTrue(shares[1] <= most, "in pauses: " + shares[1]);
  }

  /** The share of a sound's frames that are active, from a second on. */
  private static double activeShare(float[] sound, int rate) {
    StreamFormat format = StreamFormat.of10Ms(rate, 1);
    int size = format.frameSamples();
    AudioFrame frame = new AudioFrame(format);
    int active = 0;
    int all = 0;
    try (VoiceActivity activity = new VoiceActivity(DEFAULTS.withFormat(format))) {
      for (int at = 0; at + size <= sound.length; at += size) {
        System.arraycopy(sound, at, frame.channel(0), 0, size);
        activity.process(frame);
        if (at >= rate) {
          all++;
          active += activity.active() ? 1 : 0;
        }
      }
    }
    return (double) active / all;
  }

  @Test
  void aKeyboardIsNoVoice() {
    float[] keys = Recordings.load("noise48_keyboard.wav");
    float[] often = new float[5 * keys.length];
    for (int i = 0; i < often.length; i++) {
      often[i] = keys[i % keys.length];
    }
    assertEquals(0, activeShare(often, 48_000), 0.02);
  }

  /** A desk: five knocks a second, each with two resonances that ring for a tenth of a second. */
  @ParameterizedTest
  @CsvSource({"16000, 1", "16000, 2", "48000, 3"})
  void knocksThatRingAreNoVoice(int rate, long seed) {
    Random random = new Random(seed);
    float[] sound = new float[10 * rate];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = 1e-4f * (float) random.nextGaussian();
    }
    for (int from = rate / 10; from < sound.length; from += rate / 5) {
      double first = 110 + 60 * random.nextDouble();
      double second = 250 + 100 * random.nextDouble();
      for (int i = 0; i < rate / 5 && from + i < sound.length; i++) {
        double t = (double) i / rate;
        double ring = Math.sin(2 * Math.PI * first * t) + Math.sin(2 * Math.PI * second * t);
        double knock = random.nextGaussian() * Math.exp(-t / 0.005);
        sound[from + i] += (float) (0.003 * ring * Math.exp(-t / 0.03) + 0.1 * knock);
      }
    }
    assertEquals(0, activeShare(sound, rate), 0.02);
  }

  @Test
  void framesPassButForPoison() {
    AudioFrame frame = new AudioFrame(MONO);
    frame.channel(0)[3] = 0.25f;
    frame.channel(0)[4] = Float.NaN;
    try (VoiceActivity activity = new VoiceActivity(DEFAULTS)) {
      activity.process(frame);
      assertEquals(0.25f, frame.channel(0)[3]);
      assertEquals(0f, frame.channel(0)[4]);
      assertFalse(activity.active(), "a click is no speech");
      assertEquals(0, activity.latencySamples());
    }
  }

  @Test
  void doesNotAllocate() {
    StreamFormat stereo = StreamFormat.of10Ms(16_000, 2);
    AudioFrame frame = new AudioFrame(stereo);
    Random random = new Random(1);
    try (VoiceActivity activity = new VoiceActivity(DEFAULTS.withFormat(stereo))) {
      long bytes =
          Allocation.bytes(
              2_000,
              1_000,
              () -> {
                frame.channel(0)[random.nextInt(160)] = random.nextFloat();
                activity.process(frame);
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() {
    assertEquals(
        "offsetProbability is 0.6, allowed: 4.9E-324 to 0.5",
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withProbabilities(0.5, 0.6))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withProbabilities(0, 0));
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withProbabilities(1.1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withHangOverMs(-1));
    VoiceActivity activity = new VoiceActivity(DEFAULTS);
    activity.close();
    assertThrows(IllegalStateException.class, () -> activity.update(1f));
    assertThrows(IllegalStateException.class, () -> activity.process(new AudioFrame(MONO)));
    assertThrows(IllegalStateException.class, activity::reset);
  }
}
