package org.silenzio.eval.network;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of packets, as it was recorded: a CSV with a head line, whose columns {@value #SENT}
 * (or {@value #SEQUENCE}) and {@value #ARRIVAL} tell for each packet when it was sent and when it
 * arrived, or {@value #LOST}. Other columns are left aside. Of a packet that stands there twice the
 * earlier arrival counts.
 */
public final class PacketTrace {

  static final String SENT = "sent_ms";
  static final String SEQUENCE = "sequence";
  static final String ARRIVAL = "arrival_ms";
  static final String LOST = "lost";

  private final boolean bySequence;
  private final double[] sent;
  private final double[] arrivalMs;

  private PacketTrace(boolean bySequence, SortedMap<Double, Double> packets) {
    this.bySequence = bySequence;
    this.sent = packets.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    this.arrivalMs = packets.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Reads a recording.
   *
   * @throws IOException if it cannot be read or understood, with file and row
   */
  static PacketTrace read(Path file) throws IOException {
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    SortedMap<Double, Double> packets = new TreeMap<>();
    boolean bySequence = false;
    int row = 0; // the head line does not count
    try (MappingIterator<Map<String, String>> lines =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .with(schema)
            .readValues(Files.newBufferedReader(file))) {
      while (lines.hasNextValue()) {
        Map<String, String> line = lines.nextValue();
        String place = file.getFileName() + ", row " + ++row;
        bySequence = !line.containsKey(SENT);
        double sent = number(place, line, bySequence ? SEQUENCE : SENT);
        double arrival = LOST.equals(line.get(ARRIVAL)) ? Double.NaN : number(place, line, ARRIVAL);
        packets.merge(sent, arrival, PacketTrace::earlier);
      }
    }
    if (packets.size() < 2) {
      throw new IOException(file.getFileName() + ": holds no two packets, allowed: 2 or more");
    }
    if (packets.values().stream().allMatch(arrival -> arrival.isNaN())) {
      throw new IOException(file.getFileName() + ": every packet is lost, allowed: not all");
    }
    return new PacketTrace(bySequence, packets);
  }

  private static double earlier(double one, double other) {
    return Double.isNaN(one) || other < one ? other : one;
  }

  private static double number(String place, Map<String, String> line, String column)
      throws IOException {
    String text = line.get(column);
    if (text == null) {
      throw new IOException(
          place
              + ": no "
              + column
              + ", allowed: the columns "
              + SENT
              + " or "
              + SEQUENCE
              + ", and "
              + ARRIVAL);
    }
    try {
      double value = Double.parseDouble(text);
      if (Math.abs(value) <= 1e15) { // ms, also those of a clock that counts from 1970
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as numbers out of range are
    }
    throw new IOException(
        place
            + ": "
            + column
            + " is '"
            + text
            + "', allowed: a number"
            + (column.equals(ARRIVAL) ? ", or " + LOST : ""));
  }

  /** The delay of the packet sent last before a moment of the recording; NaN if it was lost. */
  double delayMs(double atMs, double packetMs) {
    double unit = unitMs(packetMs);
    double first = sent[0] * unit;
    int last = sent.length - 1;
    double meanGapMs = (sent[last] * unit - first) / last;
    double place = atMs % (sent[last] * unit - first + meanGapMs);
    // half a microsecond: what is sent at the same moment meets the same, whatever the rounding
    int found = Arrays.binarySearch(sent, (first + place + 0.0005) / unit);
    int packet = Math.clamp(found >= 0 ? found : -found - 2, 0, last);
    return arrivalMs[packet] - sent[packet] * unit;
  }

  double leastDelayMs(double packetMs) {
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < sent.length; n++) {
      double delay = arrivalMs[n] - sent[n] * unitMs(packetMs);
      least = Double.isNaN(delay) ? least : Math.min(least, delay);
    }
    return least;
  }

  double lossShare() {
    return Arrays.stream(arrivalMs).filter(Double::isNaN).count() / (double) arrivalMs.length;
  }

  private double unitMs(double packetMs) {
    return bySequence ? packetMs : 1;
  }
}
