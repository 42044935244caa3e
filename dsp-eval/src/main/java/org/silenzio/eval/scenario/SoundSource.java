package org.silenzio.eval.scenario;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the sound of a scenario comes from. */
public sealed interface SoundSource {

  /**
   * A recording.
   *
   * @param file where it lies; its first channel is taken
   */
  record Recorded(Path file) implements SoundSource {}

  /** Sound that is computed. */
  enum Generated implements SoundSource {
    /** Gaussian noise of equal power per hertz. */
    WHITE,
    /** Gaussian noise of equal power per octave. */
    PINK,
    /** Chords and a melody of decaying harmonics. */
    MUSIC;

    /** The kind that a scenario names. */
    static Optional<Generated> named(String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst();
    }
  }
}
