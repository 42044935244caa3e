package org.silenzio.noise;

/** Denoises one channel, as {@link ChannelSuppressor} drives it: for providers. */
public interface MonoDenoiser {

  /**
   * Denoises a frame in place. [audio]
   *
   * @param samples a frame, full scale at ±1, all finite; the result need not be
   * @return the probability that the frame holds speech, 0 to 1
   */
  float process(float[] samples);

  /** Returns to the state after construction. [audio] */
  void reset();
}
