package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;

class ManyStreamsTest {

  private static final File NOISY = new File("recordings/austen16_printer_snr5_noisy.wav");

  @Test
  void everyStreamIsServedInOrderToItsEnd() throws Exception {
    float[] alone = ManyStreams.denoise(1, NOISY).last().getFirst().channel(0);
    ManyStreams.Result result = ManyStreams.denoise(5, NOISY);
    assertEquals(5, result.last().size());
    assertTrue(result.rounds() > 100);
    for (AudioFrame stream : result.last()) {
      assertArrayEquals(alone, stream.channel(0), "as if it were alone");
    }
  }
}
