package org.silenzio.eval.run;

import java.util.Optional;
import java.util.function.Consumer;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.eval.peer.CallChain;
import org.silenzio.noise.NoiseSuppressor;

/** The echo canceller, and behind it the noise suppressor if it is wanted. */
final class CancelChain implements CallChain {

  private final EchoCanceller canceller;
  private final Optional<NoiseSuppressor> suppressor;
  private final Consumer<EchoCanceller> afterFrame;

  /**
   * Puts the two together; closing the chain closes both.
   *
   * @param canceller comes first
   * @param suppressor takes the same frames
   * @param afterFrame called after each frame, to look at the canceller's state
   */
  CancelChain(
      EchoCanceller canceller,
      Optional<NoiseSuppressor> suppressor,
      Consumer<EchoCanceller> afterFrame) {
    this.canceller = canceller;
    this.suppressor = suppressor;
    this.afterFrame = afterFrame;
  }

  @Override
  public StreamFormat format() {
    return canceller.config().format();
  }

  @Override
  public StreamFormat renderFormat() {
    return canceller.config().renderFormat();
  }

  @Override
  public void process(AudioFrame farEnd, AudioFrame capture) {
    canceller.process(farEnd, capture);
    suppressor.ifPresent(next -> next.process(capture));
    afterFrame.accept(canceller);
  }

  /** The delay of both together. */
  int latencySamples() {
    return canceller.latencySamples() + suppressor.map(NoiseSuppressor::latencySamples).orElse(0);
  }

  @Override
  public void close() {
    canceller.close();
    suppressor.ifPresent(NoiseSuppressor::close);
  }
}
