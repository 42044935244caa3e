package org.silenzio.audio;

/** Levels in decibels. Stateless. [any] */
public final class Decibels {

  private Decibels() {}

  /**
   * The factor on amplitudes that a gain stands for.
   *
   * @param gainDb gain in dB; −∞ gives 0
   * @return 10^(gainDb / 20)
   */
  public static double toAmplitude(double gainDb) {
    return Math.pow(10.0, gainDb / 20.0);
  }

  /**
   * The level of an amplitude (ratio).
   *
   * @param amplitude 0 or more, 1 being full scale
   * @return 20·log10(amplitude) in dB, −∞ for 0
   */
  public static double fromAmplitude(double amplitude) {
    return 20.0 * Math.log10(amplitude);
  }

  /**
   * The level of a power (ratio).
   *
   * @param power 0 or more, 1 being a full-scale square wave's
   * @return 10·log10(power) in dB, −∞ for 0
   */
  public static double fromPower(double power) {
    return 10.0 * Math.log10(power);
  }
}
