package org.silenzio.eval.peer;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;

/** A frame processor that needs no far end, as a peer. */
record ProcessorPeer(
    String name,
    String description,
    Supplier<Optional<String>> problem,
    Function<StreamFormat, FrameProcessor> maker)
    implements Peer {

  @Override
  public Optional<String> unavailability() {
    return problem.get();
  }

  @Override
  public CallChain open(StreamFormat capture, StreamFormat render) {
    FrameProcessor processor = maker.apply(capture);
    return new CallChain() {
      @Override
      public StreamFormat format() {
        return processor.format();
      }

      @Override
      public StreamFormat renderFormat() {
        return render;
      }

      @Override
      public void process(AudioFrame farEnd, AudioFrame frame) {
        processor.process(frame);
      }

      @Override
      public void close() {
        processor.close();
      }
    };
  }
}
