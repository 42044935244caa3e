package org.silenzio.eval.bench;

import java.io.IOException;
import java.util.Arrays;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.transform.Resampler;

/**
 * Some seconds of a call to measure with: recorded speech in recorded noise, and the echo of
 * another stretch of speech, so that suppressors and cancellers have their real work to do.
 *
 * @param sampleRateHz samples per second
 * @param farEnd what the loudspeaker plays
 * @param capture what the microphone hears, as long
 */
public record CallInput(int sampleRateHz, float[] farEnd, float[] capture) {

  private static final int WIDE_BAND_HZ = 16_000;
  private static final int FULL_BAND_HZ = 48_000;

  /** A desk's echo path: the direct sound and three reflections. */
  private static final double[] ECHO_DELAYS_MS = {20, 27, 41, 63};

  private static final float[] ECHO_GAINS = {0.3f, 0.15f, -0.08f, 0.04f};

  /**
   * The call at a sample rate, from the sample recordings; rates other than 16 and 48 kHz are
   * converted.
   *
   * @throws IllegalArgumentException if the rate is out of a stream's range
   */
  public static CallInput load(int sampleRateHz) throws IOException {
    boolean wideBand = sampleRateHz == WIDE_BAND_HZ;
    float[] noisy =
        recording(
            wideBand ? "austen16_printer_snr5_noisy.wav" : "prompts48_steam_snr5_noisy.wav",
            sampleRateHz);
    float[] clean =
        recording(wideBand ? "austen16_clean.wav" : "prompts48_clean.wav", sampleRateHz);
    return of(sampleRateHz, noisy, clean);
  }

  private static float[] recording(String name, int sampleRateHz) throws IOException {
    Recording recording = Recording.load(ProjectHome.recordings().resolve(name));
    if (sampleRateHz == recording.sampleRateHz()) {
      return recording.channels()[0];
    }
    Resampler resampler = new Resampler(FULL_BAND_HZ, sampleRateHz, 1);
    float[][] converted = new float[1][resampler.outputSamples(recording.samples())];
    resampler.process(recording.channels(), 0, recording.samples(), converted, 0);
    return converted[0];
  }

  /** The far end talks half a recording later than the near end, so that both are heard at once. */
  static CallInput of(int sampleRateHz, float[] noisy, float[] clean) {
    int samples = Math.min(noisy.length, clean.length);
    float[] farEnd = new float[samples];
    for (int i = 0; i < samples; i++) {
      farEnd[i] = clean[(i + samples / 2) % samples];
    }
    float[] capture = Arrays.copyOf(noisy, samples);
    for (int k = 0; k < ECHO_GAINS.length; k++) {
      int delay = (int) Math.round(ECHO_DELAYS_MS[k] * sampleRateHz / 1_000);
      for (int i = delay; i < samples; i++) {
        capture[i] += ECHO_GAINS[k] * farEnd[i - delay];
      }
    }
    for (int i = 0; i < samples; i++) {
      capture[i] = Math.clamp(capture[i], -1f, 1f);
    }
    return new CallInput(sampleRateHz, farEnd, capture);
  }
}
