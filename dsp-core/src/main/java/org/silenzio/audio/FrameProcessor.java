package org.silenzio.audio;

import java.util.List;
import org.silenzio.kernel.WarmUp;

/**
 * One step of the chain: takes a frame, changes it in place.
 *
 * <p>Life: construct (validates and allocates everything) → {@link #process} any number of times →
 * {@link #close}. [audio] methods may be called from any thread, one call at a time; they neither
 * allocate, lock, log, block nor throw on frames of {@link #format()}. Samples that are not finite
 * are taken as silence.
 */
public interface FrameProcessor extends AutoCloseable {

  /**
   * The frames this processor takes. [any]
   *
   * @return the format, constant
   */
  StreamFormat format();

  /**
   * Processes one frame in place. [audio]
   *
   * @param frame a frame of {@link #format()}
   * @throws IllegalArgumentException if the frame has another format
   * @throws IllegalStateException if the processor is closed
   */
  void process(AudioFrame frame);

  /** Forgets the signal's past but keeps the settings. [audio] */
  void reset();

  /**
   * How much later a sample leaves than it entered. [any]
   *
   * @return the delay in samples at the format's rate, constant
   */
  int latencySamples();

  /** Frees what the processor holds; further calls have no effect. [control] */
  @Override
  void close();

  /**
   * Gets the compiler to do its work on a processor, before its first frame: lets it work on
   * made-up speech in noise for some seconds, then resets it. Statistics count these frames too.
   * [control]
   *
   * @param processor a processor that no other thread uses yet
   * @param budgetMs the time it may take, 1 or more
   * @return whether it seems compiled; false says that frames may be slow for a while, no more
   * @throws IllegalArgumentException if the budget is under 1
   */
  static boolean warmUp(FrameProcessor processor, int budgetMs) {
    MadeUpSpeech speech = new MadeUpSpeech(processor.format());
    boolean warm =
        WarmUp.run(
            budgetMs,
            List.of(
                () -> {
                  speech.next();
                  processor.process(speech.frame());
                }));
    processor.reset();
    return warm;
  }

  /**
   * Refuses a frame of a shape this processor was not made for.
   *
   * @param frame the frame that came in
   * @param expected the processor's format
   * @throws IllegalArgumentException if they differ
   */
  static void checkFormat(AudioFrame frame, StreamFormat expected) {
    StreamFormat format = frame.format();
    if (!format.equals(expected)) {
      throw new IllegalArgumentException(
          "frame has the format " + format + ", allowed: " + expected);
    }
  }
}
