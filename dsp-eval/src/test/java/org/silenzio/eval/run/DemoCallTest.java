package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.metric.Stoi;

class DemoCallTest {

  @TempDir private Path folder;

  @Test
  void theEchoGoesAndTheNearTalkerIsUnderstood() throws IOException {
    DemoCall.Result result = DemoCall.run(folder.resolve("call"), List.of());
    assertTrue(Files.size(result.page()) > 100_000);
    Recording microphone = load("mic");
    float[] heard = microphone.channels()[0];
    float[] sent = load("sent").channels()[0];
    float[] clean = load("clean").channels()[0];
    int rate = microphone.sampleRateHz();
    double fallDb = 10 * Math.log10(power(heard, 2 * rate) / power(sent, 2 * rate));
    assertTrue(fallDb > 25, "in the far end's second 2 to 3 by " + fallDb + " dB");
    double before = Stoi.extended(clean, heard, rate);
    double after = Stoi.extended(clean, sent, rate);
    assertTrue(after > before + 0.05, before + " before, " + after + " after");
  }

  private Recording load(String part) throws IOException {
    return Recording.load(folder.resolve("call/double-talk-0db_" + part + ".wav"));
  }

  /** Over a second. */
  private static double power(float[] samples, int from) {
    double sum = 1e-12;
    for (int n = from; n < from + 16_000; n++) {
      sum += samples[n] * samples[n];
    }
    return sum;
  }
}
