package org.silenzio.noise;

import java.util.Arrays;
import org.silenzio.audio.Decibels;

/**
 * Bounds how far a suppressor turns the sound down, by mixing the untouched signal, delayed to meet
 * the processed one, back in: where the processed signal is silent, exactly the bound remains;
 * where it equals the untouched one, nothing changes.
 *
 * <p>One channel. [audio] {@link #keep} and {@link #mix} in turn, once a frame each.
 */
public final class WetDryMix {

  private final float dryShare;
  private final int frameSamples;
  private final float[] dry;

  /**
   * Makes a mix whose past is silence.
   *
   * @param maxAttenuationDb the bound in dB, 0 to infinity
   * @param latencySamples the processed signal's delay, 0 or more
   * @param frameSamples samples per frame, 1 or more
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public WetDryMix(double maxAttenuationDb, int latencySamples, int frameSamples) {
    if (!(maxAttenuationDb >= 0)) { // also refuses NaN
      throw new IllegalArgumentException(
          "maxAttenuationDb is " + maxAttenuationDb + ", allowed: 0 to infinity");
    }
    if (latencySamples < 0) {
      throw new IllegalArgumentException(
          "latencySamples is " + latencySamples + ", allowed: 0 or more");
    }
    if (frameSamples < 1) {
      throw new IllegalArgumentException(
          "frameSamples is " + frameSamples + ", allowed: 1 or more");
    }
    this.dryShare = (float) Decibels.toAmplitude(-maxAttenuationDb);
    this.frameSamples = frameSamples;
    this.dry = new float[latencySamples + frameSamples];
  }

  /**
   * Remembers a frame before it is processed.
   *
   * @param samples the untouched frame
   */
  public void keep(float[] samples) {
    if (dryShare == 0f) {
      return;
    }
    System.arraycopy(dry, frameSamples, dry, 0, dry.length - frameSamples);
    System.arraycopy(samples, 0, dry, dry.length - frameSamples, frameSamples);
  }

  /**
   * Mixes the untouched signal of the same moment into a processed frame.
   *
   * @param samples the processed frame, changed in place
   */
  public void mix(float[] samples) {
    if (dryShare == 0f) {
      return;
    }
    float wetShare = 1f - dryShare;
    for (int i = 0; i < frameSamples; i++) {
      samples[i] = dryShare * dry[i] + wetShare * samples[i];
    }
  }

  /** Forgets the past. */
  public void reset() {
    Arrays.fill(dry, 0f);
  }
}
