package org.silenzio.rnnoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.RnnoiseContract;

/** How close it is to the C library is tested beside that. */
class JavaRnnoiseTest extends RnnoiseContract {

  @Override
  protected NoiseSuppressor create(NoiseSuppressorConfig config) {
    return NoiseSuppressors.create(config.withImplementation(Implementation.JAVA));
  }

  @Test
  void aModelFromAFileServesAsTheBuiltInOne(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.dnnw");
    Files.write(file, RnnoiseModel.builtInBytes());
    float[] noisy = Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 48_000);
    try (NoiseSuppressor builtIn = create(FULL);
        NoiseSuppressor fromFile = NoiseSuppressors.create(FULL.withModel(file))) {
      assertArrayEquals(denoise(builtIn, noisy), denoise(fromFile, noisy));
    }
  }
}
