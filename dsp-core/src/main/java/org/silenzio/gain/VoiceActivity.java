package org.silenzio.gain;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;

/**
 * Decides frame by frame whether somebody talks, for discontinuous transmission and for the choice
 * of talkers: a hang-over above a speech probability, so that it does not flicker. The probability
 * is the caller's, such as a noise suppressor's ({@link #update}), or comes from an own detector,
 * which knows steady noise, clicks and a keyboard's knocks from speech, but not music nor motors.
 *
 * <p>Frames pass as they are, save that samples which are not finite become silence. The own
 * detector needs a voice's pitch to begin with: a word's first hiss may be missed.
 *
 * <p>[audio] {@link #process}, {@link #update}, {@link #reset}: any thread, one call at a time.
 * [control] construction, {@link #close}. [any] the rest. A call after the close throws {@link
 * IllegalStateException}.
 */
public final class VoiceActivity implements FrameProcessor {

  private final StreamFormat format;
  private final double frameSeconds;
  private final SampleGuard guard = new SampleGuard();
  private final SpeechDetector detector;
  private final HangOver hangOver;
  private final Tally frames = new Tally();
  private final Tally activeFrames = new Tally();
  private volatile boolean active;
  private volatile float probability;
  private volatile boolean closed;

  /**
   * Makes a detector whose past is silence. [control]
   *
   * @param config what it is made for
   */
  public VoiceActivity(VoiceActivityConfig config) {
    format = config.format();
    frameSeconds = format.frameMs() / 1_000;
    detector = new SpeechDetector(format.sampleRateHz(), format.channels());
    hangOver =
        new HangOver(
            config.onsetProbability(), config.offsetProbability(), config.hangOverMs() / 1_000);
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  /** Listens to a frame by the own detector. [audio] */
  @Override
  public void process(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    checkOpen();
    int size = format.frameSamples();
    for (int c = 0; c < format.channels(); c++) {
      guard.mend(frame.channel(c), 0, size);
    }
    float most = -1f;
    for (int at = 0; at < size; ) {
      int length = Math.min(size - at, detector.blockSamples() - detector.filled());
      if (detector.take(frame, at, length)) {
        detector.endBlock(true);
        most = Math.max(most, detector.probability());
      }
      at += length;
    }
    // a frame within a block knows what the last block knew
    decide(most < 0 ? detector.probability() : most);
  }

  /**
   * Takes what the caller knows of a frame, instead of {@link #process}. [audio]
   *
   * @param speechProbability how likely the frame holds speech, 0 to 1; NaN counts as 0
   * @return whether somebody talks
   */
  public boolean update(float speechProbability) {
    checkOpen();
    return decide(speechProbability);
  }

  private boolean decide(float likely) {
    probability = likely >= 0 ? likely : 0f; // also without NaN
    boolean here = hangOver.update(probability, frameSeconds);
    active = here;
    frames.add(1);
    activeFrames.add(here ? 1 : 0);
    return here;
  }

  /**
   * Whether somebody talks. [any]
   *
   * @return the decision on the last frame; false before the first
   */
  public boolean active() {
    return active;
  }

  /**
   * How likely the last frame held speech. [any]
   *
   * @return 0 to 1
   */
  public float speechProbability() {
    return probability;
  }

  /**
   * Frames seen. [any]
   *
   * @return the count since construction
   */
  public long frames() {
    return frames.get();
  }

  /**
   * Frames in which somebody talked. [any]
   *
   * @return the count since construction
   */
  public long activeFrames() {
    return activeFrames.get();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the voice activity detector is closed");
    }
  }

  @Override
  public void reset() {
    checkOpen();
    detector.reset();
    hangOver.reset();
    active = false;
    probability = 0f;
  }

  /** None: frames pass at once. [any] */
  @Override
  public int latencySamples() {
    return 0;
  }

  @Override
  public void close() {
    closed = true;
  }
}
