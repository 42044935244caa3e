package org.silenzio.eval.run;

import java.util.Optional;
import java.util.function.Consumer;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.eval.peer.CallChain;
import org.silenzio.gain.HighPassFilter;
import org.silenzio.noise.NoiseSuppressor;

/** The echo canceller, before it the high-pass and behind it the noise suppressor if wanted. */
final class CancelChain implements CallChain {

  private final Optional<HighPassFilter> highPass;
  private final EchoCanceller canceller;
  private final Optional<NoiseSuppressor> suppressor;
  private final Consumer<EchoCanceller> afterFrame;

  /**
   * Puts them together; closing the chain closes all.
   *
   * @param highPass comes first; takes the same frames
   * @param canceller comes next
   * @param suppressor takes the same frames
   * @param afterFrame called after each frame, to look at the canceller's state
   */
  CancelChain(
      Optional<HighPassFilter> highPass,
      EchoCanceller canceller,
      Optional<NoiseSuppressor> suppressor,
      Consumer<EchoCanceller> afterFrame) {
    this.highPass = highPass;
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
    highPass.ifPresent(first -> first.process(capture));
    canceller.process(farEnd, capture);
    suppressor.ifPresent(next -> next.process(capture));
    afterFrame.accept(canceller);
  }

  /** The delay of all together; the high-pass has none. */
  int latencySamples() {
    return canceller.latencySamples() + suppressor.map(NoiseSuppressor::latencySamples).orElse(0);
  }

  @Override
  public void close() {
    highPass.ifPresent(HighPassFilter::close);
    canceller.close();
    suppressor.ifPresent(NoiseSuppressor::close);
  }
}
