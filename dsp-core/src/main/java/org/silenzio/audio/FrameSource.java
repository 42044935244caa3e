package org.silenzio.audio;

/** Gives frames of sound when asked, such as what a remote talker's packets hold. */
public interface FrameSource {

  /**
   * The frames this source gives. [any]
   *
   * @return the format, constant
   */
  StreamFormat format();

  /**
   * Fills the next frame: with silence or made-up sound where there is none. [audio] Neither
   * allocates, locks, logs, blocks nor throws on frames of {@link #format()}.
   *
   * @param frame receives the sound
   * @throws IllegalArgumentException if the frame has another format
   */
  void pull(AudioFrame frame);
}
