package org.silenzio.samples;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.Codecs;
import org.silenzio.engine.EngineStatistics;
import org.silenzio.engine.PacketSink;
import org.silenzio.engine.VoiceEngine;
import org.silenzio.receive.JitterBuffer;
import org.silenzio.receive.JitterConfig;

/** Both directions of a call in ten lines, for a moment of silence. */
public final class TwoWayCall {

  private static final int FRAMES = 100;

  private TwoWayCall() {}

  /** Holds the call and prints how it went. */
  public static void main(String[] arguments) {
    System.out.println(call((packet, length, voice) -> {}));
  }

  /** Holds the call; packets go to the network. */
  static EngineStatistics call(PacketSink network) {
    StreamFormat device = StreamFormat.of10Ms(48_000, 1);
    CodecProvider opus = Codecs.find("opus");
    JitterBuffer remote =
        new JitterBuffer(opus.createDecoder(CodecConfig.defaults(device)), JitterConfig.defaults());
    VoiceEngine engine =
        VoiceEngine.builder()
            .capture(device)
            .render(device)
            .remote(remote) // network threads: remote.put(number, timestamp, nanoTime, packet, ...)
            .encoder(opus.createEncoder(CodecConfig.defaults(device)), network)
            .build();
    AudioFrame played = new AudioFrame(device);
    AudioFrame heard = new AudioFrame(device);
    for (int n = 0; n < FRAMES; n++) {
      engine.render().pull(played); // in the loudspeaker's callback
      engine.capture().process(heard); // in the microphone's callback: no echo, no noise, one level
    }
    engine.close();
    remote.close();
    return engine.statistics();
  }
}
