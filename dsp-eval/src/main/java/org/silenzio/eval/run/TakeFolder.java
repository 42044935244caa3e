package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.eval.metric.Signals;

/**
 * Keeps the sounds of an evaluation for listening: {@code GROUP/NAME/capture.wav}, {@code
 * far-end.wav} and {@code clean.wav} where there are such, and one file per chain, in time with the
 * capture. Usable from several threads at once for different recordings.
 *
 * @param folder made if it is missing
 */
public record TakeFolder(Path folder) {

  /** The names beside those of chains. */
  static final String CAPTURE = "capture";

  static final String FAR_END = "far-end";
  static final String CLEAN = "clean";

  private static final String SUFFIX = ".wav";

  /** The file of a chain's output, by the chain's name; also of the signals that were given. */
  public Path file(CallSource call, String name) {
    return folder
        .resolve(safe(call.group()))
        .resolve(safe(call.name()))
        .resolve(safe(name) + SUFFIX);
  }

  /** A name may come from a scenario or a chain and hold what a file's name must not. */
  private static String safe(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}._+-]", "_");
  }

  /** Keeps what was given to all chains. */
  public void keepSignals(CallSource source, CallSignals call) throws IOException {
    keep(source, CAPTURE, call.sampleRateHz(), call.capture());
    if (!Signals.isSilent(call.farEnd())) {
      keep(source, FAR_END, call.sampleRateHz(), call.render());
    }
    if (call.clean().isPresent()) {
      keep(source, CLEAN, call.sampleRateHz(), call.clean().get());
    }
  }

  /** Keeps a sound under a name, such as a chain's. */
  public void keep(CallSource source, String name, int sampleRateHz, float[]... channels)
      throws IOException {
    Path file = file(source, name);
    Files.createDirectories(file.getParent());
    SoundWriter.write(file, SampleEncoding.PCM_16, new Recording(sampleRateHz, channels).source());
  }
}
