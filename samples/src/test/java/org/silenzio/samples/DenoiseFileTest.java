package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenoiseFileTest {

  private static final String NOISY = "recordings/austen16_vinyl_snr10_noisy.wav";

  @TempDir Path folder;

  @Test
  void theNoiseBeforeTheFirstWordIsGone() throws Exception {
    File output = folder.resolve("clean.wav").toFile();
    DenoiseFile.main(new String[] {NOISY, output.getPath()});
    // behind the delay, before the speech
    double before = power(new File(NOISY), 4_000, 12_000);
    double after = power(output, 4_000, 12_000);
    double fallDb = 10 * Math.log10(before / after);
    assertTrue(fallDb > 15, "fell by " + fallDb + " dB");
    // and the speech is still there
    assertEquals(
        0,
        10 * Math.log10(power(new File(NOISY), 24_000, 96_000) / power(output, 24_448, 96_448)),
        3.0);
  }

  private static double power(File file, int from, int to) throws Exception {
    try (AudioInputStream stream = AudioSystem.getAudioInputStream(file)) {
      byte[] bytes = stream.readAllBytes();
      double sum = 0;
      for (int i = from; i < to; i++) {
        short sample = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8));
        sum += (double) sample * sample;
      }
      return sum / (to - from);
    }
  }
}
