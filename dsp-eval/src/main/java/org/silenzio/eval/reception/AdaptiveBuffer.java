package org.silenzio.eval.reception;

import org.silenzio.audio.AudioFrame;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.receive.JitterBuffer;
import org.silenzio.receive.JitterConfig;
import org.silenzio.receive.JitterStatistics;

/** The engine's own jitter buffer in simulated time. */
final class AdaptiveBuffer implements Playout {

  private static final double NANOS_PER_MS = 1e6;

  /** Of Opus's RTP clock, 48 kHz. */
  private static final int TICKS_PER_PACKET = 48 * Encoding.PACKET_MS;

  private final JitterBuffer buffer;
  private long nowNanos;

  /** Silence before the first packet was due, which no statistics count. */
  private long silentSamples = -1;

  AdaptiveBuffer(PacketDecoder decoder) {
    buffer = new JitterBuffer(decoder, JitterConfig.defaults(), () -> nowNanos);
  }

  @Override
  public void put(int packet, byte[] bytes, double atMs) {
    long arrivalNanos = (long) (atMs * NANOS_PER_MS);
    buffer.put(packet, packet * TICKS_PER_PACKET, arrivalNanos, bytes, 0, bytes.length);
  }

  @Override
  public void pull(AudioFrame frame, double nowMs) {
    nowNanos = (long) (nowMs * NANOS_PER_MS);
    buffer.pull(frame);
  }

  @Override
  public long ownConcealedSamples() {
    return buffer.statistics().silentConcealedSamples();
  }

  @Override
  public long insertedSamples() {
    return buffer.statistics().insertedSamplesForDeceleration();
  }

  @Override
  public long removedSamples() {
    return buffer.statistics().removedSamplesForAcceleration();
  }

  @Override
  public int heldSamples() {
    JitterStatistics done = buffer.statistics();
    long made =
        done.jitterBufferEmittedCount()
            + done.concealedSamples()
            + done.comfortNoiseSamples()
            + done.insertedSamplesForDeceleration()
            - done.removedSamplesForAcceleration();
    if (silentSamples < 0) {
      silentSamples = done.totalSamples() - made;
    }
    return (int) (silentSamples + made - done.totalSamples());
  }

  @Override
  public void close() {
    buffer.close();
  }
}
