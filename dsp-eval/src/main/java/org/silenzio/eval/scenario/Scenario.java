package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.silenzio.audio.StreamFormat;

/**
 * A call to simulate. Without a near end nobody talks into the microphone, without a far end
 * nothing is played, without an echo path nothing of it is heard: headphones.
 *
 * @param name letters, digits, dots, hyphens and underscores; names files
 * @param description one line for people
 * @param sampleRateHz 8,000 to 192,000
 * @param seconds how long, 1 to 600
 * @param seed of all that is random
 * @param speechLevelDbfs the near end's active level at the microphone (ITU-T P.56), −60 to −6;
 *     noise and echo are set against it, also where the near end is silent
 * @param nearEnd who talks into the microphone
 * @param farEnd what is played
 * @param noise what else the microphone hears
 * @param room where it all happens
 * @param echoPath the way from loudspeaker to microphone
 * @param captureClipLevel where the microphone clips, 0.001 to 1; 1, full scale, if left out
 */
public record Scenario(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String description,
    @JsonProperty(required = true) int sampleRateHz,
    @JsonProperty(required = true) double seconds,
    @JsonProperty(required = true) long seed,
    @JsonProperty(required = true) double speechLevelDbfs,
    Optional<NearEnd> nearEnd,
    Optional<FarEnd> farEnd,
    Optional<Noise> noise,
    Optional<Room> room,
    Optional<EchoPath> echoPath,
    OptionalDouble captureClipLevel) {

  /** Checks the values, each and together. */
  public Scenario {
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "name is '" + name + "', allowed: letters, digits, dots, hyphens and underscores");
    }
    Checks.present("description", description);
    StreamFormat.checkSampleRate(sampleRateHz);
    Checks.inRange("seconds", seconds, 1, Stretch.MAX_SECONDS);
    Checks.inRange("speechLevelDbfs", speechLevelDbfs, -60, -6);
    nearEnd = nearEnd == null ? Optional.empty() : nearEnd;
    farEnd = farEnd == null ? Optional.empty() : farEnd;
    noise = noise == null ? Optional.empty() : noise;
    room = room == null ? Optional.empty() : room;
    echoPath = echoPath == null ? Optional.empty() : echoPath;
    captureClipLevel = captureClipLevel == null ? OptionalDouble.empty() : captureClipLevel;
    captureClipLevel.ifPresent(level -> Checks.inRange("captureClipLevel", level, 0.001, 1));
    if (nearEnd.isEmpty() && farEnd.isEmpty()) {
      throw new IllegalArgumentException("nearEnd and farEnd are missing, allowed: one or both");
    }
    nearEnd.ifPresent(party -> checkTalks("nearEnd", party.talks(), seconds));
    farEnd.ifPresent(party -> checkTalks("farEnd", party.talks(), seconds));
    if (echoPath.isPresent()) {
      checkEcho(echoPath.get(), farEnd, room, seconds, sampleRateHz);
    }
  }

  private static void checkTalks(String party, List<Stretch> talks, double seconds) {
    double end = talks.getLast().toSecond();
    if (end > seconds) {
      throw new IllegalArgumentException(
          party + ".talks ends at " + end + " s, allowed: up to the call's end, " + seconds);
    }
  }

  private static void checkEcho(
      EchoPath path,
      Optional<FarEnd> farEnd,
      Optional<Room> room,
      double seconds,
      int sampleRateHz) {
    if (farEnd.isEmpty()) {
      throw new IllegalArgumentException("farEnd is missing, allowed with an echoPath: a far end");
    }
    int channels = farEnd.get().channels();
    if (path.measured().isEmpty()) {
      if (room.isEmpty()) {
        throw new IllegalArgumentException(
            "room is missing, allowed with an echoPath: a room, or echoPath.measured");
      }
      checkCount("room.loudspeakersM", room.get().loudspeakersM().size(), channels);
    } else {
      checkCount("echoPath.measured", path.measured().size(), channels);
    }
    path.delay().ifPresent(delay -> delay.checkFor(seconds));
    path.loudspeaker().ifPresent(loudspeaker -> loudspeaker.checkFor(sampleRateHz));
    path.change().ifPresent(change -> checkChange(change, channels, room, seconds));
  }

  private static void checkChange(
      PathChange change, int channels, Optional<Room> room, double seconds) {
    Checks.inRange("echoPath.change.atSecond", change.atSecond(), 0, seconds);
    if (!change.measured().isEmpty()) {
      checkCount("echoPath.change.measured", change.measured().size(), channels);
      return;
    }
    if (room.isEmpty()) {
      throw new IllegalArgumentException(
          "room is missing, allowed with echoPath.change.loudspeakersM: a room");
    }
    checkCount("echoPath.change.loudspeakersM", change.loudspeakersM().size(), channels);
    try {
      room.get().withLoudspeakersM(change.loudspeakersM());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("echoPath.change." + e.getMessage(), e);
    }
  }

  private static void checkCount(String name, int count, int channels) {
    if (count != channels) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d, allowed: %d, one per channel of the far end",
              name,
              count,
              channels));
    }
  }

  /** How many samples it has. */
  public int samples() {
    return (int) Math.round(seconds * sampleRateHz);
  }

  /** The same with another seed. */
  public Scenario withSeed(long newSeed) {
    return new Scenario(
        name,
        description,
        sampleRateHz,
        seconds,
        newSeed,
        speechLevelDbfs,
        nearEnd,
        farEnd,
        noise,
        room,
        echoPath,
        captureClipLevel);
  }
}
