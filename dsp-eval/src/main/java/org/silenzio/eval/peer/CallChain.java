package org.silenzio.eval.peer;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * What stands between microphone and network in a call: fed 10 ms at a time, the far end's frame
 * first, as a call would. One call at a time.
 */
public interface CallChain extends AutoCloseable {

  /** The capture's mono frames of 10 ms. */
  StreamFormat format();

  /** The far end's frames of the same rate and size, mono or stereo. */
  StreamFormat renderFormat();

  /**
   * Processes one frame of the call.
   *
   * @param farEnd what the loudspeaker plays now; left as it is
   * @param capture what the microphone hears now; becomes what is sent
   */
  void process(AudioFrame farEnd, AudioFrame capture);

  @Override
  void close();
}
