package org.silenzio.eval.run;

import org.silenzio.noise.NoiseSuppressor;

/** Counts the frames that a suppressor takes for speech. */
public final class SpeechShare implements Runnable {

  /** Speech is what is likelier so than not. */
  private static final float SPEECH_PROBABILITY = 0.5f;

  private final NoiseSuppressor suppressor;
  private long frames;
  private long speechFrames;

  public SpeechShare(NoiseSuppressor suppressor) {
    this.suppressor = suppressor;
  }

  /** Looks at the frame that was just processed. */
  @Override
  public void run() {
    frames++;
    if (suppressor.speechProbability() > SPEECH_PROBABILITY) {
      speechFrames++;
    }
  }

  /** The share of speech so far, in percent. */
  public double percent() {
    return frames == 0 ? 0 : 100.0 * speechFrames / frames;
  }
}
