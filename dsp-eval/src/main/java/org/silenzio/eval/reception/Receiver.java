package org.silenzio.eval.reception;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.eval.scenario.Checks;

/**
 * A way of receiving, with what the sender does for it.
 *
 * @param name such as {@code fec-60}, forward error correction and a fixed buffer of 60 ms, or
 *     {@code silenzio-dred}, deep redundancy and the engine's own jitter buffer
 * @param protection what packets carry, and what the receiver makes use of
 * @param bufferMs how long a fixed buffer holds the first packet; empty for the engine's own
 */
public record Receiver(String name, Protection protection, OptionalInt bufferMs) {

  private static final int MAX_BUFFER_MS = 2_000;
  private static final String OWN = "silenzio-";

  private static final List<String> PROTECTIONS =
      Arrays.stream(Protection.values()).map(Protection::label).toList();

  private static final Pattern FIXED =
      Pattern.compile("(" + String.join("|", PROTECTIONS) + ")-(\\d{1,4})");

  /** Those that an evaluation runs if none are named. */
  public static List<String> defaults() {
    return List.of("plc-60", "fec-60", "dred-60", "silenzio-plc", "silenzio-fec", "silenzio-dred");
  }

  /**
   * A receiver by its name.
   *
   * @param name {@code PROTECTION-MS} for a fixed buffer of so many ms, {@code silenzio-PROTECTION}
   *     for the engine's own
   * @throws IllegalArgumentException if there is none
   */
  public static Receiver find(String name) {
    Matcher fixed = FIXED.matcher(name);
    if (fixed.matches()) {
      int bufferMs = Integer.parseInt(fixed.group(2));
      Checks.inRange("the buffer of " + name, bufferMs, 0, MAX_BUFFER_MS);
      return new Receiver(name, Protection.of(fixed.group(1)), OptionalInt.of(bufferMs));
    }
    if (name.startsWith(OWN) && PROTECTIONS.contains(name.substring(OWN.length()))) {
      return new Receiver(name, Protection.of(name.substring(OWN.length())), OptionalInt.empty());
    }
    throw new IllegalArgumentException(
        "receiver is '"
            + name
            + "', allowed: "
            + String.join(", ", PROTECTIONS)
            + ", each with silenzio- before it, or -MS behind it for a fixed buffer, such as"
            + " plc-60");
  }

  /** Makes one; it closes the decoder. */
  Playout open(PacketDecoder decoder) {
    if (bufferMs.isEmpty()) {
      return new AdaptiveBuffer(decoder);
    }
    int packetSamples = Encoding.format(decoder.format().sampleRateHz()).frameSamples();
    return new FixedBuffer(decoder, protection, packetSamples, bufferMs.getAsInt());
  }
}
