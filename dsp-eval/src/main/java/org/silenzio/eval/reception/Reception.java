package org.silenzio.eval.reception;

import java.util.Arrays;
import java.util.List;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.eval.network.Transmission;
import org.silenzio.eval.network.Transmission.Arrival;
import org.silenzio.natives.opus.OpusDecoder;
import org.silenzio.natives.opus.OpusDecoderConfig;

/**
 * Lets a receiver run in simulated time: packets are put when they arrive, the loudspeaker asks for
 * 10 ms every 10 ms. One use.
 */
final class Reception {

  private static final int PULL_MS = 10;

  /** Behind the last arrival, so that the longest buffers get empty. */
  private static final double TAIL_MS = 2_500;

  private static final double MS_PER_SECOND = 1_000;
  private static final double NANOS_PER_US = 1_000;

  private final StreamFormat format;
  private final Transmission transmission;
  private final double[] playedAtSample;
  private final ObservedDecoder decoder;
  private final Playout playout;
  private int givenSamples;
  private boolean decodes;

  /** What had happened at a moment, in samples. */
  private record Counts(long given, long concealed, long recovered, long inserted, long removed) {}

  private Reception(Receiver receiver, Transmission transmission, int sampleRateHz) {
    this.format = StreamFormat.of10Ms(sampleRateHz, 1);
    this.transmission = transmission;
    this.playedAtSample = new double[transmission.packets()];
    Arrays.fill(playedAtSample, Double.NaN);
    PacketDecoder opus = opus(receiver, sampleRateHz);
    this.decoder = new ObservedDecoder(opus, this::decoding);
    this.playout = receiver.open(decoder);
  }

  private static PacketDecoder opus(Receiver receiver, int sampleRateHz) {
    OpusDecoderConfig config = OpusDecoderConfig.defaults(Encoding.format(sampleRateHz));
    return new OpusDecoder(receiver.protection().isNeural() ? config : config.withComplexity(0));
  }

  /**
   * Receives a call.
   *
   * @param receiver how
   * @param packets each with its number before it
   * @param transmission what the network does to them
   * @param sampleRateHz of the sound
   */
  static Heard of(
      Receiver receiver, byte[][] packets, Transmission transmission, int sampleRateHz) {
    Reception reception = new Reception(receiver, transmission, sampleRateHz);
    try (Playout closing = reception.playout) {
      return reception.run(packets, closing);
    }
  }

  private void decoding(int packet) {
    decodes = true;
    if (Double.isNaN(playedAtSample[packet])) {
      playedAtSample[packet] = givenSamples + playout.heldSamples();
    }
  }

  private Heard run(byte[][] packets, Playout receiver) {
    List<Arrival> arrivals = transmission.arrivals();
    double lastMs =
        Math.max(
            arrivals.isEmpty() ? 0 : arrivals.getLast().atMs(),
            transmission.sentMs()[packets.length - 1]);
    int pulls = (int) Math.ceil((lastMs + TAIL_MS) / PULL_MS);
    float[] output = new float[pulls * format.frameSamples()];
    long[] nanos = new long[pulls];
    AudioFrame frame = new AudioFrame(format);
    Counts first = null;
    Counts last = null;
    int arrived = 0;
    for (int k = 0; k < pulls; k++) {
      double nowMs = (double) k * PULL_MS;
      while (arrived < arrivals.size() && arrivals.get(arrived).atMs() <= nowMs) {
        Arrival arrival = arrivals.get(arrived++);
        receiver.put(arrival.packet(), packets[arrival.packet()], arrival.atMs());
      }
      Counts before = counts();
      decodes = false;
      long start = System.nanoTime();
      receiver.pull(frame, nowMs);
      nanos[k] = System.nanoTime() - start;
      System.arraycopy(frame.channel(0), 0, output, givenSamples, format.frameSamples());
      givenSamples += format.frameSamples();
      if (decodes) {
        first = first == null ? before : first;
        last = counts();
      }
    }
    Arrays.sort(nanos);
    return heard(output, nanos, first, last);
  }

  private Counts counts() {
    return new Counts(
        givenSamples,
        decoder.concealedSamples() + playout.ownConcealedSamples(),
        decoder.fecSamples() + decoder.redundancySamples(),
        playout.insertedSamples(),
        playout.removedSamples());
  }

  /** Shares count from the pull of the first packet to that of the last one: the call as such. */
  private Heard heard(float[] output, long[] nanos, Counts first, Counts last) {
    if (first == null) {
      throw new IllegalArgumentException("no packet arrived and was played");
    }
    double given = last.given() - first.given();
    double samplesPerMs = format.sampleRateHz() / MS_PER_SECOND;
    double[] delaysMs = new double[playedAtSample.length];
    int late = 0;
    for (int n = 0; n < delaysMs.length; n++) {
      delaysMs[n] = playedAtSample[n] / samplesPerMs - transmission.sentMs()[n];
      late += Double.isNaN(delaysMs[n]) && !transmission.isLost(n) ? 1 : 0;
    }
    return new Heard(
        output,
        format.sampleRateHz(),
        playedAtSample,
        Arrays.stream(delaysMs).filter(ms -> !Double.isNaN(ms)).sorted().toArray(),
        (last.concealed() - first.concealed()) / given,
        (last.recovered() - first.recovered()) / given,
        (last.inserted() - first.inserted()) / given,
        (last.removed() - first.removed()) / given,
        (double) late / delaysMs.length,
        nanos[nanos.length / 2] / NANOS_PER_US,
        nanos[nanos.length * 99 / 100] / NANOS_PER_US);
  }
}
