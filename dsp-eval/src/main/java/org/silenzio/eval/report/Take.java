package org.silenzio.eval.report;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One version of a recording, such as the one before or the one after processing.
 *
 * @param label its name on the page
 * @param soundFile the WAV that the page plays; the page holds a copy of its bytes
 * @param samples what the page draws: one channel, full scale at ±1, 1 sample or more, all finite;
 *     kept as it is, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // carries a recording, is never compared
public record Take(String label, Path soundFile, float[] samples) {

  /** Checks that all are there and that the samples can be drawn. */
  public Take {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(soundFile, "soundFile");
    if (samples.length == 0) {
      throw new IllegalArgumentException("samples is empty, allowed: 1 sample or more");
    }
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            "samples[" + i + "] is " + samples[i] + ", allowed: finite numbers");
      }
    }
  }
}
