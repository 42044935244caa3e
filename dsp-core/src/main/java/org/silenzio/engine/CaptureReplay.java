package org.silenzio.engine;

import java.util.Map;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * Does again what a {@link CaptureTap} saw, to the same bits, on one thread: for each frame {@link
 * #standby} and {@link #takeOver} as they came, then {@link #process}. Needs the same stages, so
 * none of the application's own.
 */
final class CaptureReplay implements AutoCloseable {

  private final StreamFormat format;
  private final StreamFormat farEnd;
  private final CleanerChoice choice;
  private final CaptureChain chain;
  private Standby standby; // null: none learns

  /**
   * Makes the chain anew. [control]
   *
   * @param config what the engine was made for
   * @param level the level that it began with
   * @param settings what it began with
   */
  CaptureReplay(VoiceEngineConfig config, int level, EngineSettings settings) {
    format = VoiceEngine.engineFormat(config);
    farEnd = VoiceEngine.farEndFormat(config);
    CaptureStages stages = CaptureStages.of(config, new StageMaker(config, Map.of(), format));
    choice = stages.choice();
    chain = new CaptureChain(stages, level, settings, CaptureTap.NONE);
  }

  /** A cleaner begins to learn with the next frame. */
  void standby(int level) {
    standby = new Standby(choice.cleaner(level), level, format, farEnd);
    chain.deck().offer(standby);
  }

  /** The cleaner that learns begins to take over with the next frame. */
  void takeOver(int level) {
    if (standby == null || standby.levelIndex() != level) {
      throw new IllegalStateException("no cleaner of level " + level + " learns");
    }
    standby.release();
  }

  /** The chain was reset before the next frame. */
  void reset() {
    chain.reset();
  }

  /** Processes the next frame in place. */
  void process(AudioFrame far, AudioFrame frame, EngineSettings settings) {
    chain.process(far, frame, settings);
    if (standby == null) {
      return;
    }
    if (standby.replaced() != null) {
      standby.replaced().close();
      standby = null;
    } else if (standby.hasFailed()) {
      standby.cleaner().close();
      standby = null;
    } else if (!standby.isReleased()) {
      standby.learn();
    }
  }

  @Override
  public void close() {
    if (standby != null) {
      standby.cleaner().close();
    }
    chain.close();
  }
}
