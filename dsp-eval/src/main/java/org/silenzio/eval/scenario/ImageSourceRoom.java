package org.silenzio.eval.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * The impulse response between two places in a box-shaped room by the method of images, with each
 * image's impulse at its exact time between samples and all six walls alike.
 *
 * <p>J. B. Allen, D. A. Berkley, "Image method for efficiently simulating small-room acoustics", J.
 * Acoust. Soc. Am. 65(4), 1979. Eyring's formula, RT60 = 24·ln 10 / c · V / (−S·ln(1 − α)), takes
 * the sound field to be diffuse; a box's images are not, and decay more slowly: 1.08 times in a
 * cube of 4 m, 1.7 times in a hall of 12 by 9 by 3 m. The walls' absorption is found by bisection
 * instead, so that the images' own energy, integrated backwards after Schroeder, falls as asked
 * from −5 to −35 dB.
 */
final class ImageSourceRoom {

  static final double SPEED_OF_SOUND_M_PER_S = 343;

  private static final SincTable SINC = new SincTable(20, 70);

  /** For the decay, which needs no finer ones. */
  private static final double BIN_SECONDS = 1e-3;

  /**
   * All reflections having one sign, they add up towards 0 Hz as no room's do; Allen and Berkley
   * take that out with a high-pass filter too.
   */
  private static final double HIGH_PASS_HZ = 50;

  private static final double FIT_FROM_DB = -5;
  private static final double FIT_TO_DB = -35;
  private static final int BISECTIONS = 40;

  /** One axis's share of the images: their offset from the microphone, and how many walls. */
  private record AxisImage(double offsetM, int reflections) {}

  /** Takes an image's distance and the number of its reflections. */
  private interface ImageTaker {
    void take(double distanceM, int reflections);
  }

  private final List<List<AxisImage>> axes = new ArrayList<>();
  private final double reachM;
  private final double directM;

  private ImageSourceRoom(Room room, Position source) {
    directM = source.distanceM(room.microphoneM());
    reachM = Math.max(SPEED_OF_SOUND_M_PER_S * room.rt60Seconds(), 2 * directM);
    for (int axis = 0; axis < 3; axis++) {
      axes.add(
          axisImages(
              room.sizeM().metres()[axis],
              source.metres()[axis],
              room.microphoneM().metres()[axis]));
    }
  }

  /**
   * The response from a place to the room's microphone, until it has fallen by 60 dB. The direct
   * sound has the amplitude 1 / distance; below 50 Hz there is little.
   */
  static ImpulseResponse response(Room room, Position source, int sampleRateHz) {
    ImageSourceRoom images = new ImageSourceRoom(room, source);
    double reflection = images.reflectionFor(room);
    int lead = SINC.halfLength();
    double samplesPerM = sampleRateHz / SPEED_OF_SOUND_M_PER_S;
    double[] taps = new double[(int) Math.ceil(images.reachM * samplesPerM) + 2 * lead];
    double[] amplitudes = powers(reflection, images.mostReflections());
    images.forEach(
        (distance, reflections) ->
            SINC.add(taps, lead + distance * samplesPerM, amplitudes[reflections] / distance));
    Biquad.butterworthHighPass(HIGH_PASS_HZ, sampleRateHz).filter(taps);
    return new ImpulseResponse(taps, lead, images.directM / SPEED_OF_SOUND_M_PER_S);
  }

  private List<AxisImage> axisImages(double size, double source, double microphone) {
    List<AxisImage> images = new ArrayList<>();
    int most = (int) Math.ceil(reachM / (2 * size)) + 1;
    for (int m = -most; m <= most; m++) {
      images.add(new AxisImage(2 * m * size + source - microphone, 2 * Math.abs(m)));
      images.add(new AxisImage(2 * m * size - source - microphone, Math.abs(m) + Math.abs(m - 1)));
    }
    return images;
  }

  private int mostReflections() {
    return axes.stream()
        .mapToInt(axis -> axis.stream().mapToInt(AxisImage::reflections).max().orElse(0))
        .sum();
  }

  private void forEach(ImageTaker taker) {
    double reach = reachM * reachM;
    for (AxisImage x : axes.get(0)) {
      double xx = x.offsetM * x.offsetM;
      if (xx >= reach) {
        continue;
      }
      for (AxisImage y : axes.get(1)) {
        double xy = xx + y.offsetM * y.offsetM;
        if (xy >= reach) {
          continue;
        }
        for (AxisImage z : axes.get(2)) {
          double xyz = xy + z.offsetM * z.offsetM;
          if (xyz < reach) {
            taker.take(Math.sqrt(xyz), x.reflections + y.reflections + z.reflections);
          }
        }
      }
    }
  }

  private static double[] powers(double base, int most) {
    double[] powers = new double[most + 1];
    powers[0] = 1;
    for (int k = 1; k <= most; k++) {
      powers[k] = powers[k - 1] * base;
    }
    return powers;
  }

  /** The walls' reflection coefficient of sound pressure. */
  private double reflectionFor(Room room) {
    // the energy per millisecond and number of reflections, were the walls hard
    double[][] energies = new double[(int) (reachM / SPEED_OF_SOUND_M_PER_S / BIN_SECONDS) + 1][];
    int most = mostReflections();
    forEach(
        (distance, reflections) -> {
          int bin = (int) (distance / SPEED_OF_SOUND_M_PER_S / BIN_SECONDS);
          if (energies[bin] == null) {
            energies[bin] = new double[most + 1];
          }
          energies[bin][reflections] += 1 / (distance * distance);
        });
    double low = 0;
    double high = 1;
    for (int step = 0; step < BISECTIONS; step++) {
      double reflection = (low + high) / 2;
      if (decaySeconds(energies, powers(reflection * reflection, most)) < room.rt60Seconds()) {
        low = reflection;
      } else {
        high = reflection;
      }
    }
    return (low + high) / 2;
  }

  /** The time for 60 dB, from a straight line through the decay. */
  private static double decaySeconds(double[][] energies, double[] attenuation) {
    double[] decay = new double[energies.length];
    double sum = 0;
    for (int bin = energies.length - 1; bin >= 0; bin--) {
      if (energies[bin] != null) {
        for (int k = 0; k < attenuation.length; k++) {
          sum += energies[bin][k] * attenuation[k];
        }
      }
      decay[bin] = sum;
    }
    return SchroederDecay.seconds(decay, BIN_SECONDS, FIT_FROM_DB, FIT_TO_DB);
  }
}
