package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * Does again what a {@link CaptureTap} saw, to the same bits, on one thread: for each frame {@link
 * #standby} and {@link #takeOver} as they came, then {@link #process}. Needs the same stages.
 */
final class CaptureReplay implements AutoCloseable {

  private final StreamFormat farEnd;
  private final CleanerChoice choice;
  private final CaptureChain chain;
  private Standby standby; // null: none learns

  /**
   * Makes the chain anew. [control]
   *
   * @param config what the engine was made for
   * @param maker makes the stages that it had
   * @param level the level that it began with
   * @param settings what it began with
   * @throws IllegalArgumentException if there is no such level
   */
  CaptureReplay(VoiceEngineConfig config, StageMaker maker, int level, EngineSettings settings) {
    farEnd = VoiceEngine.farEndFormat(config);
    CaptureStages stages = CaptureStages.of(config, maker);
    choice = stages.choice();
    checkLevel(level);
    chain = new CaptureChain(stages, level, settings, CaptureTap.NONE);
  }

  private void checkLevel(int level) {
    int last = choice.levels().size() - 1;
    if (level < 0 || level > last) {
      throw new IllegalArgumentException("level is " + level + ", allowed: 0 to " + last);
    }
  }

  /**
   * A cleaner begins to learn with the next frame; one that learnt before does no more.
   *
   * @throws IllegalArgumentException if there is no such level
   */
  void standby(int level, EngineSettings settings) {
    checkLevel(level);
    if (standby != null) {
      standby.cleaner().close();
    }
    standby = choice.standby(level, farEnd, settings.echoDelayHintMs());
    chain.deck().offer(standby);
  }

  /** The frames on the capture side. */
  StreamFormat format() {
    return choice.format();
  }

  /** The cleaner that learns begins to take over with the next frame. */
  void takeOver(int level) {
    if (standby == null || standby.levelIndex() != level) {
      throw new IllegalArgumentException("no cleaner of level " + level + " learns");
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
