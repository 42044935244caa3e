package org.silenzio.echo;

import java.util.Arrays;
import java.util.Random;
import org.silenzio.transform.RealFft;

/**
 * A room between loudspeaker and microphone: a direct path, then noise that decays; by partitioned
 * fast convolution (overlap-save), so that hours take minutes. Another room may stand there from
 * one frame to the next.
 */
final class SimulatedRoom {

  private static final int FRAME = Steps.HOP_SAMPLES;
  private static final int RESPONSE_SAMPLES = 4_000; // a quarter of a second
  private static final int PARTITIONS = RESPONSE_SAMPLES / FRAME;
  private static final double DIRECT_GAIN = 0.5;

  private final RealFft fft = RealFft.ofLength(2 * FRAME);
  private final float[][] responseRe = new float[PARTITIONS][fft.bins()];
  private final float[][] responseIm = new float[PARTITIONS][fft.bins()];
  private final float[][] inputRe = new float[PARTITIONS][fft.bins()];
  private final float[][] inputIm = new float[PARTITIONS][fft.bins()];
  private final float[] sumRe = new float[fft.bins()];
  private final float[] sumIm = new float[fft.bins()];
  private final float[] time = new float[2 * FRAME];
  private final float[] last = new float[FRAME];
  private int newest;

  SimulatedRoom(Random random) {
    rebuild(random);
  }

  /** Puts another room there: an RT60 of 0.15 to 0.35 s, a direct sound 3 to 9 dB over the rest. */
  void rebuild(Random random) {
    double rt60Samples = (0.15 + 0.2 * random.nextDouble()) * Steps.SAMPLE_RATE_HZ;
    double directOverRest = Math.pow(10, (3 + 6 * random.nextDouble()) / 10);
    float[] response = new float[RESPONSE_SAMPLES];
    double rest = 0;
    for (int n = 8; n < response.length; n++) { // 8 samples: the nearest wall
      response[n] = (float) (random.nextGaussian() * Math.pow(10, -3 * n / rt60Samples));
      rest += response[n] * response[n];
    }
    float scale = (float) (DIRECT_GAIN / Math.sqrt(rest * directOverRest));
    for (int n = 0; n < response.length; n++) {
      response[n] *= scale;
    }
    response[0] = (float) DIRECT_GAIN;
    for (int p = 0; p < PARTITIONS; p++) {
      Arrays.fill(time, 0f);
      System.arraycopy(response, p * FRAME, time, 0, FRAME);
      fft.forward(time, responseRe[p], responseIm[p]);
    }
  }

  /** What the microphone hears of a frame from the loudspeaker. */
  void process(float[] played, float[] heard) {
    System.arraycopy(last, 0, time, 0, FRAME);
    System.arraycopy(played, 0, time, FRAME, FRAME);
    System.arraycopy(played, 0, last, 0, FRAME);
    newest = (newest + PARTITIONS - 1) % PARTITIONS;
    fft.forward(time, inputRe[newest], inputIm[newest]);
    Arrays.fill(sumRe, 0f);
    Arrays.fill(sumIm, 0f);
    for (int p = 0; p < PARTITIONS; p++) {
      float[] xRe = inputRe[(newest + p) % PARTITIONS];
      float[] xIm = inputIm[(newest + p) % PARTITIONS];
      float[] hRe = responseRe[p];
      float[] hIm = responseIm[p];
      for (int k = 0; k < sumRe.length; k++) {
        sumRe[k] += hRe[k] * xRe[k] - hIm[k] * xIm[k];
        sumIm[k] += hRe[k] * xIm[k] + hIm[k] * xRe[k];
      }
    }
    fft.inverse(sumRe, sumIm, time);
    System.arraycopy(time, FRAME, heard, 0, FRAME);
  }
}
