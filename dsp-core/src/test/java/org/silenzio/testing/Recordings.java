package org.silenzio.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** The recordings of {@code samples/recordings}, all 16-bit mono. */
public final class Recordings {

  /** The speech with digital silence in its pauses. */
  public static final String CLEAN_48K = "prompts48_clean.wav";

  /** The same with steady broadband noise at 5 dB signal-to-noise ratio. */
  public static final String NOISY_48K = "prompts48_steam_snr5_noisy.wav";

  private Recordings() {}

  /** Where a recording lies, seen from any module's folder. */
  public static Path path(String fileName) {
    return Path.of("..", "samples", "recordings", fileName).toAbsolutePath().normalize();
  }

  /** All samples of a recording, full scale at ±1. */
  public static float[] load(String fileName) {
    try (AudioInputStream stream = AudioSystem.getAudioInputStream(path(fileName).toFile())) {
      ShortBuffer pcm =
          ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      float[] samples = new float[pcm.remaining()];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = pcm.get(i) / 32_768f;
      }
      return samples;
    } catch (UnsupportedAudioFileException e) {
      throw new AssertionError(fileName, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
