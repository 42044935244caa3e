package org.silenzio.eval.metric;

import static org.silenzio.eval.metric.FigureDirection.HIGHER_IS_BETTER;
import static org.silenzio.eval.metric.FigureDirection.LOWER_IS_BETTER;
import static org.silenzio.eval.metric.FigureDirection.NEITHER;

import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of the evaluation by name: one place that tables, pages and comparisons ask. */
public final class FigureKinds {

  private static final int UNKNOWN_DECIMALS = 2;

  private static final Map<String, FigureKind> KNOWN = new LinkedHashMap<>();

  static {
    score("SIG", "how natural the speech sounds, 1 to 5 (DNSMOS P.835, Reddy 2022)");
    score("BAK", "how little the background disturbs, 1 to 5 (DNSMOS P.835, Reddy 2022)");
    score("OVRL", "overall quality, 1 to 5 (DNSMOS P.835, Reddy 2022)");
    score("P808", "overall quality, 1 to 5 (DNSMOS P.808, Reddy 2021)");
    score(
        "AECMOS echo",
        "how little echo is heard, 1 to 5 (AECMOS, Purin 2022); silence scores high, so read it"
            + " beside the near end's figures");
    score("AECMOS degr", "how little else is wrong, 1 to 5 (AECMOS, Purin 2022)");
    score(
        "AECMOS echo whole",
        "the same of the far end alone from its first moment on, when a canceller still learns");
    add(
        "AECMOS echo ideal",
        NEITHER,
        "",
        2,
        0.1,
        "what a canceller without fault would get: the capture without its echo, as far as known");
    add("AECMOS degr ideal", NEITHER, "", 2, 0.1, "the same of how little else is wrong");
    score("PLCMOS", "quality after lost packets, 1 to 5 (PLCMOS v2, Diener 2023)");
    score("PESQ wb", "quality against the clean speech, 1 to 4.64 (ITU-T P.862.2, wide band)");
    score("PESQ nb", "quality against the clean speech, 1 to 4.55 (ITU-T P.862.1, narrow band)");
    score("CSIG", "predicted speech distortion rating, 1 to 5 (composite, Hu and Loizou 2008)");
    score("CBAK", "predicted background rating, 1 to 5 (composite, Hu and Loizou 2008)");
    score("COVL", "predicted overall rating, 1 to 5 (composite, Hu and Loizou 2008)");
    add("STOI", HIGHER_IS_BETTER, "", 3, 0.01, "intelligibility, 0 to 1 (Taal 2011)");
    add("ESTOI", HIGHER_IS_BETTER, "", 3, 0.01, "intelligibility, 0 to 1 (Jensen and Taal 2016)");
    decibels(
        "SI-SDR dB", HIGHER_IS_BETTER, 0.3, "scale-invariant signal to distortion (Le Roux 2019)");
    decibels(
        "FT-SDR dB",
        HIGHER_IS_BETTER,
        0.3,
        "signal to distortion, filters of up to 32 ms forgiven (as in BSS Eval, Vincent 2006)");
    decibels("segSNR dB", HIGHER_IS_BETTER, 0.3, "mean SNR of segments (Hansen and Pellom 1998)");
    decibels(
        "fwSNR dB", HIGHER_IS_BETTER, 0.3, "frequency-weighted segmental SNR (Hu and Loizou 2008)");
    add(
        "LSD dB",
        LOWER_IS_BETTER,
        "dB",
        2,
        0.1,
        "log-spectral distance from the clean speech (Gray and Markel 1976)");
    decibels(
        "ERLE dB",
        HIGHER_IS_BETTER,
        1,
        "echo return loss enhancement, whole (term of ITU-T G.168)");
    for (int seconds : new int[] {1, 3, 10}) {
      decibels(
          "ERLE " + seconds + "s dB",
          HIGHER_IS_BETTER,
          1,
          "ERLE " + seconds + " s after the far end began (term of ITU-T G.168)");
    }
    decibels(
        "ERL dB",
        NEITHER,
        0.5,
        "echo return loss of the room and the devices, before any canceller (term of ITU-T G.168)");
    add(
        "convergence s",
        LOWER_IS_BETTER,
        "s",
        2,
        0.1,
        "time until the ERLE reached 20 dB and held them for half a second");
    add(
        "reconvergence s",
        LOWER_IS_BETTER,
        "s",
        2,
        0.1,
        "time from the change of the echo path until the ERLE held 20 dB again");
    level("residual dBFS", LOWER_IS_BETTER, 1, "what is left where only the far end talks");
    level("pauses dBFS", LOWER_IS_BETTER, 1, "what is left where nobody speaks");
    decibels(
        "near-end att dB",
        LOWER_IS_BETTER,
        0.5,
        "how far the near end's speech is turned down in double talk, or alone where there is"
            + " none");
    level("speech dBFS", NEITHER, 0.5, "active speech level (ITU-T P.56)");
    level("peak dBFS", NEITHER, 0.5, "the largest sample");
    add("LUFS", NEITHER, "LUFS", 1, 0.5, "integrated loudness (ITU-R BS.1770)");
    add("clipped %", LOWER_IS_BETTER, "%", 3, 0.01, "samples at full scale");
    level("DC dBFS", LOWER_IS_BETTER, 3, "constant part");
    score("PESQ loss-free", "PESQ wb against the same packets decoded without a loss");
    add(
        "ESTOI kept",
        HIGHER_IS_BETTER,
        "",
        3,
        0.01,
        "ESTOI as a share of that of the same packets without a loss");
    add("delay ms", LOWER_IS_BETTER, "ms", 1, 2, "mean time from sending a packet to playing it");
    add(
        "delay p95 ms",
        LOWER_IS_BETTER,
        "ms",
        1,
        2,
        "time from sending to playing that 95 of 100 packets stay below");
    percent("concealed %", LOWER_IS_BETTER, "samples that were made up, without any redundancy");
    percent("recovered %", NEITHER, "samples that were made from redundancy (FEC, DRED)");
    percent("inserted %", NEITHER, "samples repeated to lengthen the delay");
    percent("removed %", NEITHER, "samples left out to shorten the delay");
    percent("late %", LOWER_IS_BETTER, "packets that arrived and were not played");
    percent("lost %", NEITHER, "packets that the network lost");
    add("kbit/s", NEITHER, "kbit/s", 1, 0.5, "what was sent, packets' headers not counted");
    add("us/frame", LOWER_IS_BETTER, "µs", 1, 5, "median time for a frame of 10 ms");
    add("us p99", LOWER_IS_BETTER, "µs", 1, 20, "time that 99 of 100 frames of 10 ms stay below");
  }

  private FigureKinds() {}

  /** What is known of a figure; of an unknown one, that neither way is better. */
  public static FigureKind of(String name) {
    FigureKind known = KNOWN.get(name);
    return known != null ? known : new FigureKind(name, NEITHER, "", UNKNOWN_DECIMALS, 0, "");
  }

  private static void score(String name, String explanation) {
    add(name, HIGHER_IS_BETTER, "", 2, 0.05, explanation);
  }

  private static void percent(String name, FigureDirection direction, String explanation) {
    add(name, direction, "%", 1, 0.5, explanation);
  }

  private static void decibels(
      String name, FigureDirection direction, double noiseMargin, String explanation) {
    add(name, direction, "dB", 1, noiseMargin, explanation);
  }

  private static void level(
      String name, FigureDirection direction, double noiseMargin, String explanation) {
    add(name, direction, "dBFS", 1, noiseMargin, explanation);
  }

  private static void add(
      String name,
      FigureDirection direction,
      String unit,
      int decimals,
      double noiseMargin,
      String explanation) {
    KNOWN.put(name, new FigureKind(name, direction, unit, decimals, noiseMargin, explanation));
  }
}
