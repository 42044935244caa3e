package org.silenzio.eval.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;
import org.silenzio.eval.scenario.Checks;

/**
 * A recorded network. A packet meets what the recording's packet met that was sent last before its
 * moment; behind its end the recording begins anew.
 *
 * @param file the recording, a CSV beside the description
 * @param packetMs what a sequence number stands for, 1 to 1,000; 20 if left out. Recordings with
 *     the time of sending need none
 * @param leastDelayMs the least delay, 0 to 2,000, for recordings whose two clocks show different
 *     times; if left out the delays are taken as recorded
 */
public record Trace(
    @JsonProperty(required = true) PacketTrace file,
    OptionalDouble packetMs,
    OptionalDouble leastDelayMs) {

  private static final double USUAL_PACKET_MS = 20;

  /** Checks the values, each and together. */
  public Trace {
    Checks.present("file", file);
    packetMs = packetMs == null ? OptionalDouble.empty() : packetMs;
    leastDelayMs = leastDelayMs == null ? OptionalDouble.empty() : leastDelayMs;
    packetMs.ifPresent(ms -> Checks.inRange("packetMs", ms, 1, 1_000));
    leastDelayMs.ifPresent(ms -> Checks.inRange("leastDelayMs", ms, 0, PacketDelay.MAX_MS));
    double least = file.leastDelayMs(packetMs.orElse(USUAL_PACKET_MS));
    if (leastDelayMs.isEmpty() && least < 0) {
      throw new IllegalArgumentException(
          "leastDelayMs is missing, allowed with a packet that arrives "
              + -least
              + " ms before it is sent: it");
    }
  }

  /** The delay of a packet sent at a moment; NaN if it is lost. */
  double delayMs(double atMs) {
    double packet = packetMs.orElse(USUAL_PACKET_MS);
    double recorded = file.delayMs(atMs, packet);
    return leastDelayMs.isEmpty()
        ? recorded
        : recorded - file.leastDelayMs(packet) + leastDelayMs.getAsDouble();
  }

  double lossShare() {
    return file.lossShare();
  }
}
