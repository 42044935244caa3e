package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.NoiseSuppressor;

/**
 * Canceller and suppressor of one quality, held back to the delay that all qualities share. [audio]
 */
final class Cleaner {

  private final QualityLevel level;
  private final FadedStage echo; // null: none
  private final FadedStage suppressor; // null: none
  private final NoiseSuppressor speech; // null: nobody tells
  private final int ownLatencySamples;
  private FrameDelay pad;

  /** Makes the stages of a level. [control] */
  Cleaner(StageMaker maker, QualityLevel level) {
    this.level = level;
    FrameProcessor canceller = maker.echo(level);
    echo = canceller == null ? null : new FadedStage(canceller);
    FrameProcessor noise = maker.suppressor(level);
    suppressor = noise == null ? null : new FadedStage(noise);
    speech = noise instanceof NoiseSuppressor own ? own : null;
    ownLatencySamples = latency(echo) + latency(suppressor);
  }

  private static int latency(FadedStage stage) {
    return stage == null ? 0 : stage.latencySamples();
  }

  /** The delay without what it is held back. */
  int ownLatencySamples() {
    return ownLatencySamples;
  }

  /** Holds the sound back to a delay, the own one or more. [control], before the first frame */
  Cleaner heldBackTo(StreamFormat format, int latencySamples) {
    int missing = latencySamples - ownLatencySamples;
    pad = missing == 0 ? null : new FrameDelay(format, missing);
    return this;
  }

  /** Cleans a frame with the shares that the stages have at its beginning and its end. */
  void process(AudioFrame farEnd, AudioFrame frame, Shares shares) {
    if (echo != null) {
      if (echo.inner() instanceof EchoStage stage) {
        stage.hear(farEnd, shares.clipped);
      }
      echo.process(frame, shares.echoFrom, shares.echoTo);
    }
    if (suppressor != null) {
      suppressor.process(frame, shares.noiseFrom, shares.noiseTo);
    }
    if (pad != null) {
      pad.pass(frame, frame);
    }
  }

  QualityLevel level() {
    return level;
  }

  /** The cancellers; null where there are none of ours. [any] */
  EchoStage echo() {
    return echo != null && echo.inner() instanceof EchoStage stage ? stage : null;
  }

  /** The suppressor; null where there is none of ours. [any] */
  NoiseSuppressor suppressor() {
    return speech;
  }

  /** Samples that a stage gave unfit. [any] */
  long mendedSamples() {
    return (echo == null ? 0 : echo.mendedSamples())
        + (suppressor == null ? 0 : suppressor.mendedSamples());
  }

  void reset() {
    if (echo != null) {
      echo.reset();
    }
    if (suppressor != null) {
      suppressor.reset();
    }
    if (pad != null) {
      pad.reset();
    }
  }

  void close() {
    if (echo != null) {
      echo.close();
    }
    if (suppressor != null) {
      suppressor.close();
    }
  }
}
