package org.silenzio.eval.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/** Peers one after the other, such as {@code speex+rnnoise}. */
record SequencePeer(List<Peer> peers) implements Peer {

  @Override
  public String name() {
    return peers.stream().map(Peer::name).collect(Collectors.joining("+"));
  }

  @Override
  public String description() {
    return peers.stream().map(Peer::description).collect(Collectors.joining(", then "));
  }

  @Override
  public Optional<String> unavailability() {
    return peers.stream().map(Peer::unavailability).flatMap(Optional::stream).findFirst();
  }

  @Override
  public boolean usesKernels() {
    return peers.stream().anyMatch(Peer::usesKernels);
  }

  @Override
  public CallChain open(StreamFormat capture, StreamFormat render) {
    List<CallChain> chains = new ArrayList<>();
    try {
      for (Peer peer : peers) {
        chains.add(peer.open(capture, render));
      }
    } catch (RuntimeException | Error e) {
      chains.forEach(CallChain::close);
      throw e;
    }
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
        for (CallChain chain : chains) {
          chain.process(farEnd, frame);
        }
      }

      @Override
      public void close() {
        chains.forEach(CallChain::close);
      }
    };
  }
}
