package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.silenzio.noise.NoiseSuppressor;

class ManyStreamsTest {

  @Test
  void everyStreamIsServedToItsEnd() throws Exception {
    ManyStreams.Result result =
        ManyStreams.denoise(5, new File("recordings/austen16_printer_snr5_noisy.wav"));
    assertEquals(5, result.streams().size());
    assertTrue(result.rounds() > 100);
    float first = result.streams().getFirst().speechProbability();
    for (NoiseSuppressor stream : result.streams()) {
      assertEquals(first, stream.speechProbability(), "all streams have heard the same");
    }
  }
}
