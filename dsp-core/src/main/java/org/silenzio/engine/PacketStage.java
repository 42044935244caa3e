package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.concurrent.Tally;

/** Turns the capture into packets of the encoder's own rate and length. [audio] */
final class PacketStage {

  private final PacketEncoder encoder;
  private final PacketSink sink;
  private final FrameCollector collector;
  private final byte[] packet;
  private final Tally packets = new Tally();
  private final Tally bytes = new Tally();
  private boolean voice;

  /**
   * Takes an encoder over. [control]
   *
   * @param format the frames that come
   * @param encoder encodes
   * @param sink takes the packets
   */
  PacketStage(StreamFormat format, PacketEncoder encoder, PacketSink sink) {
    this.encoder = encoder;
    this.sink = sink;
    packet = new byte[encoder.maxPacketBytes()];
    collector = new FrameCollector(format, encoder.format(), this::encode);
  }

  /** Takes a frame in, and gives what packets it completes. */
  void add(AudioFrame frame, boolean holdsVoice) {
    voice |= holdsVoice;
    collector.add(frame);
  }

  private void encode(AudioFrame frame) {
    int length = encoder.encode(frame, packet);
    packets.add(1);
    bytes.add(length);
    if (encoder.lastPacketIsDtx()) {
      sink.acceptSilence(packet, length, voice);
    } else {
      sink.accept(packet, length, voice);
    }
    voice = false;
  }

  long packets() {
    return packets.get();
  }

  long bytes() {
    return bytes.get();
  }

  void reset() {
    collector.reset();
    encoder.reset();
    voice = false;
  }

  void close() {
    encoder.close();
  }
}
