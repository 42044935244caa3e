package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What the loudspeaker is given to play.
 *
 * @param source voice or music; it goes on from stretch to stretch as a {@link NearEnd}'s does
 * @param talks when it sounds, in order
 * @param levelDbfs its active level (ITU-T P.56) before it is spread over channels, −70 to −6
 * @param stereo how it is spread over two channels; without it there is one
 */
public record FarEnd(
    @JsonProperty(required = true) SoundSource source,
    List<Stretch> talks,
    @JsonProperty(required = true) double levelDbfs,
    Optional<Stereo> stereo) {

  /** Checks the values. */
  public FarEnd {
    Checks.present("source", source);
    talks = Stretch.ordered("talks", talks);
    Checks.inRange("levelDbfs", levelDbfs, -70, -6);
    stereo = stereo == null ? Optional.empty() : stereo;
  }

  /** The channels of the loudspeaker signal, 1 or 2. */
  public int channels() {
    return stereo.isPresent() ? 2 : 1;
  }

  /**
   * A talker before two microphones: both channels carry the same sound, the right one quieter and
   * later, which is what makes stereo echo hard to tell apart.
   *
   * @param levelDifferenceDb left over right, −40 to 40
   * @param timeDifferenceMs how much later the right one is, −5 to 5
   */
  public record Stereo(double levelDifferenceDb, double timeDifferenceMs) {
    /** Checks the values. */
    public Stereo {
      Checks.inRange("levelDifferenceDb", levelDifferenceDb, -40, 40);
      Checks.inRange("timeDifferenceMs", timeDifferenceMs, -5, 5);
    }
  }
}
