package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The noise at the microphone, throughout the call.
 *
 * @param source a recording, looped, or noise that is computed
 * @param signalToNoiseDb the near end's active level over the noise's mean level, −40 to 100
 */
public record Noise(
    @JsonProperty(required = true) SoundSource source,
    @JsonProperty(required = true) double signalToNoiseDb) {

  /** Checks the values. */
  public Noise {
    Checks.present("source", source);
    Checks.inRange("signalToNoiseDb", signalToNoiseDb, -40, 100);
  }
}
