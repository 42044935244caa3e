package org.silenzio.eval.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundWriter;

/**
 * Keeps sounds in a temporary folder, with 16 bits, until it is closed: an evaluation makes more of
 * them than fit into memory. Usable from several threads at once.
 */
public final class SoundStore implements AutoCloseable {

  private static final String NAME = "silenzio-sounds";

  private final Path folder;
  private final AtomicInteger kept = new AtomicInteger();

  /** Makes the folder where the system has its temporary files. */
  public SoundStore() throws IOException {
    this(Files.createTempDirectory(NAME));
  }

  private SoundStore(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder inside another. */
  static SoundStore within(Path parent) throws IOException {
    return new SoundStore(Files.createTempDirectory(parent, NAME));
  }

  /**
   * Keeps one channel.
   *
   * @param samples 1 or more, full scale at ±1, what is louder is clipped
   * @param sampleRateHz samples per second
   * @return the sound, until this store is closed
   */
  public Sound keep(float[] samples, int sampleRateHz) throws IOException {
    Path file = folder.resolve(kept.incrementAndGet() + ".wav");
    Recording recording = new Recording(sampleRateHz, new float[][] {samples});
    SoundWriter.write(file, SampleEncoding.PCM_16, recording.source());
    return Sound.ofFile(file);
  }

  /** Deletes the folder with all it has. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
