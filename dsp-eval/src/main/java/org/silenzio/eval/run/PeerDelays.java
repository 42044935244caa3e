package org.silenzio.eval.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.metric.TimeAlignment;
import org.silenzio.eval.peer.CallChain;
import org.silenzio.eval.peer.Peer;

/**
 * How late each chain is, measured once per rate: clean speech goes in, the far end is silent, and
 * what comes out is compared by cross-correlation. Chains state their delay in different ways, or
 * not at all.
 */
public final class PeerDelays {

  private static final double MAX_DELAY_MS = 200;

  private record Key(String peer, int sampleRateHz) {}

  private final Recording speech;
  private final Map<Key, Integer> known = new ConcurrentHashMap<>();

  /**
   * Prepares the measurement.
   *
   * @param speech a few seconds of clean speech
   */
  public PeerDelays(Recording speech) {
    this.speech = speech;
  }

  /** The delay in whole samples. */
  int samples(Peer peer, StreamFormat format) {
    return known.computeIfAbsent(
        new Key(peer.name(), format.sampleRateHz()), key -> measure(peer, format));
  }

  private int measure(Peer peer, StreamFormat format) {
    int rate = format.sampleRateHz();
    float[] input = Rates.convert(speech.channels()[0], speech.sampleRateHz(), rate);
    float[] output;
    try (CallChain chain = peer.open(format)) {
      output = CallRun.of(chain, input).output();
    }
    double delay = TimeAlignment.delaySamples(input, output, rate, MAX_DELAY_MS);
    return Double.isNaN(delay) ? 0 : Math.max(0, (int) Math.round(delay));
  }
}
