package org.silenzio.gain;

/** Makes a decision of probabilities that does not flicker: two thresholds and a time to hold. */
final class HangOver {

  private final double onset;
  private final double offset;
  private final double hangOverSeconds;
  private double heldSeconds;
  private boolean active;

  HangOver(double onset, double offset, double hangOverSeconds) {
    this.onset = onset;
    this.offset = offset;
    this.hangOverSeconds = hangOverSeconds;
  }

  /** Takes the probability over the next so many seconds; NaN counts as 0. */
  boolean update(double probability, double seconds) {
    if (probability >= (active ? offset : onset)) {
      active = true;
      heldSeconds = hangOverSeconds;
    } else if (active) {
      heldSeconds -= seconds;
      active = heldSeconds > 0;
    }
    return active;
  }

  void reset() {
    heldSeconds = 0;
    active = false;
  }
}
