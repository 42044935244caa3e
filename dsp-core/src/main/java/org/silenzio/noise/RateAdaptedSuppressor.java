package org.silenzio.noise;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.transform.RateAdapter;

/** A suppressor of one rate serving a stream of another. */
final class RateAdaptedSuppressor implements NoiseSuppressor {

  private final NoiseSuppressor inner;
  private final RateAdapter adapter;

  RateAdaptedSuppressor(StreamFormat format, NoiseSuppressor inner) {
    this.inner = inner;
    this.adapter = new RateAdapter(format, inner);
  }

  @Override
  public StreamFormat format() {
    return adapter.format();
  }

  @Override
  public void process(AudioFrame frame) {
    adapter.process(frame);
  }

  @Override
  public void reset() {
    adapter.reset();
  }

  @Override
  public int latencySamples() {
    return adapter.latencySamples();
  }

  @Override
  public float speechProbability() {
    return inner.speechProbability();
  }

  @Override
  public NoiseSuppressorStatistics statistics() {
    NoiseSuppressorStatistics found = inner.statistics();
    return new NoiseSuppressorStatistics(
        found.frames(),
        found.nonFiniteSamples() + adapter.guard().nonFiniteSamples(),
        found.limitedSamples() + adapter.guard().limitedSamples(),
        found.recoveries());
  }

  @Override
  public void close() {
    adapter.close();
  }
}
