package org.silenzio.samples;

import java.io.File;
import java.io.IOException;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Pcm16;
import org.silenzio.audio.StreamFormat;

/** Reads a recording (16 bit, mono) as Java Sound does. */
final class Talk {

  private Talk() {}

  static float[] read(File file) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file)) {
      StreamFormat format = StreamFormat.of10Ms((int) in.getFormat().getSampleRate(), 1);
      AudioFrame frame = new AudioFrame(format);
      byte[] sound = in.readAllBytes();
      int bytes = Pcm16.bytes(format);
      float[] samples = new float[sound.length / bytes * format.frameSamples()];
      byte[] piece = new byte[bytes];
      for (int n = 0; n * bytes + bytes <= sound.length; n++) {
        System.arraycopy(sound, n * bytes, piece, 0, bytes);
        Pcm16.decode(piece, frame);
        System.arraycopy(
            frame.channel(0), 0, samples, n * format.frameSamples(), format.frameSamples());
      }
      return samples;
    }
  }
}
