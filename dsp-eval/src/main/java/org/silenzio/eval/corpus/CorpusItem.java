package org.silenzio.eval.corpus;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One recording of a corpus with what is known about it.
 *
 * @param group the folder it lies in, over which figures are averaged
 * @param name the part of its file names that they share
 * @param situation who speaks
 * @param capture what the microphone heard
 * @param farEnd what the loudspeaker played (the loopback), if there was one
 * @param clean the near end alone, if it is known
 * @param echo the echo alone, if it is known
 */
public record CorpusItem(
    String group,
    String name,
    Situation situation,
    Path capture,
    Optional<Path> farEnd,
    Optional<Path> clean,
    Optional<Path> echo) {

  /** Who speaks in a recording. */
  public enum Situation {
    /** The near end, in noise; no far end. */
    NOISE,
    /** The near end alone, in a call whose far end leaves no echo. */
    NEAR_END,
    /** The far end alone. */
    FAR_END,
    /** Both, at least in part. */
    DOUBLE_TALK
  }
}
