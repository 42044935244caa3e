package org.silenzio.samples;

import java.io.File;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.SourceDataLine;
import org.silenzio.javasound.ProcessedAudioInputStream;

/** Plays a sound file without its noise: {@code PlayDenoised IN.wav}. */
public final class PlayDenoised {

  private PlayDenoised() {}

  /** Plays the file on the system's loudspeaker. */
  public static void main(String[] arguments) throws Exception {
    try (AudioInputStream file = AudioSystem.getAudioInputStream(new File(arguments[0]));
        AudioInputStream denoised = ProcessedAudioInputStream.denoised(file);
        SourceDataLine line = AudioSystem.getSourceDataLine(denoised.getFormat())) {
      line.open(denoised.getFormat());
      line.start();
      byte[] bytes = new byte[4_096 * denoised.getFormat().getFrameSize()];
      for (int got = denoised.read(bytes); got > 0; got = denoised.read(bytes)) {
        line.write(bytes, 0, got);
      }
      line.drain();
    }
  }
}
