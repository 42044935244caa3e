package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.corpus.Recording;

/** {@link SoundUri} and {@link SoundStore}. */
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

  @Test
  void keptSoundsComeBackAsOftenAsWantedAndLeaveNothing() throws IOException {
    try (SoundStore store = SoundStore.within(folder)) {
      Sound one = store.keep(SAMPLES, 16_000);
      Sound other = store.keep(new float[] {0.25f}, 48_000);
      assertEquals(0.5f, one.samples()[1], 1e-4f);
      assertEquals(6, one.samples().length);
      assertEquals(0.25f, other.samples()[0], 1e-4f);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
