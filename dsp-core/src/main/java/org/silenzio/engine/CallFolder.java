package org.silenzio.engine;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.silenzio.audio.StreamFormat;

/**
 * The folder of a recorded call: {@value #CAPTURE}, {@value #FAR_END} and {@value #OUTPUT} in the
 * engine's own frames, {@value #DESCRIPTION} says what the engine was, {@value #EVENTS} at which
 * frame what happened. One thread writes.
 */
final class CallFolder implements AutoCloseable {

  static final String CAPTURE = "capture.wav";
  static final String FAR_END = "farend.wav";
  static final String OUTPUT = "output.wav";
  static final String DESCRIPTION = "engine.properties";
  static final String EVENTS = "events.tsv";

  private final Path path;
  private final FloatWavFile capture;
  private final FloatWavFile farEnd;
  private final FloatWavFile output;
  private final Writer events;
  private EngineSettings settings;
  private long frames;

  /**
   * Makes a folder's files.
   *
   * @param path is made where it is not there
   * @throws IOException if the files cannot be made, or a recording lies there already
   */
  CallFolder(Path path, CallDescription description, StreamFormat format, StreamFormat farFormat)
      throws IOException {
    this.path = path;
    Files.createDirectories(path);
    capture = FloatWavFile.create(path.resolve(CAPTURE), format);
    FloatWavFile far = null;
    FloatWavFile out = null;
    try {
      far = FloatWavFile.create(path.resolve(FAR_END), farFormat);
      out = FloatWavFile.create(path.resolve(OUTPUT), format);
      description.write(path.resolve(DESCRIPTION));
      events =
          Files.newBufferedWriter(
              path.resolve(EVENTS), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException | RuntimeException e) {
      capture.close();
      if (far != null) {
        far.close();
      }
      if (out != null) {
        out.close();
      }
      throw e;
    }
    farEnd = far;
    output = out;
  }

  Path path() {
    return path;
  }

  /** Adds a frame. The events come first: sound without them could not be replayed. */
  void write(RecordedFrame frame) throws IOException {
    if (frame.reset) {
      event("reset", "");
    }
    if (!frame.settings.equals(settings)) {
      settings = frame.settings;
      event("settings", SettingsText.of(settings));
    }
    if (frame.standby != RecordedFrame.NONE) {
      event("standby", Integer.toString(frame.standby));
    }
    if (frame.takeOver != RecordedFrame.NONE) {
      event("takeOver", Integer.toString(frame.takeOver));
    }
    capture.write(frame.capture);
    farEnd.write(frame.farEnd);
    output.write(frame.output);
    frames++;
  }

  private void event(String kind, String value) throws IOException {
    events.write(frames + "\t" + kind + "\t" + value + "\n");
  }

  /** Makes what was written whole on disk. */
  void flush() throws IOException {
    events.flush();
    capture.flush();
    farEnd.flush();
    output.flush();
  }

  @Override
  public void close() throws IOException {
    try (events;
        output;
        farEnd;
        capture) {
      flush();
    }
  }
}
