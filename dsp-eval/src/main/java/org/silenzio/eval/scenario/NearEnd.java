package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Who talks into the microphone. Recorded speech, without its leading and trailing silence, goes on
 * from stretch to stretch and starts again at its end.
 *
 * @param source the voice
 * @param talks when it speaks, in order
 */
public record NearEnd(@JsonProperty(required = true) SoundSource source, List<Stretch> talks) {

  /** Checks the values. */
  public NearEnd {
    Checks.present("source", source);
    talks = Stretch.ordered("talks", talks);
  }
}
