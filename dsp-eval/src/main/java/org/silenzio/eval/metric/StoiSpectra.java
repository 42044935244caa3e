package org.silenzio.eval.metric;

import java.util.Arrays;

/**
 * The third-octave magnitudes that {@link Stoi} compares: of frames of 25.6 ms at 10 kHz, those in
 * which the clean signal is 40 dB below its loudest frame having been cut out of both signals.
 *
 * @param clean the reference's magnitudes, by band, then frame
 * @param heard the degraded signal's
 */
record StoiSpectra(double[][] clean, double[][] heard) {

  static final int BANDS = 15;

  static final int FRAME = 256;
  private static final int HOP = 128;
  private static final int TRANSFORM = 512;
  private static final double LOWEST_BAND_HZ = 150;
  private static final double RANGE_DB = 40;
  private static final double[] WINDOW = window();
  private static final int[] BAND_EDGES_LOW = edges(-1);
  private static final int[] BAND_EDGES_HIGH = edges(1);

  /** Both signals at 10 kHz, each of more than a frame. */
  static StoiSpectra of(double[] clean, double[] heard) {
    boolean[] kept = loudFrames(clean);
    return new StoiSpectra(bands(withoutPauses(clean, kept)), bands(withoutPauses(heard, kept)));
  }

  int frames() {
    return clean[0].length;
  }

  /** A frame that ends with the last sample is left out, here and below, as in pystoi. */
  private static int frameCount(int samples) {
    return Math.max(0, Math.ceilDiv(samples - FRAME, HOP));
  }

  private static double[] window() {
    double[] window = new double[FRAME];
    for (int i = 0; i < FRAME; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 1) / (FRAME + 1));
    }
    return window;
  }

  /** The bins nearest to the bands' edges, a sixth of an octave from their centers. */
  private static int[] edges(int side) {
    int[] edges = new int[BANDS];
    for (int b = 0; b < BANDS; b++) {
      double edgeHz = LOWEST_BAND_HZ * Math.pow(2, (2 * b + side) / 6.0);
      edges[b] = (int) Math.round(edgeHz * TRANSFORM / StoiResampler.RATE_HZ);
    }
    return edges;
  }

  private static boolean[] loudFrames(double[] samples) {
    double[] levels = new double[frameCount(samples.length)];
    double loudest = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < levels.length; n++) {
      double energy = 0;
      for (int i = 0; i < FRAME; i++) {
        double value = WINDOW[i] * samples[n * HOP + i];
        energy += value * value;
      }
      levels[n] = 20 * Math.log10(Math.sqrt(energy) + SpeechFrames.EPSILON);
      loudest = Math.max(loudest, levels[n]);
    }
    boolean[] loud = new boolean[levels.length];
    for (int n = 0; n < loud.length; n++) {
      loud[n] = loudest - RANGE_DB - levels[n] < 0;
    }
    return loud;
  }

  private static double[] withoutPauses(double[] samples, boolean[] kept) {
    double[] out = new double[(kept.length + 1) * HOP];
    int at = 0;
    for (int n = 0; n < kept.length; n++) {
      if (kept[n]) {
        for (int i = 0; i < FRAME; i++) {
          out[at + i] += WINDOW[i] * samples[n * HOP + i];
        }
        at += HOP;
      }
    }
    return Arrays.copyOf(out, at + FRAME - HOP);
  }

  private static double[][] bands(double[] samples) {
    double[][] bands = new double[BANDS][frameCount(samples.length)];
    DoubleFft fft = new DoubleFft(TRANSFORM);
    double[] frame = new double[TRANSFORM];
    double[] power = new double[TRANSFORM / 2 + 1];
    for (int n = 0; n < bands[0].length; n++) {
      for (int i = 0; i < FRAME; i++) {
        frame[i] = WINDOW[i] * samples[n * HOP + i];
      }
      Arrays.fill(frame, FRAME, TRANSFORM, 0.0);
      fft.forward(frame);
      fft.power(frame, power);
      for (int b = 0; b < BANDS; b++) {
        double sum = 0;
        for (int k = BAND_EDGES_LOW[b]; k < BAND_EDGES_HIGH[b]; k++) {
          sum += power[k];
        }
        bands[b][n] = Math.sqrt(sum);
      }
    }
    return bands;
  }
}
