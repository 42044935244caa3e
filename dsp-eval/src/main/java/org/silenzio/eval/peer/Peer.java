package org.silenzio.eval.peer;

import java.util.Optional;
import org.silenzio.audio.StreamFormat;

/** A way to process a call, ours or another's, that an evaluation can run. */
public interface Peer {

  /** The name by which users ask for it. */
  String name();

  /** What it is, in a few words. */
  String description();

  /** Why it cannot run here, with the remedy; empty if it can. */
  Optional<String> unavailability();

  /** Whether kernels of ours take part, so that scalar and SIMD ones differ in speed. */
  default boolean usesKernels() {
    return true;
  }

  /**
   * Opens a chain for one recording.
   *
   * @param capture mono frames of 10 ms
   * @param render frames of the same rate and size, mono or stereo
   * @throws IllegalArgumentException if the peer does not take the formats
   */
  CallChain open(StreamFormat capture, StreamFormat render);

  /**
   * Opens a chain as an app would that needs it in real time at once; the usual way does not wait
   * for the compiler, which an evaluation has no need of.
   */
  default CallChain openReady(StreamFormat capture) {
    return open(capture);
  }

  /** Opens a chain whose far end is mono, see {@link #open(StreamFormat, StreamFormat)}. */
  default CallChain open(StreamFormat capture) {
    return open(capture, capture);
  }
}
