package org.silenzio.eval.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.metric.neural.MetricModels;
import org.silenzio.kernel.Kernels;
import org.silenzio.natives.NativeLibraries;

/** What the figures of a run depend on beside recording and chain. */
public final class Circumstances {

  private static final List<Class<?>> OF_EACH_MODULE =
      List.of(StreamFormat.class, NativeLibraries.class, Circumstances.class);

  private Circumstances() {}

  /**
   * A sum over this build's classes, the kernels that serve and the models.
   *
   * @throws IOException if a file of them cannot be read
   */
  public static String fingerprint(Optional<MetricModels> models) throws IOException {
    Fingerprint fingerprint = new Fingerprint().add(Kernels.kind().name());
    for (Class<?> member : OF_EACH_MODULE) {
      fingerprint.add(home(member));
    }
    fingerprint.add(models.isPresent() ? "models" : "none");
    if (models.isPresent()) {
      fingerprint.add(models.get().folder());
    }
    return fingerprint.hex();
  }

  private static Path home(Class<?> member) {
    CodeSource source = member.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(source.getLocation() + " is no location", e);
    }
  }
}
