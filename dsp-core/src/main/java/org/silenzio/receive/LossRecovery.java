package org.silenzio.receive;

import org.silenzio.codec.PacketDecoder;

/**
 * Brings back sound of lost packets from those behind the gap: from the forward error correction of
 * the very next one, else from the deep redundancy of the nearest one that reaches back far enough.
 * [audio]
 */
final class LossRecovery {

  /** Where recovered sound came from. */
  enum Source {
    /** Nothing was recovered: it is to be made up. */
    NONE,
    /** Forward error correction. */
    FEC,
    /** Deep redundancy. */
    DRED
  }

  /**
   * So many packets are asked for redundancy: the next one holds the best, and where that has none
   * others rarely do.
   */
  private static final int ASKED = 3;

  private static final long NOTHING_READ = Long.MIN_VALUE;

  private final PacketDecoder decoder;
  private final PacketStore store;

  /** The largest piece: 10 ms, so that a late packet may still come in between. */
  private final int piece;

  /** Pieces are multiples of this: 2.5 ms. */
  private final int grain;

  private long read = NOTHING_READ;
  private int samples;

  LossRecovery(PacketDecoder decoder, PacketStore store, int piece, int grain) {
    this.decoder = decoder;
    this.store = store;
    this.piece = piece;
    this.grain = grain;
  }

  /**
   * Writes the first missing piece behind the line's end, without counting it in.
   *
   * @param next the packet behind the gap
   * @param missing samples between what was played and that packet, {@code grain} or more
   * @param line receives the sound; {@link #samples} tells how much
   * @return where it came from
   */
  Source recover(Packet next, int missing, PlayoutLine line) {
    int fec = fecSamples(next);
    if (fec > 0 && missing < fec + grain) {
      line.reserve(fec);
      if (decoder.decodeFec(next.bytes, 0, next.length, line.samples(), line.end(), fec)) {
        samples = Math.min(missing, fec);
        if (samples < fec) { // its beginning has been made up meanwhile
          line.skip(fec - samples, samples);
        }
        return Source.FEC;
      }
      next.fecSamples = 0;
    }
    samples = pieceOf(missing, fec);
    long start = next.position - missing;
    Packet packet = next;
    for (int n = 0; n < ASKED && packet != null; n++) {
      long back = packet.position - start;
      if (back <= redundancySamples(packet)) {
        load(packet);
        line.reserve(samples);
        return decoder.decodeRedundancy((int) back, line.samples(), line.end(), samples)
            ? Source.DRED
            : Source.NONE;
      }
      packet = store.after(packet);
    }
    return Source.NONE;
  }

  /** How long a piece to make up of a gap, if error correction gives its end. */
  int pieceOf(int missing, int fec) {
    int here = missing > fec ? missing - fec : missing;
    return Math.min(piece, (here + grain - 1) / grain * grain);
  }

  private int fecSamples(Packet packet) {
    if (packet.fecSamples == Packet.UNKNOWN) {
      packet.fecSamples = decoder.fecSamples(packet.bytes, 0, packet.length);
    }
    return packet.fecSamples;
  }

  private int redundancySamples(Packet packet) {
    if (packet.redundancySamples == Packet.UNKNOWN) {
      packet.redundancySamples = decoder.readRedundancy(packet.bytes, 0, packet.length);
      read = packet.sequence;
    }
    return packet.redundancySamples;
  }

  private void load(Packet packet) {
    if (read != packet.sequence) {
      packet.redundancySamples = decoder.readRedundancy(packet.bytes, 0, packet.length);
      read = packet.sequence;
    }
  }

  /** The length of what was recovered, or is to be made up. */
  int samples() {
    return samples;
  }

  /** Forgets what was read, as the decoder does when it is reset. */
  void reset() {
    read = NOTHING_READ;
  }
}
