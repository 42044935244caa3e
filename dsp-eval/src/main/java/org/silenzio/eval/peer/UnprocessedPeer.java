package org.silenzio.eval.peer;

import java.util.Optional;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/** Sends what the microphone hears: what every other row is held against. */
record UnprocessedPeer() implements Peer {

  @Override
  public String name() {
    return "unprocessed";
  }

  @Override
  public String description() {
    return "the capture as it is";
  }

  @Override
  public Optional<String> unavailability() {
    return Optional.empty();
  }

  @Override
  public boolean usesKernels() {
    return false;
  }

  @Override
  public CallChain open(StreamFormat capture, StreamFormat render) {
    return new CallChain() {
      @Override
      public StreamFormat format() {
        return capture;
      }

      @Override
      public StreamFormat renderFormat() {
        return render;
      }

      @Override
      public void process(AudioFrame farEnd, AudioFrame frame) {
        // nothing, by intent
      }

      @Override
      public void close() {
        // nothing to free
      }
    };
  }
}
