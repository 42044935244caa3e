package org.silenzio.receive;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.silenzio.audio.StreamFormat;

/**
 * A codec that loses nothing: packets say which stretch of a known signal they hold, as own sound,
 * error correction and redundancy. What it makes up is silence, the hardest to join.
 */
final class TestCodec extends PlanarDecoder {

  /** A sound by the number of its sample. */
  interface Signal {
    float at(long position);
  }

  static final int PACKET_BYTES = 24;

  private static final byte SOUND = 0x51;
  private static final byte PAUSE = 0x52;
  private static final int GRAINS_PER_SECOND = 400;

  private final StreamFormat format;
  private final Signal signal;
  private long redundancyPosition;
  private int redundancySamples;
  private long damaged;
  private boolean closed;

  long concealedSamples;
  int decodes;
  int fecDecodes;
  int redundancyReads;
  int redundancyDecodes;
  int resets;

  TestCodec(int sampleRateHz, int channels, Signal signal) {
    format = new StreamFormat(sampleRateHz, channels, sampleRateHz / 50);
    this.signal = signal;
  }

  /** A packet of sound. */
  static byte[] sound(long position, int samples, int fecSamples, int redundancySamples) {
    return ByteBuffer.allocate(PACKET_BYTES)
        .put(SOUND)
        .putLong(position)
        .putInt(samples)
        .putInt(fecSamples)
        .putInt(redundancySamples)
        .array();
  }

  /** A packet of two bytes, as Opus's DTX sends: 20 ms of silence. */
  static byte[] pause() {
    return new byte[] {PAUSE, 0};
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public int maxPacketSamples() {
    return format.sampleRateHz() * 120 / 1_000;
  }

  private static long longAt(byte[] packet, int at) {
    long value = 0;
    for (int n = 0; n < Long.BYTES; n++) {
      value = value << 8 | (packet[at + n] & 0xFF);
    }
    return value;
  }

  private static int intAt(byte[] packet, int at) {
    return (int) (longAt(packet, at - 4) & 0xFFFF_FFFFL);
  }

  private boolean isSound(byte[] packet, int offset, int length) {
    return length == PACKET_BYTES && packet[offset] == SOUND;
  }

  @Override
  public int packetSamples(byte[] packet, int offset, int length) {
    if (length == 2 && packet[offset] == PAUSE) {
      return format.frameSamples();
    }
    if (!isSound(packet, offset, length)) {
      damaged++;
      return 0;
    }
    return intAt(packet, offset + 9);
  }

  @Override
  public int decode(byte[] packet, int offset, int length, float[][] into, int at) {
    int samples = packetSamples(packet, offset, length);
    if (length == 2) {
      silence(into, at, samples);
    } else {
      write(longAt(packet, offset + 1), into, at, samples);
    }
    decodes++;
    return samples;
  }

  private void write(long position, float[][] into, int at, int samples) {
    for (int c = 0; c < into.length; c++) {
      for (int i = 0; i < samples; i++) {
        // the second channel is inverted, half as loud
        into[c][at + i] = (c == 0 ? 1f : -0.5f) * signal.at(position + i);
      }
    }
  }

  private static void silence(float[][] into, int at, int samples) {
    for (float[] channel : into) {
      Arrays.fill(channel, at, at + samples, 0f);
    }
  }

  @Override
  public int fecSamples(byte[] packet, int offset, int length) {
    return isSound(packet, offset, length) ? intAt(packet, offset + 13) : 0;
  }

  @Override
  public boolean decodeFec(
      byte[] packet, int offset, int length, float[][] into, int at, int samples) {
    if (samples != fecSamples(packet, offset, length)) {
      throw new AssertionError("asked for " + samples + " samples of error correction");
    }
    write(longAt(packet, offset + 1) - samples, into, at, samples);
    fecDecodes++;
    return true;
  }

  @Override
  public int readRedundancy(byte[] packet, int offset, int length) {
    redundancyReads++;
    redundancySamples = isSound(packet, offset, length) ? intAt(packet, offset + 17) : 0;
    redundancyPosition = redundancySamples > 0 ? longAt(packet, offset + 1) : 0;
    return redundancySamples;
  }

  @Override
  public boolean decodeRedundancy(int samplesBack, float[][] into, int at, int samples) {
    checkGrain(samples);
    if (samplesBack > redundancySamples) {
      throw new AssertionError(samplesBack + " back, it reaches " + redundancySamples);
    }
    write(redundancyPosition - samplesBack, into, at, samples);
    redundancyDecodes++;
    return true;
  }

  @Override
  public void conceal(float[][] into, int at, int samples) {
    checkGrain(samples);
    concealedSamples += samples;
    silence(into, at, samples);
  }

  private void checkGrain(int samples) {
    if (samples <= 0 || samples % (format.sampleRateHz() / GRAINS_PER_SECOND) != 0) {
      throw new AssertionError(samples + " samples are no whole multiple of 2.5 ms");
    }
  }

  @Override
  public long damagedPackets() {
    return damaged;
  }

  @Override
  public void reset() {
    resets++;
    redundancySamples = 0;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
