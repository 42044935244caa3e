package org.silenzio.eval.metric.pesq;

import java.io.IOException;
import java.nio.file.Path;
import org.silenzio.eval.corpus.Recording;

/**
 * Speech for the tests of this package: recordings that come with the project, and what becomes of
 * them.
 */
final class Speech {

  private Speech() {}

  static float[] sample(String name) throws IOException {
    return Recording.load(Path.of("..", "samples", "recordings", name)).channels()[0];
  }

  static float[] delayed(float[] signal, int samples) {
    float[] delayed = new float[signal.length + samples];
    System.arraycopy(signal, 0, delayed, samples, signal.length);
    return delayed;
  }

  static float[] scaled(float[] signal, float gain) {
    float[] scaled = signal.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= gain;
    }
    return scaled;
  }

  /** A signal of which some is lost, or into which silence is put where the number is negative. */
  static float[] without(float[] signal, int from, int samples) {
    float[] changed = new float[signal.length - samples];
    System.arraycopy(signal, 0, changed, 0, from);
    int source = Math.max(from, from + samples);
    int target = Math.max(from, from - samples);
    System.arraycopy(signal, source, changed, target, signal.length - source);
    return changed;
  }

  /** Tones of 0.1 s, too short for an utterance, twice a second at 16 kHz. */
  static float[] beeps(int count) {
    float[] signal = new float[count * 8000];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = i % 8000 < 1600 ? 0.3f * (float) Math.sin(0.4 * i) : 0;
    }
    return signal;
  }
}
