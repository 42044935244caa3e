package org.silenzio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;

/**
 * Runs a call again that {@link VoiceEngine.Builder#recordTo} wrote, and compares what comes out
 * with what came out then. On the same machine, with the same Java and kernels, all bits are the
 * same; what a fault did in the call it does again here, where it can be looked into.
 *
 * <p>[control] All methods; one thread.
 */
public final class CallReplay {

  /**
   * What a replay gave.
   *
   * @param frames of 10 ms that were replayed
   * @param differingFrames frames of which a bit differs from the recorded output
   * @param firstDifferingFrame the first of them, counted from 0; −1 if there is none
   * @param largestDifference between two samples, full scale at 1
   * @param recordedOn kernels, processor and Java of the recording
   * @param replayedOn the same of the replay
   */
  public record Result(
      long frames,
      long differingFrames,
      long firstDifferingFrame,
      double largestDifference,
      String recordedOn,
      String replayedOn) {

    /**
     * Whether every bit is the same.
     *
     * @return true if no frame differs
     */
    public boolean isIdentical() {
      return differingFrames == 0;
    }
  }

  private final Path folder;
  private final CallDescription description;
  private final CallEvents events;
  private final Map<Stage, Function<StreamFormat, ? extends FrameProcessor>> replaced =
      new EnumMap<>(Stage.class);

  private CallReplay(Path folder) throws IOException {
    this.folder = folder;
    description = CallDescription.read(folder.resolve(CallFolder.DESCRIPTION));
    events = new CallEvents(folder.resolve(CallFolder.EVENTS));
  }

  /**
   * Opens a recording.
   *
   * @param folder what {@link VoiceEngine.Builder#recordTo} wrote
   * @return the replay, which has read nothing of the sound yet
   * @throws IOException if there is no recording or it is damaged
   */
  public static CallReplay of(Path folder) throws IOException {
    return new CallReplay(folder);
  }

  /**
   * What the engine was made for, without its warm-up.
   *
   * @return the configuration
   */
  public VoiceEngineConfig config() {
    return description.config();
  }

  /**
   * The stages that were the application's own, each of which {@link #replace} must give again.
   *
   * @return the stages
   */
  public Set<Stage> replacedStages() {
    return description.replaced();
  }

  /**
   * Gives a stage of the application's own, see {@link VoiceEngine.Builder#replace}.
   *
   * @param stage which
   * @param maker makes it
   * @return this
   */
  public CallReplay replace(Stage stage, Function<StreamFormat, ? extends FrameProcessor> maker) {
    replaced.put(stage, Objects.requireNonNull(maker, "maker"));
    return this;
  }

  /**
   * Replays the whole call.
   *
   * @param output where the sound goes, a WAV of 32-bit floats that is written aside and renamed;
   *     empty: nowhere
   * @return how it compares
   * @throws IOException if the recording cannot be read or the output cannot be written
   * @throws IllegalStateException if a stage of the application's own was not given
   */
  public Result run(Optional<Path> output) throws IOException {
    Set<Stage> missing = new HashSet<>(description.replaced());
    missing.removeAll(replaced.keySet());
    missing.remove(Stage.RENDER_LIMITER); // what was played is recorded
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "the call had stages of the application's own, which the replay needs: "
              + SettingsText.names(missing));
    }
    if (output.isEmpty()) {
      return compare(null);
    }
    Path aside = output.get().resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      Result result;
      StreamFormat format = VoiceEngine.engineFormat(config());
      try (FloatWavFile file = FloatWavFile.create(aside, format)) {
        result = compare(file);
        file.flush();
      }
      Files.move(
          aside, output.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return result;
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private Result compare(FloatWavFile output) throws IOException {
    StreamFormat format = VoiceEngine.engineFormat(config());
    StreamFormat farFormat = VoiceEngine.farEndFormat(config());
    StageMaker maker = new StageMaker(config(), replaced, format, description.implementation());
    EngineSettings settings = EngineSettings.of(config(), format);
    Difference difference = new Difference();
    try (CaptureReplay replay =
            new CaptureReplay(config(), maker, description.firstLevel(), settings);
        FloatWavFile capture = open(CallFolder.CAPTURE, format);
        FloatWavFile farEnd = open(CallFolder.FAR_END, farFormat);
        FloatWavFile recorded = open(CallFolder.OUTPUT, format)) {
      AudioFrame frame = new AudioFrame(format);
      AudioFrame far = new AudioFrame(farFormat);
      AudioFrame expected = new AudioFrame(format);
      for (long n = 0; capture.read(frame) && farEnd.read(far) && recorded.read(expected); n++) {
        for (CallEvents.Event event : events.at(n)) {
          settings = happen(event, replay, settings);
        }
        replay.process(far, frame, settings);
        difference.add(expected, frame);
        if (output != null) {
          output.write(frame);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(folder + " cannot be replayed: " + e.getMessage(), e);
    }
    return new Result(
        difference.frames(),
        difference.differingFrames(),
        difference.firstDifferingFrame(),
        difference.largest(),
        description.machine(),
        CallDescription.thisMachine());
  }

  /** Does what befell the call before a frame, and gives the settings in force from then on. */
  private static EngineSettings happen(
      CallEvents.Event event, CaptureReplay replay, EngineSettings settings) {
    switch (event.kind()) {
      case "settings" -> {
        return SettingsText.parse(event.value(), replay.format());
      }
      case "reset" -> replay.reset();
      case "standby" -> replay.standby(Integer.parseInt(event.value()), settings);
      case "takeOver" -> replay.takeOver(Integer.parseInt(event.value()));
      default -> throw new IllegalArgumentException("there is an event '" + event.kind() + "'");
    }
    return settings;
  }

  private FloatWavFile open(String name, StreamFormat format) throws IOException {
    return FloatWavFile.open(folder.resolve(name), format);
  }
}
