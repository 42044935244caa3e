package org.silenzio.echo;

/** What the linear filter is doing. */
public enum AdaptationState {
  /** The far end is silent or not heard: there is nothing to learn from. */
  WAITING,
  /** The far end has talked for less than a second since the start or the last change of path. */
  LEARNING,
  /** The path is known and followed. */
  TRACKING
}
