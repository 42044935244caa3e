package org.silenzio.noise;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.silenzio.kernel.Kernels;

/**
 * Remembers in a file of the user's which of several providers is the fastest on this machine.
 * Where that is not known yet, the first that was named serves, and a thread in the background
 * finds out, for the JVMs to come.
 */
final class SpeedChoice {

  private static final String FILE = "noise-suppressors.properties";
  private static final AtomicBoolean MEASURING = new AtomicBoolean();

  private final Optional<Path> file;

  SpeedChoice(Optional<Path> file) {
    this.file = file;
  }

  /** The choice that is kept in the user's cache folder; without a home nothing is kept. */
  static SpeedChoice ofUser() {
    String cache = System.getProperty("silenzio.cache");
    String home = System.getProperty("user.home"); // "?" where the user is not in the system's list
    if (cache != null) {
      return new SpeedChoice(Optional.of(Path.of(cache, FILE)));
    }
    return new SpeedChoice(
        Optional.ofNullable(home)
            .map(Path::of)
            .filter(Path::isAbsolute)
            .map(folder -> folder.resolve(".cache").resolve("silenzio").resolve(FILE)));
  }

  /** The fastest of several, as far as is known. */
  NoiseSuppressorProvider among(List<NoiseSuppressorProvider> providers) {
    if (providers.size() == 1 || file.isEmpty()) {
      return providers.getFirst();
    }
    String fastest = read().getProperty(machine());
    for (NoiseSuppressorProvider provider : providers) {
      if (provider.name().equals(fastest)) {
        return provider;
      }
    }
    if (MEASURING.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("silenzio-speed-trial").start(() -> measure(providers));
    }
    return providers.getFirst();
  }

  /** Measures and remembers. */
  void measure(List<NoiseSuppressorProvider> providers) {
    try {
      Map<String, Double> micros = SpeedTrial.medianMicros(providers);
      String fastest =
          micros.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
      Properties known = read();
      known.setProperty(machine(), fastest);
      write(known);
    } catch (IOException | RuntimeException e) {
      System.getLogger(SpeedChoice.class.getName())
          .log(Level.DEBUG, "the speed of the noise suppressors was not measured", e);
    }
  }

  /** What the speed depends on. */
  private static String machine() {
    return String.join(
        "/",
        System.getProperty("os.arch"),
        System.getProperty("java.vm.version"),
        Kernels.kind() + "x" + Kernels.lanes(),
        Integer.toString(Runtime.getRuntime().availableProcessors()));
  }

  private Properties read() {
    Properties known = new Properties();
    try (Reader reader = Files.newBufferedReader(file.orElseThrow())) {
      known.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return new Properties(); // not there yet, or damaged: found out anew
    }
    return known;
  }

  private void write(Properties known) throws IOException {
    Path target = file.orElseThrow();
    Files.createDirectories(target.getParent());
    Path aside = Files.createTempFile(target.getParent(), FILE, ".part");
    try {
      try (Writer writer = Files.newBufferedWriter(aside)) {
        known.store(writer, "the fastest noise suppressor on this machine");
      }
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
