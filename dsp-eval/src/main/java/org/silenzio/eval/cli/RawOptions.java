package org.silenzio.eval.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.silenzio.eval.corpus.RawFormat;
import org.silenzio.eval.corpus.SampleEncoding;
import picocli.CommandLine.Option;

/** How samples without a header are stored. */
final class RawOptions {

  /** Encodings as FFmpeg names them. */
  private enum Encoding {
    S16LE(SampleEncoding.PCM_16),
    S24LE(SampleEncoding.PCM_24),
    S32LE(SampleEncoding.PCM_32),
    F32LE(SampleEncoding.FLOAT_32);

    private final SampleEncoding stored;

    Encoding(SampleEncoding stored) {
      this.stored = stored;
    }
  }

  /** What {@code --help} and completion offer. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Encoding.values()).map(RawOptions::name).iterator();
    }
  }

  private static final int DEFAULT_CHANNELS = 1;
  private static final String DEFAULT_ENCODING = "s16le";

  @Option(
      names = "--raw-rate",
      paramLabel = "HZ",
      description = "Standard input and output hold samples without a header, so many a second.")
  private Integer rateHz;

  @Option(
      names = "--raw-channels",
      paramLabel = "N",
      description = "How many channels they have, interleaved. Default: " + DEFAULT_CHANNELS)
  private Integer channels;

  @Option(
      names = "--raw-encoding",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "How they are stored: ${COMPLETION-CANDIDATES}. Default: " + DEFAULT_ENCODING)
  private String encoding;

  /** Whether any of them was given. */
  boolean isGiven() {
    return rateHz != null || channels != null || encoding != null;
  }

  /** The format; empty if none was given, which means a WAV. */
  Optional<RawFormat> format() {
    if (!isGiven()) {
      return Optional.empty();
    }
    if (rateHz == null) {
      throw new IllegalArgumentException(
          "--raw-channels and --raw-encoding need --raw-rate, without which a WAV is expected");
    }
    return Optional.of(
        new RawFormat(rateHz, channels == null ? DEFAULT_CHANNELS : channels, stored()));
  }

  private SampleEncoding stored() {
    String wanted = encoding == null ? DEFAULT_ENCODING : encoding;
    for (Encoding each : Encoding.values()) {
      if (name(each).equals(wanted)) {
        return each.stored;
      }
    }
    throw new IllegalArgumentException(
        "--raw-encoding is '" + wanted + "', allowed: " + String.join(", ", new Names()));
  }

  private static String name(Encoding encoding) {
    return encoding.name().toLowerCase(Locale.ROOT);
  }
}
