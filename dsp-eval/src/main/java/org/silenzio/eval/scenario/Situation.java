package org.silenzio.eval.scenario;

/** Who talks. */
public enum Situation {
  /** Nobody. */
  SILENCE,
  /** The near end alone. */
  NEAR_END,
  /** The far end alone. */
  FAR_END,
  /** Both. */
  DOUBLE_TALK;

  static Situation of(boolean nearEnd, boolean farEnd) {
    return nearEnd ? (farEnd ? DOUBLE_TALK : NEAR_END) : farEnd ? FAR_END : SILENCE;
  }
}
