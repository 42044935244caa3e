package org.silenzio.noise;

import org.silenzio.audio.FrameProcessor;

/**
 * Removes noise from speech, frame by frame, each channel on its own.
 *
 * <p>Made by {@link NoiseSuppressors#create}.
 */
public interface NoiseSuppressor extends FrameProcessor {

  /**
   * How likely the last processed frame held speech: the largest of its channels. [audio]
   *
   * @return 0 to 1; 0 before the first frame
   */
  float speechProbability();

  /**
   * What happened so far. [any]
   *
   * @return a snapshot
   */
  NoiseSuppressorStatistics statistics();
}
