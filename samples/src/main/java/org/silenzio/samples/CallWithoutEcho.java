package org.silenzio.samples;

import java.io.File;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Pcm16;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoCancellerConfig;
import org.silenzio.echo.EchoPreset;
import org.silenzio.echo.EchoStatistics;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;

/**
 * One side of a call, {@code CallWithoutEcho FAR.wav}: the loudspeaker plays a recording (16 bit,
 * mono), the microphone hears it 60 ms later at half its strength, and what would be sent is free
 * of it. In an app the two halves of the loop are the callbacks of two devices, on two threads.
 */
public final class CallWithoutEcho {

  private static final int ECHO_MS = 60;

  private CallWithoutEcho() {}

  /** Plays the call and prints what the canceller says of it. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(play(new File(arguments[0])));
  }

  /** Plays the call and gives the canceller's account. */
  static EchoStatistics play(File recording) throws Exception {
    try (AudioInputStream far = AudioSystem.getAudioInputStream(recording)) {
      StreamFormat format = StreamFormat.of10Ms((int) far.getFormat().getSampleRate(), 1);
      EchoCancellerConfig config =
          EchoCancellerConfig.defaults(format).withPreset(EchoPreset.STANDARD);
      try (EchoCanceller canceller = EchoCanceller.create(config);
          NoiseSuppressor suppressor =
              NoiseSuppressors.create(NoiseSuppressorConfig.defaults(format))) {
        AudioFrame played = new AudioFrame(format);
        AudioFrame heard = new AudioFrame(format);
        float[] air = new float[format.sampleRateHz() * ECHO_MS / 1_000];
        byte[] bytes = new byte[Pcm16.bytes(format)];
        int at = 0;
        while (far.readNBytes(bytes, 0, bytes.length) == bytes.length) {
          // the loudspeaker's callback
          Pcm16.decode(bytes, played);
          canceller.offerRender(played);

          for (int n = 0; n < format.frameSamples(); n++) { // the room
            heard.channel(0)[n] = air[at];
            air[at] = 0.5f * played.channel(0)[n];
            at = (at + 1) % air.length;
          }

          // the microphone's callback
          canceller.process(heard);
          suppressor.process(heard);
          // encode and send what was heard
        }
        return canceller.statistics();
      }
    }
  }
}
