package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Allocation;
import org.silenzio.transform.RealFft;
import org.silenzio.transform.WindowPair;

class FarReaderTest {

  private static final int HOP = Steps.HOP_SAMPLES;
  private static final int WINDOW = 640;
  private static final int BINS = WINDOW / 2 + 1;

  private final float[] window = new WindowPair(WINDOW, WINDOW, HOP, 1).analysis();
  private final FarReader reader = new FarReader(window, HOP, RealFft.ofLength(WINDOW));
  private final Spectrum spectrum = new Spectrum(BINS);
  private final float[] hop = new float[HOP];

  /** A sound that is known between its samples, too. */
  private static double sound(double sample) {
    return 0.3 * Math.sin(0.061 * sample)
        + 0.2 * Math.sin(0.31 * sample + 1)
        + 0.2 * Math.sin(1.13 * sample + 2);
  }

  private int take(int frame, double driftPpm) {
    return take(frame, driftPpm, true);
  }

  private int take(int frame, double driftPpm, boolean maySkip) {
    fill(frame);
    return reader.take(hop, driftPpm, maySkip);
  }

  private void fill(int frame) {
    for (int n = 0; n < HOP; n++) {
      hop[n] = (float) sound(frame * HOP + n);
    }
  }

  /** How far the spectrum is from that of the window which ends so late, in dB to the sound's. */
  private double errorDb(double end) {
    double error = 0;
    double power = 0;
    for (int bin = 1; bin < 160; bin++) {
      double re = 0;
      double im = 0;
      for (int n = 0; n < WINDOW; n++) {
        double value = window[n] * sound(end - WINDOW + n);
        re += value * Math.cos(2 * Math.PI * bin * n / WINDOW);
        im -= value * Math.sin(2 * Math.PI * bin * n / WINDOW);
      }
      power += re * re + im * im;
      error += Math.pow(re - spectrum.re[bin], 2) + Math.pow(im - spectrum.im[bin], 2);
    }
    return 10 * Math.log10(error / power);
  }

  @Test
  void withoutDriftItIsAnAnalysisBitForBit() {
    StftAnalysis analysis = new StftAnalysis(window, RealFft.ofLength(WINDOW));
    Spectrum expected = new Spectrum(BINS);
    Random random = new Random(1);
    for (int frame = 0; frame < 20; frame++) {
      for (int n = 0; n < HOP; n++) {
        hop[n] = (float) random.nextGaussian();
      }
      assertEquals(1, reader.take(hop, 0, true));
      reader.read(spectrum);
      analysis.process(hop, expected);
      assertArrayEquals(expected.re, spectrum.re);
      assertArrayEquals(expected.im, spectrum.im);
    }
    assertEquals(0, reader.lateHops());
  }

  @ParameterizedTest
  @ValueSource(doubles = {300, -300, 71, -71})
  void spectraAreTenMillisecondsApartByTheMicrophonesClock(double driftPpm) {
    double position = 0; // of the last spectrum's end, in the far end's samples
    int spectra = 0;
    int seldom = 0;
    double worst = -200;
    int frames = 5_000;
    for (int frame = 0; frame < frames; frame++) {
      int count = take(frame, driftPpm);
      seldom += count == 1 ? 0 : 1;
      for (int n = count; n > 0; n--) {
        double end = (frame + 1) * HOP - HOP * reader.lateHops();
        reader.read(spectrum);
        spectra++;
        if (frame > 10) {
          // where there is one more or none, the grid is off by the drift of a hop
          assertEquals(HOP * (1 - driftPpm * 1e-6), end - position, count == 1 ? 0.1 : 0.05);
          if (frame % 83 == 0 || count == 2) {
            worst = Math.max(worst, errorDb(end));
          }
        }
        position = end;
      }
      assertTrue(reader.lateHops() >= -0.5 / HOP && reader.lateHops() <= 1.1);
    }
    assertTrue(worst < -70, "" + worst);
    // by the microphone's clock, the loudspeaker has played so many frames more or fewer
    assertEquals(frames + frames * driftPpm * 1e-6, spectra, 1.2);
    assertTrue(seldom <= 2 + frames * Math.abs(driftPpm) * 1e-6, "" + seldom);
  }

  @Test
  void theNewestSpectrumIsNotGivenUpWhereTheEchoNeedsIt() {
    double worst = -200;
    for (int frame = 0; frame < 1_000; frame++) {
      assertEquals(1, take(frame, -300, false));
      reader.read(spectrum);
      double late = HOP * reader.lateHops();
      assertTrue(late <= 0 && late >= -0.5, late + " samples");
      if (frame > 10 && frame % 83 == 0) {
        worst = Math.max(worst, errorDb((frame + 1) * HOP - late));
      }
    }
    assertTrue(worst < -70, "" + worst);
    assertEquals(0, take(1_000, -300, true), "once it may");
  }

  /** At 10 ppm of drift for 250 frames it is read 0.4 samples late, and goes back to 0. */
  @Test
  void withoutDriftItSettlesOnAWholeSample() {
    for (int frame = 0; frame < 250; frame++) {
      assertEquals(1, take(frame, 10));
      reader.read(spectrum);
      assertEquals(0, reader.settlingPpm());
    }
    double late = reader.lateHops();
    assertEquals(0.4, HOP * late, 1e-9);
    int frames = 0;
    while (reader.lateHops() != 0) {
      take(250 + frames, 0);
      reader.read(spectrum);
      assertEquals(reader.lateHops() - late, reader.settlingPpm() * 1e-6, 1e-12);
      assertTrue(Math.abs(reader.settlingPpm()) <= 4 + 1e-9, "as slowly as filters follow");
      late = reader.lateHops();
      frames++;
    }
    assertEquals(0.4 / (HOP * 4e-6), frames, 2);
    assertEquals(1, take(250 + frames, 0));
    assertEquals(0, reader.settlingPpm());
  }

  @Test
  void resetIsTheStateOfTheBeginning() {
    for (int frame = 0; frame < 50; frame++) {
      for (int n = take(frame, 500); n > 0; n--) {
        reader.read(spectrum);
      }
    }
    assertTrue(reader.lateHops() > 0);
    reader.reset();
    assertEquals(0, reader.lateHops());
    assertEquals(1, reader.take(new float[HOP], 0, true));
    reader.read(spectrum);
    assertArrayEquals(new Spectrum(BINS).re, spectrum.re);
  }

  @Test
  void doesNotAllocate() {
    long bytes =
        Allocation.bytes(
            500,
            500,
            () -> {
              for (int n = reader.take(hop, 300, true); n > 0; n--) {
                reader.read(spectrum);
              }
            });
    assertEquals(0, bytes);
  }

  @Test
  void whatWarmsUpRunsThroughSpectraLostAndGained() {
    assertEquals(0, Allocation.bytes(1_000, 2_000, EchoCanceller.driftExercise()));
  }

  /** At a third of the rate, beside clocks that differ. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 2_000, -2_000})
  void whatIsTakenAlongStaysInStep(double driftPpm) {
    int fast = 3;
    float[] wide = new WindowPair(fast * WINDOW, fast * WINDOW, fast * HOP, fast).analysis();
    FarReader leader = new FarReader(wide, fast * HOP, RealFft.ofLength(fast * WINDOW));
    Spectrum leading = new Spectrum(leader.bins());
    float[] fastHop = new float[fast * HOP];
    int spectra = 0;
    int hops = 0;
    for (int frame = 0; frame < 600; frame++) {
      for (int n = 0; n < fastHop.length; n++) {
        // samples of the slow one lie in the middle of three
        fastHop[n] = (float) sound(frame * HOP + (n - 1) / (double) fast);
      }
      fill(frame);
      int count = leader.take(fastHop, driftPpm, true);
      reader.takeAlong(hop, leader);
      hops++;
      spectra += count;
      for (int n = 0; n < count; n++) {
        leader.read(leading);
        reader.read(spectrum);
        assertEquals(leader.lateHops(), reader.lateHops(), 1e-9);
      }
      for (int k = 1; frame > 5 && k < 160; k++) {
        // the middle of three is a third of a sample behind the first
        double angle = 2 * Math.PI * k / WINDOW / fast;
        double re = leading.re[k] * Math.cos(angle) - leading.im[k] * Math.sin(angle);
        double im = leading.re[k] * Math.sin(angle) + leading.im[k] * Math.cos(angle);
        assertEquals(re, spectrum.re[k], 2e-2, "bin " + k);
        assertEquals(im, spectrum.im[k], 2e-2, "bin " + k);
      }
    }
    assertEquals(driftPpm == 0, spectra == hops);
  }

  /** Halfway between its spectra and those of another, whatever the clocks. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 2_000, -2_000})
  void whatIsTakenAlongLaterIsReadLater(double driftPpm) {
    FarReader leader = new FarReader(window, HOP, RealFft.ofLength(WINDOW));
    FarReader later = new FarReader(window, HOP, RealFft.ofLength(WINDOW), 0.5);
    for (int frame = 0; frame < 300; frame++) {
      fill(frame);
      int count = leader.take(hop, driftPpm, true);
      later.takeAlong(hop, leader);
      for (int n = 0; n < count; n++) {
        leader.read(spectrum);
        double end = (frame + 1 - leader.lateHops()) * HOP;
        later.read(spectrum);
        if (frame > 5 && count == 1) { // of two, the first one's lateness is gone once it is read
          assertTrue(errorDb(end - 0.5 * HOP) < -60);
          assertEquals(leader.lateHops(), later.lateHops(), 1e-9);
        }
      }
    }
  }
}
