package org.silenzio.echo;

/** What keeps recursions from falling into denormal numbers, which slow the processor down. */
final class Floors {

  /** Added to smoothed powers (unscaled spectra): far below anything audible. */
  static final float POWER = 1e-20f;

  private Floors() {}
}
