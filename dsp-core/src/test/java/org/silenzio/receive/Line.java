package org.silenzio.receive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.silenzio.audio.AudioFrame;

/**
 * A talker, a network and a listener in simulated time: packets are scheduled, then frames are
 * pulled every 10 ms and kept.
 */
final class Line implements AutoCloseable {

  static final long MS = 1_000_000L;

  /** A packet on its way. */
  record Sent(long arrivalNanos, int sequenceNumber, int rtpTimestamp, byte[] bytes) {}

  final TestCodec codec;
  final JitterBuffer buffer;
  final int rate;
  private final AudioFrame frame;
  private final List<Sent> sent = new ArrayList<>();
  private float[] heard = new float[1 << 16];
  private int heardSamples;
  private int arrived;

  /** Not zero, so that a clock's origin is seen to mean nothing. */
  private long now = -123_456_789L;

  Line(int rate, TestCodec.Signal signal, JitterConfig config) {
    this(new TestCodec(rate, 1, signal), config);
  }

  Line(TestCodec codec, JitterConfig config) {
    this.codec = codec;
    rate = codec.format().sampleRateHz();
    buffer = new JitterBuffer(codec, config, () -> now);
    frame = new AudioFrame(buffer.format());
  }

  long now() {
    return now;
  }

  /** Schedules a packet, so many ms from now. */
  void send(double inMs, int sequenceNumber, int rtpTimestamp, byte[] bytes) {
    sent.add(new Sent(now + (long) (inMs * MS), sequenceNumber, rtpTimestamp, bytes));
  }

  /** Pulls for so long. */
  void run(int ms) {
    sent.subList(0, arrived).clear();
    arrived = 0;
    sent.sort(Comparator.comparingLong(Sent::arrivalNanos));
    for (int n = 0; n < ms / 10; n++) {
      deliver();
      pull();
      now += 10 * MS;
    }
  }

  /** Lets time pass without a pull. */
  void stall(int ms) {
    now += ms * MS;
  }

  private void deliver() {
    while (arrived < sent.size() && sent.get(arrived).arrivalNanos() <= now) {
      Sent packet = sent.get(arrived++);
      buffer.put(
          packet.sequenceNumber(),
          packet.rtpTimestamp(),
          packet.arrivalNanos(),
          packet.bytes(),
          0,
          packet.bytes().length);
    }
  }

  void pull() {
    buffer.pull(frame);
    float[] samples = frame.channel(0);
    if (heardSamples + samples.length > heard.length) {
      heard = Arrays.copyOf(heard, 2 * heard.length);
    }
    System.arraycopy(samples, 0, heard, heardSamples, samples.length);
    heardSamples += samples.length;
  }

  /** All that was heard. */
  float[] heard() {
    return Arrays.copyOf(heard, heardSamples);
  }

  JitterStatistics statistics() {
    return buffer.statistics();
  }

  @Override
  public void close() {
    buffer.close();
  }
}
