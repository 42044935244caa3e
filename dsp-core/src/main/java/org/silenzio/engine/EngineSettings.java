package org.silenzio.engine;

import java.util.EnumSet;
import java.util.Set;
import org.silenzio.audio.StreamFormat;
import org.silenzio.gain.GainConfig;

/**
 * What can be set while the call runs. Immutable: the control threads replace it, the audio threads
 * look at each frame's start whether it is another one.
 *
 * @param muted whether the capture is silent
 * @param maxAttenuationDb the most that noise is turned down
 * @param gain how speech is brought to a level
 * @param on the stages that are switched on
 * @param content what the capture holds
 * @param echoDelayHintMs how late the echo is likely to be, in ms; 0: nothing is known
 */
record EngineSettings(
    boolean muted,
    double maxAttenuationDb,
    GainConfig gain,
    Set<Stage> on,
    Content content,
    int echoDelayHintMs) {

  /** What a configuration begins with, for the engine's frames. */
  static EngineSettings of(VoiceEngineConfig config, StreamFormat format) {
    return new EngineSettings(
        false,
        config.maxAttenuationDb(),
        GainConfig.defaults(format).withTargetDbfs(config.gainTargetDbfs()),
        config.stages(),
        config.content(),
        0);
  }

  boolean isOn(Stage stage) {
    return on.contains(stage);
  }

  EngineSettings withMuted(boolean muted) {
    return new EngineSettings(muted, maxAttenuationDb, gain, on, content, echoDelayHintMs);
  }

  EngineSettings withMaxAttenuationDb(double maxAttenuationDb) {
    return new EngineSettings(muted, maxAttenuationDb, gain, on, content, echoDelayHintMs);
  }

  EngineSettings withGainTargetDbfs(double targetDbfs) {
    GainConfig other = gain.withTargetDbfs(targetDbfs);
    return new EngineSettings(muted, maxAttenuationDb, other, on, content, echoDelayHintMs);
  }

  EngineSettings withStage(Stage stage, boolean heard) {
    Set<Stage> stages = EnumSet.of(stage);
    stages.addAll(on);
    if (!heard) {
      stages.remove(stage);
    }
    return new EngineSettings(
        muted, maxAttenuationDb, gain, Set.copyOf(stages), content, echoDelayHintMs);
  }

  EngineSettings withContent(Content content) {
    return new EngineSettings(muted, maxAttenuationDb, gain, on, content, echoDelayHintMs);
  }

  EngineSettings withEchoDelayHintMs(int echoDelayHintMs) {
    return new EngineSettings(muted, maxAttenuationDb, gain, on, content, echoDelayHintMs);
  }
}
