package org.silenzio.echo;

import java.util.Arrays;
import org.silenzio.transform.Resampler;

/**
 * Cancels echo at a multiple of 16 kHz: the path is learnt below 8 kHz, and the band above follows
 * the gain of the highest bands below. What is not cancelled is the delayed capture itself, so a
 * canceller that has nothing to do passes it exactly.
 */
final class SplitBandCanceller {

  /** Spectra that a sample of the output consists of, at an overlap of four. */
  private static final int OVERLAPPING_GAINS = 4;

  private final SpeechBandCanceller speechBand;
  private final int factor;
  private final int resamplerDelay;
  private final Resampler down;
  private final Resampler up;
  private final float[][] wide;
  private final float[][] narrow = new float[2][Steps.HOP_SAMPLES];
  private final float[][] change = new float[1][Steps.HOP_SAMPLES];
  private final float[][] wideChange;
  private final SampleDelay captureDelay;
  private final SampleDelay narrowDelay;
  private final float[] recentGains = new float[OVERLAPPING_GAINS];
  private int recentAt;
  private float gainBefore;
  private float gainLast;
  private float gainNow;

  SplitBandCanceller(SpeechBandCanceller speechBand, int sampleRateHz) {
    this.speechBand = speechBand;
    factor = sampleRateHz / Steps.SAMPLE_RATE_HZ;
    down = new Resampler(sampleRateHz, Steps.SAMPLE_RATE_HZ, 2);
    up = new Resampler(Steps.SAMPLE_RATE_HZ, sampleRateHz, 1);
    resamplerDelay = (int) Math.round(down.latencySeconds() * Steps.SAMPLE_RATE_HZ);
    int hop = Steps.HOP_SAMPLES * factor;
    wide = new float[2][];
    wideChange = new float[1][hop];
    captureDelay = new SampleDelay(latencySamples());
    narrowDelay = new SampleDelay(speechBand.latencySamples());
    clearGains();
  }

  int latencySamples() {
    return (2 * resamplerDelay + speechBand.latencySamples()) * factor;
  }

  /** Cancels the echo in one frame of 10 ms, see {@link SpeechBandCanceller#process}. */
  void process(float[] render, float[] samples) {
    wide[0] = render;
    wide[1] = samples;
    down.process(wide, 0, samples.length, narrow, 0);
    float[] kept = change[0];
    for (int n = 0; n < kept.length; n++) {
      kept[n] = narrowDelay.process(narrow[1][n]);
    }
    speechBand.process(narrow[0], narrow[1]);
    takeGain();
    for (int n = 0; n < kept.length; n++) {
      float share = (float) (n + 1) / kept.length;
      kept[n] = narrow[1][n] - (gainLast + share * (gainNow - gainLast)) * kept[n];
    }
    up.process(change, 0, kept.length, wideChange, 0);
    int late = resamplerDelay * factor;
    for (int n = 0; n < samples.length; n++) {
      // the second resampler makes the change late, so the gain has to wait for it
      float share = (float) (n + 1 - late) / samples.length;
      float gain =
          share > 0
              ? gainLast + share * (gainNow - gainLast)
              : gainLast + share * (gainLast - gainBefore);
      samples[n] = wideChange[0][n] + gain * captureDelay.process(samples[n]);
    }
  }

  private void takeGain() {
    recentGains[recentAt] = speechBand.topGain();
    recentAt = (recentAt + 1) % OVERLAPPING_GAINS;
    float sum = 0f;
    for (float gain : recentGains) {
      sum += gain;
    }
    gainBefore = gainLast;
    gainLast = gainNow;
    gainNow = sum / OVERLAPPING_GAINS;
  }

  private void clearGains() {
    Arrays.fill(recentGains, 1f);
    gainBefore = 1f;
    gainLast = 1f;
    gainNow = 1f;
  }

  void reset() {
    speechBand.reset();
    down.reset();
    up.reset();
    captureDelay.reset();
    narrowDelay.reset();
    clearGains();
  }
}
