package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Recordings;

/** Speech is never taken for music, music is found, and speech is found again behind it. */
class ContentDetectorTest {

  /** Chords of plucked notes with a drum to each beat, another chord with each. */
  private static float[] music(int rate, int seconds, long seed) {
    Random random = new Random(seed);
    float[] sound = new float[rate * seconds];
    double beat = 0.3 + 0.2 * random.nextDouble();
    int[] chord = {0, 4, 7, 12};
    for (double at = 0; at < seconds; at += beat) {
      double root = 110 * Math.pow(2, random.nextInt(12) / 12.0);
      for (int interval : chord) {
        int length = (int) (rate * beat * (1 + random.nextInt(3)));
        pluck(sound, rate, at, length, root * Math.pow(2, interval / 12.0));
      }
      int from = (int) (at * rate);
      for (int i = 0; i < rate / 12 && from + i < sound.length; i++) {
        sound[from + i] += 0.1f * (float) (random.nextGaussian() * Math.exp(-40.0 * i / rate));
      }
    }
    return sound;
  }

  private static void pluck(float[] sound, int rate, double at, int length, double hz) {
    int from = (int) (at * rate);
    for (int i = 0; i < length && from + i < sound.length; i++) {
      double t = (double) i / rate;
      double sample = 0;
      for (int harmonic = 1; harmonic <= 8; harmonic++) {
        sample += Math.sin(2 * Math.PI * hz * harmonic * t) / harmonic;
      }
      sound[from + i] += 0.07f * (float) (sample * Math.exp(-3 * t));
    }
  }

  /** The share of frames taken for music from a second on. */
  private static double share(
      ContentDetector detector, StreamFormat format, float[] sound, int fromSecond) {
    AudioFrame frame = new AudioFrame(format);
    int size = format.frameSamples();
    int musical = 0;
    int counted = 0;
    for (int at = 0; at + size <= sound.length; at += size) {
      System.arraycopy(sound, at, frame.channel(0), 0, size);
      boolean music = detector.hear(frame);
      if (at >= fromSecond * format.sampleRateHz()) {
        musical += music ? 1 : 0;
        counted++;
      }
    }
    return (double) musical / counted;
  }

  @ParameterizedTest
  @CsvSource({
    "48000, prompts48_clean.wav",
    "48000, prompts48_steam_snr5_noisy.wav",
    "48000, prompts48_keyboard_snr10_noisy.wav",
    "48000, noise48_keyboard.wav",
    "16000, austen16_clean.wav",
    "16000, austen16_printer_snr5_noisy.wav",
    "16000, austen16_vinyl_snr10_noisy.wav",
    "16000, noise16_printer.wav"
  })
  void speechAndNoiseAreNoMusic(int rate, String recording) {
    StreamFormat format = StreamFormat.of10Ms(rate, 1);
    assertEquals(0, share(new ContentDetector(format), format, Recordings.load(recording), 0));
  }

  @Test
  void humBehindSpeechIsNoMusic() {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    float[] sound = Recordings.load(Recordings.CLEAN_48K);
    for (int i = 0; i < sound.length; i++) {
      for (int harmonic = 1; harmonic < 30; harmonic++) {
        sound[i] += 0.02f * (float) Math.sin(2 * Math.PI * 50 * harmonic * i / 48_000.0) / harmonic;
      }
    }
    assertEquals(0, share(new ContentDetector(format), format, sound, 0));
  }

  /** A motor that runs for some seconds and rests for as long, in soft noise. */
  @ParameterizedTest
  @CsvSource({"2.5, 120", "5, 140", "5, 160", "20, 120"})
  void aHumThatComesBackIsNoMusic(double seconds, double hz) {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    Random random = new Random(3);
    float[] sound = new float[30 * 48_000];
    for (int i = 0; i < sound.length; i++) {
      double t = i / 48_000.0;
      sound[i] = 0.003f * (float) random.nextGaussian();
      for (int harmonic = 1; t % (2 * seconds) >= seconds && harmonic < 12; harmonic++) {
        sound[i] += 0.05f * (float) Math.sin(2 * Math.PI * hz * harmonic * t) / harmonic;
      }
    }
    assertEquals(0, share(new ContentDetector(format), format, sound, 0));
  }

  /** Chords of detuned saws that swell, are held for 2 s and overlap; with drums, if wanted. */
  private static float[] pads(boolean drums, long seed) {
    Random random = new Random(seed);
    int[][] chords = {{0, 4, 7}, {9, 12, 16}, {5, 9, 12}, {7, 11, 14}};
    double root = 130.8 * Math.pow(2, random.nextInt(12) / 12.0);
    float[] sound = new float[20 * 48_000];
    for (int from = 0, n = 0; from < sound.length; from += 2 * 48_000, n++) {
      for (int interval : chords[n % 4]) {
        double hz = root * Math.pow(2, interval / 12.0);
        for (int i = 0; i < 2.4 * 48_000 && from + i < sound.length; i++) {
          double t = i / 48_000.0;
          double swell = Math.min(1, t / 0.3) * Math.min(1, (2.4 - t) / 0.4);
          double sum = 0;
          for (int harmonic = 1; harmonic <= 10; harmonic++) {
            double turns = 2 * Math.PI * hz * harmonic * t;
            sum += (Math.sin(turns) + Math.sin(1.004 * turns)) / harmonic;
          }
          sound[from + i] += 0.02f * (float) (swell * sum);
        }
      }
    }
    for (int from = 0; drums && from < sound.length; from += 12_000) {
      float amplitude = from % 48_000 == 24_000 ? 0.1f : 0.03f;
      for (int i = 0; i < 6_000; i++) {
        sound[from + i] += amplitude * (float) (random.nextGaussian() * Math.exp(-i / 1_500.0));
      }
    }
    return sound;
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "true, 3", "true, 4"})
  void longChordsAreMusicWithDrumsOrWithout(boolean drums, long seed) {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    double share = share(new ContentDetector(format), format, pads(drums, seed), 8);
    assertTrue(share > 0.8, "" + share);
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 32_000, 48_000})
  void heldNotesAreMusicWithinSixSeconds(int rate) {
    StreamFormat format = StreamFormat.of10Ms(rate, 1);
    for (int seed = 0; seed < 3; seed++) {
      double share = share(new ContentDetector(format), format, music(rate, 16, seed), 6);
      assertTrue(share > 0.95, "seed " + seed + ": " + share);
    }
  }

  @Test
  void speechBehindMusicIsSpeechAgainWithinFourSeconds() {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    ContentDetector detector = new ContentDetector(format);
    assertTrue(share(detector, format, music(48_000, 10, 5), 6) > 0.95);
    float[] speech = Recordings.load(Recordings.NOISY_48K);
    assertEquals(0, share(detector, format, speech, 4));
  }

  @Test
  void theEngineLetsMusicPassAndTellsSo() {
    StreamFormat format = StreamFormat.of10Ms(16_000, 1);
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(
                VoiceEngineConfig.defaults(format, format)
                    .withContent(Content.AUTOMATIC)
                    .withStages(Set.of())
                    .withWarmUpMs(0))
            .replace(Stage.NOISE_SUPPRESSOR, frames -> new PassingTime(frames, () -> {}))
            .build()) {
      AudioFrame frame = new AudioFrame(format);
      float[] sound = music(16_000, 12, 1);
      assertFalse(engine.statistics().music());
      for (int at = 0; at < sound.length; at += 160) {
        System.arraycopy(sound, at, frame.channel(0), 0, 160);
        engine.capture().process(frame);
      }
      assertTrue(engine.statistics().music());
      engine.setContent(Content.SPEECH);
      engine.capture().process(frame);
      assertFalse(engine.statistics().music());
    }
  }
}
