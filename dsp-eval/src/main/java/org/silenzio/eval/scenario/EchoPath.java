package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The way from the far end's signal to the microphone: delay, loudspeaker, then a room's response
 * or a measured one.
 *
 * @param signalToEchoDb the near end's active level over the echo's, both by ITU-T P.56, −60 to 100
 * @param delay the devices' and buffers' delay; 0 if left out
 * @param loudspeaker what it does to the signal; nothing if left out
 * @param measured recordings of impulse responses, one per channel, in place of the room's
 * @param change a change of the path during the call
 */
public record EchoPath(
    @JsonProperty(required = true) double signalToEchoDb,
    Optional<Delay> delay,
    Optional<Loudspeaker> loudspeaker,
    List<SoundSource> measured,
    Optional<PathChange> change) {

  /** Checks the values. */
  public EchoPath {
    Checks.inRange("signalToEchoDb", signalToEchoDb, -60, 100);
    delay = delay == null ? Optional.empty() : delay;
    loudspeaker = loudspeaker == null ? Optional.empty() : loudspeaker;
    measured = Checks.copy("measured", measured);
    checkMeasured(measured);
    change = change == null ? Optional.empty() : change;
  }

  static void checkMeasured(List<SoundSource> measured) {
    for (SoundSource source : measured) {
      if (!(source instanceof SoundSource.Recorded)) {
        throw new IllegalArgumentException("measured is " + source + ", allowed: sound files");
      }
    }
  }
}
