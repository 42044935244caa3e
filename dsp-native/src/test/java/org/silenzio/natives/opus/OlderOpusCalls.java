package org.silenzio.natives.opus;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.Codecs;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;

/** A tone there and back with a packet lost, as any app does it; tells the library's version. */
final class OlderOpusCalls {

  private OlderOpusCalls() {}

  public static void main(String[] arguments) {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    CodecProvider opus = Codecs.find("opus");
    CodecConfig config = CodecConfig.defaults(format);
    AudioFrame frame = new AudioFrame(format);
    byte[] packet = new byte[1_500];
    double energy = 0;
    try (PacketEncoder encoder = opus.createEncoder(config);
        PacketDecoder decoder = opus.createDecoder(config)) {
      for (int n = 0; n < 50; n++) {
        for (int i = 0; i < format.frameSamples(); i++) {
          double phase = 2 * Math.PI * 440 * (n * format.frameSamples() + i) / 48_000;
          frame.channel(0)[i] = (float) (0.5 * Math.sin(phase));
        }
        int bytes = encoder.encode(frame, packet);
        if (n == 25) {
          decoder.conceal(frame);
        } else {
          decoder.decode(packet, 0, bytes, frame);
        }
        energy += n < 20 ? 0 : frame.channel(0)[100] * frame.channel(0)[100];
      }
    }
    System.out.println(OpusCodecProvider.libraryVersion() + ", energy " + energy);
  }
}
