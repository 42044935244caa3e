package org.silenzio.eval.reception;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.eval.scenario.Checks;

/**
 * A way of receiving, with what the sender does for it.
 *
 * @param name such as {@code fec-60}: a fixed buffer of 60 ms and forward error correction
 * @param protection what packets carry, and what the receiver makes use of
 * @param bufferMs how long the first packet is held
 */
public record Receiver(String name, Protection protection, int bufferMs) {

  private static final int MAX_BUFFER_MS = 2_000;

  private static final String PROTECTIONS =
      Arrays.stream(Protection.values()).map(Protection::label).collect(Collectors.joining("|"));

  private static final Pattern FIXED =
      Pattern.compile("(" + PROTECTIONS.replace("+", "\\+") + ")-(\\d{1,4})");

  /** Those that an evaluation runs if none are named. */
  public static List<String> defaults() {
    return List.of("plc-60", "fec-60", "dred-60");
  }

  /**
   * A receiver by its name.
   *
   * @param name {@code PROTECTION-MS} for a fixed buffer of so many ms
   * @throws IllegalArgumentException if there is none
   */
  public static Receiver find(String name) {
    Matcher fixed = FIXED.matcher(name);
    if (!fixed.matches()) {
      throw new IllegalArgumentException(
          "receiver is '"
              + name
              + "', allowed: "
              + PROTECTIONS
              + ", each with -MS for a fixed buffer, such as plc-60");
    }
    int bufferMs = Integer.parseInt(fixed.group(2));
    Checks.inRange("the buffer of " + name, bufferMs, 0, MAX_BUFFER_MS);
    return new Receiver(name, protection(fixed.group(1)), bufferMs);
  }

  private static Protection protection(String label) {
    return Protection.valueOf(label.toUpperCase(Locale.ROOT).replace('+', '_'));
  }

  /** Makes one; it closes the decoder. */
  Playout open(PacketDecoder decoder) {
    int packetSamples = Encoding.format(decoder.format().sampleRateHz()).frameSamples();
    return new FixedBuffer(decoder, protection, packetSamples, bufferMs);
  }
}
