package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.corpus.Recording;

class SoundUriTest {

  private static final float[] SAMPLES = {0, 0.5f, -0.5f, 1, -1, 2};

  @TempDir Path folder;

  @Test
  void withoutOpusItIsAWavThatReadsBack() throws IOException {
    String uri = SoundUri.wav(SAMPLES, 16_000);
    String prefix = "data:audio/wav;base64,";
    assertTrue(uri.startsWith(prefix));
    Path file = folder.resolve("a.wav");
    Files.write(file, Base64.getDecoder().decode(uri.substring(prefix.length())));
    Recording read = Recording.load(file);
    assertEquals(16_000, read.sampleRateHz());
    float[] expected = {0, 0.5f, -0.5f, 1, -1, 1};
    assertEquals(expected.length, read.samples());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], read.channels()[0][i], 1e-4f);
    }
  }
}
