package org.silenzio.receive;

import org.silenzio.audio.AudioFrame;
import org.silenzio.codec.PacketDecoder;

/** A decoder for the jitter buffer, which asks for arrays and never for frames. */
abstract class PlanarDecoder implements PacketDecoder {

  @Override
  public final boolean decode(byte[] packet, int offset, int length, AudioFrame frame) {
    throw new AssertionError("not for frames");
  }

  @Override
  public final boolean decodeFec(byte[] packet, int offset, int length, AudioFrame frame) {
    throw new AssertionError("not for frames");
  }

  @Override
  public final void conceal(AudioFrame frame) {
    throw new AssertionError("not for frames");
  }
}
