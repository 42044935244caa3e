package org.silenzio.eval.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the frames of a measurement hold. */
public enum InputKind {
  /** The call over and over. */
  SPEECH("speech"),
  /**
   * {@value CallFeed#SPEECH_FRAMES} frames of the call, then digital silence: what recursions
   * remember decays into denormals there, which Java cannot flush to zero.
   */
  SILENCE_AFTER_SPEECH("silence-after-speech");

  private final String id;

  InputKind(String id) {
    this.id = id;
  }

  /** The name that users give. */
  @JsonValue
  public String id() {
    return id;
  }

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static InputKind of(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "input is '"
                        + id
                        + "', allowed: "
                        + Arrays.stream(values())
                            .map(InputKind::id)
                            .collect(Collectors.joining(", "))));
  }
}
