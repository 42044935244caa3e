package org.silenzio.echo;

import java.util.Arrays;
import java.util.List;
import org.silenzio.transform.RealFft;
import org.silenzio.transform.WindowPair;

/**
 * What happens once clocks are found to differ: the far end is read between its samples, and the
 * filters move by a tap when a spectrum is lost or gained. In a call that begins after half a
 * minute, when nobody should have to wait for the compiler.
 */
final class DriftExercise implements Runnable {

  /** A spectrum is lost or gained within two hundred hops; no more than a sample per hop. */
  private static final double DRIFT_PPM = 5_000;

  /** Hops in either direction. */
  private static final int HOPS = 300;

  /** Far more often than in any call, or it would not be compiled in time. */
  private static final int HOPS_PER_SHIFT = 4;

  private static final int BINS = 64;

  private final FarReader reader;
  private final Spectrum spectrum;
  private final float[] samples = new float[Steps.HOP_SAMPLES];
  private final KalmanBins filters =
      new KalmanBins(
          BINS,
          EchoPreset.STANDARD.taps(),
          List.of(
              Side.HALFWAY.shape(EchoPreset.STANDARD, BINS),
              Side.MAGNITUDE.shape(EchoPreset.STANDARD, BINS)),
          1f,
          1f,
          new float[BINS],
          new float[BINS]);
  private int hops;

  DriftExercise() {
    int length = EchoPreset.STANDARD.windowSamples();
    WindowPair windows = EchoPreset.STANDARD.windows(Steps.HOP_SAMPLES);
    reader = new FarReader(windows.analysis(), Steps.HOP_SAMPLES, RealFft.ofLength(length));
    spectrum = new Spectrum(reader.bins());
    Arrays.fill(samples, 0.1f);
  }

  @Override
  public void run() {
    int direction = hops / HOPS % 2 == 0 ? 1 : -1;
    for (int n = reader.take(samples, direction * DRIFT_PPM, true); n > 0; n--) {
      reader.read(spectrum);
    }
    if (hops % HOPS_PER_SHIFT == 0) {
      filters.shift(hops / HOPS_PER_SHIFT % 2 == 0 ? 1 : -1);
    }
    hops++;
  }
}
