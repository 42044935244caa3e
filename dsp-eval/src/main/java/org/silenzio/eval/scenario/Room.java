package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A box-shaped room with microphone, loudspeakers and talker in it, at least 5 cm from each wall
 * and from each other.
 *
 * @param sizeM length, width and height, 1 to 30 m each
 * @param rt60Seconds how long sound takes to fall by 60 dB, read from −5 to −35 dB, 0.05 to 1.5;
 *     what is too short for a large room makes it nearly dead
 * @param microphoneM where the microphone is
 * @param loudspeakersM where the loudspeakers are, one per channel of the far end
 * @param talkerM where the near end is; without it, its sound arrives without room and delay
 */
public record Room(
    @JsonProperty(required = true) Position sizeM,
    @JsonProperty(required = true) double rt60Seconds,
    @JsonProperty(required = true) Position microphoneM,
    List<Position> loudspeakersM,
    Optional<Position> talkerM) {

  private static final double LEAST_DISTANCE_M = 0.05;

  /** Checks the values. */
  public Room {
    Checks.present("sizeM", sizeM);
    for (double metres : sizeM.metres()) {
      Checks.inRange("sizeM", metres, 1, 30);
    }
    Checks.inRange("rt60Seconds", rt60Seconds, 0.05, 1.5);
    checkInside("microphoneM", microphoneM, sizeM);
    loudspeakersM = Checks.copy("loudspeakersM", loudspeakersM);
    for (Position loudspeaker : loudspeakersM) {
      checkSource("loudspeakersM", loudspeaker, microphoneM, sizeM);
    }
    talkerM = talkerM == null ? Optional.empty() : talkerM;
    if (talkerM.isPresent()) {
      checkSource("talkerM", talkerM.get(), microphoneM, sizeM);
    }
  }

  /** The same room with its loudspeakers elsewhere. */
  public Room withLoudspeakersM(List<Position> elsewhereM) {
    return new Room(sizeM, rt60Seconds, microphoneM, elsewhereM, talkerM);
  }

  private static void checkSource(String name, Position at, Position microphone, Position size) {
    checkInside(name, at, size);
    Checks.inRange(
        name + "'s distance from the microphone",
        at.distanceM(microphone),
        LEAST_DISTANCE_M,
        Double.MAX_VALUE);
  }

  private static void checkInside(String name, Position at, Position size) {
    double[] metres = Checks.present(name, at).metres();
    for (int axis = 0; axis < metres.length; axis++) {
      Checks.inRange(
          name + "[" + axis + "]",
          metres[axis],
          LEAST_DISTANCE_M,
          size.metres()[axis] - LEAST_DISTANCE_M);
    }
  }
}
