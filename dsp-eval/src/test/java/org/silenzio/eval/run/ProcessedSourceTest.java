package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.corpus.Recording;

class ProcessedSourceTest {

  /** Doubles every sample and hands it out later. */
  private static final class LateDoubler implements FrameProcessor {
    private final StreamFormat format;
    private final float[] line;

    LateDoubler(StreamFormat format, int delaySamples) {
      this.format = format;
      this.line = new float[delaySamples];
    }

    @Override
    public StreamFormat format() {
      return format;
    }

    @Override
    public void process(AudioFrame frame) {
      float[] samples = frame.channel(0);
      for (int i = 0; i < samples.length && line.length > 0; i++) {
        float oldest = line[0];
        System.arraycopy(line, 1, line, 0, line.length - 1);
        line[line.length - 1] = samples[i];
        samples[i] = oldest;
      }
      for (int i = 0; i < samples.length; i++) {
        samples[i] *= 2;
      }
    }

    @Override
    public void reset() {}

    @Override
    public int latencySamples() {
      return line.length;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0",
    "1000, 1",
    "1000, 159",
    "1000, 160",
    "1000, 161",
    "1000, 500",
    "1, 500",
    "160, 160",
    "159, 320",
    "4097, 37"
  })
  void theDelayIsTakenOffAndTheLengthKept(int samples, int delay) throws IOException {
    Random random = new Random(samples);
    float[] input = new float[samples];
    float[] doubled = new float[samples];
    for (int i = 0; i < samples; i++) {
      input[i] = random.nextFloat();
      doubled[i] = 2 * input[i];
    }
    int[] frames = {0};
    ProcessedSource source =
        new ProcessedSource(
            new Recording(16_000, new float[][] {input}).source(),
            new LateDoubler(StreamFormat.of10Ms(16_000, 1), delay),
            () -> frames[0]++);
    float[] output = new float[samples];
    float[][] piece = new float[1][37];
    int total = 0;
    for (int got = source.read(piece, 37); got > 0; got = source.read(piece, 37)) {
      System.arraycopy(piece[0], 0, output, total, got);
      total += got;
    }
    assertEquals(samples, total);
    assertArrayEquals(doubled, output);
    assertEquals((samples + delay + 159) / 160, frames[0], "no frame more than it takes");
  }

  @Test
  void aProcessorOfAnotherShapeIsRefused() {
    LateDoubler processor = new LateDoubler(StreamFormat.of10Ms(48_000, 1), 0);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ProcessedSource(
                new Recording(16_000, new float[1][10]).source(), processor, () -> {}));
  }
}
