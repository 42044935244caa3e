package org.silenzio.samples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Pcm16;
import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;

/**
 * The smallest use of the noise suppressor: {@code DenoiseFile IN.wav OUT.wav}. As in a call, the
 * sound comes out {@link NoiseSuppressor#latencySamples()} later than it went in.
 */
public final class DenoiseFile {

  private DenoiseFile() {}

  /** Reads the first file, writes the second. */
  public static void main(String[] arguments) throws Exception {
    try (AudioInputStream file = AudioSystem.getAudioInputStream(new File(arguments[0]))) {
      AudioFormat stored = file.getFormat();
      AudioFormat pcm =
          new AudioFormat(stored.getSampleRate(), 16, stored.getChannels(), true, false);
      AudioInputStream in = AudioSystem.getAudioInputStream(pcm, file);
      StreamFormat format = StreamFormat.of10Ms((int) pcm.getSampleRate(), pcm.getChannels());
      AudioFrame frame = new AudioFrame(format);
      byte[] bytes = new byte[Pcm16.bytes(format)];
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (NoiseSuppressor suppressor =
          NoiseSuppressors.create(NoiseSuppressorConfig.defaults(format))) {
        while (in.readNBytes(bytes, 0, bytes.length) == bytes.length) {
          Pcm16.decode(bytes, frame);
          suppressor.process(frame);
          Pcm16.encode(frame, bytes);
          out.write(bytes);
        }
      }
      long samples = out.size() / pcm.getFrameSize();
      var denoised = new ByteArrayInputStream(out.toByteArray());
      AudioSystem.write(
          new AudioInputStream(denoised, pcm, samples),
          AudioFileFormat.Type.WAVE,
          new File(arguments[1]));
    }
  }
}
