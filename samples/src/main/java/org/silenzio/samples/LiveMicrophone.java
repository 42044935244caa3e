package org.silenzio.samples;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.javasound.SoundDevices;
import org.silenzio.javasound.SoundInput;
import org.silenzio.javasound.SoundOutput;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;

/** Hear yourself without noise, by headphones: {@code LiveMicrophone SECONDS}. */
public final class LiveMicrophone {

  private LiveMicrophone() {}

  /** Takes the system's first microphone and loudspeaker. */
  public static void main(String[] arguments) throws Exception {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    AudioFrame frame = new AudioFrame(format);
    try (NoiseSuppressor suppressor =
            NoiseSuppressors.create(NoiseSuppressorConfig.defaults(format));
        SoundInput microphone = SoundInput.open(SoundDevices.inputs().getFirst(), format, 40);
        SoundOutput loudspeaker = SoundOutput.open(SoundDevices.outputs().getFirst(), format, 40)) {
      int frames = 100 * Integer.parseInt(arguments[0]);
      for (int n = 0; n < frames && microphone.read(frame); n++) {
        suppressor.process(frame);
        loudspeaker.write(frame);
      }
      loudspeaker.drain();
    }
  }
}
