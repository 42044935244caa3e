package org.silenzio.eval.reception;

import org.silenzio.audio.AudioFrame;

/** The receiving side of one call. One thread. */
interface Playout extends AutoCloseable {

  /**
   * Takes a packet.
   *
   * @param packet its number, from 0
   * @param bytes its content, exactly; not kept beyond the call by those who would change it
   * @param atMs when it arrived
   */
  void put(int packet, byte[] bytes, double atMs);

  /**
   * Gives the next 10 ms of sound.
   *
   * @param frame receives them
   * @param nowMs when they are asked for
   */
  void pull(AudioFrame frame, double nowMs);

  /** Samples that were given out so far without a decoder, in place of sound that was missing. */
  long ownConcealedSamples();

  /** Samples that were put in so far to lengthen the delay: sound repeated. */
  long insertedSamples();

  /** Samples that were left out so far to shorten the delay. */
  long removedSamples();

  /** Decoded samples that were not given out yet. */
  int heldSamples();

  @Override
  void close();
}
