package org.silenzio.eval.reception;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.silenzio.audio.AudioFrame;
import org.silenzio.codec.PacketDecoder;

/**
 * What most simple receivers do: hold the first packet for a fixed time, then play one packet after
 * the other; what is not there when its turn comes is recovered or concealed, what comes later is
 * thrown away. When half a second of packets in a row came late, it begins anew.
 */
final class FixedBuffer implements Playout {

  /** Half a second of 20 ms each: the network has another delay for good. */
  private static final int LATE_TO_BEGIN_ANEW = 25;

  private final PacketDecoder decoder;
  private final Protection protection;
  private final int packetSamples;
  private final double bufferMs;
  private final NavigableMap<Integer, byte[]> waiting = new TreeMap<>();
  private final float[][] decoded;
  private int decodedSamples;
  private int played;
  private boolean isPlaying;
  private double beginsAtMs = Double.NaN;
  private int next;
  private int lateInRow;
  private int redundancyOf = -1;
  private int redundancyReach;

  FixedBuffer(PacketDecoder decoder, Protection protection, int packetSamples, double bufferMs) {
    this.decoder = decoder;
    this.protection = protection;
    this.packetSamples = packetSamples;
    this.bufferMs = bufferMs;
    this.decoded = new float[decoder.format().channels()][decoder.maxPacketSamples()];
  }

  @Override
  public void put(int packet, byte[] bytes, double atMs) {
    if (isPlaying && packet < next) {
      if (++lateInRow < LATE_TO_BEGIN_ANEW) {
        return;
      }
      isPlaying = false;
      waiting.clear();
      beginsAtMs = Double.NaN;
    }
    lateInRow = 0;
    if (Double.isNaN(beginsAtMs)) {
      beginsAtMs = atMs + bufferMs;
    }
    waiting.put(packet, bytes);
  }

  @Override
  public void pull(AudioFrame frame, double nowMs) {
    if (!isPlaying) {
      if (!(nowMs >= beginsAtMs)) {
        frame.clear();
        return;
      }
      isPlaying = true;
      next = waiting.firstKey();
    }
    int wanted = frame.format().frameSamples();
    for (int given = 0; given < wanted; ) {
      if (played == decodedSamples) {
        decodedSamples = decodeNext();
        played = 0;
        next++;
      }
      int taken = Math.min(wanted - given, decodedSamples - played);
      for (int c = 0; c < decoded.length; c++) {
        System.arraycopy(decoded[c], played, frame.channel(c), given, taken);
      }
      played += taken;
      given += taken;
    }
  }

  private int decodeNext() {
    byte[] packet = waiting.remove(next);
    if (packet != null) {
      int samples = decoder.decode(packet, 0, packet.length, decoded, 0);
      if (samples > 0) {
        return samples;
      }
    }
    if (!recovered()) {
      decoder.conceal(decoded, 0, packetSamples);
    }
    return packetSamples;
  }

  private boolean recovered() {
    Map.Entry<Integer, byte[]> later = waiting.higherEntry(next);
    if (later == null) {
      return false;
    }
    byte[] packet = later.getValue();
    if (protection.hasFec()
        && later.getKey() == next + 1
        && decoder.fecSamples(packet, 0, packet.length) > 0) {
      return decoder.decodeFec(packet, 0, packet.length, decoded, 0, packetSamples);
    }
    if (!protection.hasRedundancy()) {
      return false;
    }
    if (redundancyOf != later.getKey()) {
      redundancyOf = later.getKey();
      redundancyReach = decoder.readRedundancy(packet, 0, packet.length);
    }
    int back = (redundancyOf - next) * packetSamples;
    return back <= redundancyReach && decoder.decodeRedundancy(back, decoded, 0, packetSamples);
  }

  @Override
  public long ownConcealedSamples() {
    return 0;
  }

  @Override
  public long insertedSamples() {
    return 0;
  }

  @Override
  public long removedSamples() {
    return 0;
  }

  @Override
  public int heldSamples() {
    return decodedSamples - played;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
