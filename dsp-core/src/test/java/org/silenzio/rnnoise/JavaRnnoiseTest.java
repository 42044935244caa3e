package org.silenzio.rnnoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;
import org.silenzio.testing.Allocation;
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

  @Test
  void afterAWarmUpTheFirstFrameAllocatesNothingAndSoundsAsEver() {
    float[] noisy = Arrays.copyOf(Recordings.load(Recordings.NOISY_48K), 48_000);
    try (NoiseSuppressor warmed = create(FULL);
        NoiseSuppressor other = create(FULL);
        NoiseSuppressor cold = create(FULL)) {
      assertTrue(FrameProcessor.warmUp(warmed, 120_000));
      AudioFrame frame = new AudioFrame(FULL.format());
      System.arraycopy(noisy, 0, frame.channel(0), 0, frame.channel(0).length);
      assertEquals(0, Allocation.ofOne(() -> other.process(frame)));
      assertArrayEquals(denoise(cold, noisy), denoise(warmed, noisy));
    }
  }
}
