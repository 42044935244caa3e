package org.silenzio.eval.corpus;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Writes a sound file of the kind that its name says (WAV, AIFF, AU), aside first and renamed when
 * it is whole: a failure leaves what was there before.
 */
public final class SoundWriter {

  /** The JDK's writers count bytes in ints. */
  private static final long MAX_DATA_BYTES = Integer.MAX_VALUE - 1_024L;

  private static final int RIFF_LENGTH_AT = 4;
  private static final int RIFF_HEADER_BYTES = 8;

  private SoundWriter() {}

  /**
   * Writes all that a source has.
   *
   * @param file where to; its ending chooses the kind, its folder must exist
   * @param encoding how to store samples; AIFF and AU take 24 bits in place of floats
   * @param source the sound
   * @throws SoundFileException if the source fails or the file's name has no known ending
   * @throws SoundWriteException if the file cannot be written
   */
  public static void write(Path file, SampleEncoding encoding, SampleSource source)
      throws IOException {
    AudioFileFormat.Type type = type(file);
    SampleEncoding storable =
        encoding == SampleEncoding.FLOAT_32 && !type.equals(AudioFileFormat.Type.WAVE)
            ? SampleEncoding.PCM_24
            : encoding;
    AudioFormat format = storable.audioFormat(source.sampleRateHz(), source.channels());
    if (source.samples() * format.getFrameSize() > MAX_DATA_BYTES) {
      throw new SoundFileException(
          file, "would be larger than " + MAX_DATA_BYTES + " bytes, the most of its kind");
    }
    try (AudioInputStream stream =
        new AudioInputStream(new EncodedStream(source, storable), format, source.samples())) {
      AsideFile.write(
          file,
          aside -> {
            AudioSystem.write(stream, type, aside.toFile());
            if (type.equals(AudioFileFormat.Type.WAVE)) {
              padToEvenLength(aside);
            }
          });
    } catch (SoundFileException e) {
      throw e; // from the source
    } catch (IOException e) {
      String problem = AsideFile.withOwnName(String.valueOf(e.getMessage()), file);
      throw new SoundWriteException(file, problem, e);
    }
  }

  /** RIFF wants every part to fill whole words, which the JDK's writer leaves out. */
  private static void padToEvenLength(Path wav) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(wav.toFile(), "rw")) {
      long length = bytes.length();
      if (length % 2 == 1) {
        bytes.seek(length);
        bytes.write(0);
        bytes.seek(RIFF_LENGTH_AT);
        bytes.writeInt(Integer.reverseBytes((int) (length + 1 - RIFF_HEADER_BYTES)));
      }
    }
  }

  /**
   * Refuses a name whose ending says no kind of sound file, for those who have work to do before
   * they write.
   *
   * @throws SoundFileException if it has no known ending
   */
  public static void checkName(Path file) throws IOException {
    type(file);
  }

  private static AudioFileFormat.Type type(Path file) throws IOException {
    return SoundFiles.kind(file)
        .orElseThrow(
            () ->
                new SoundFileException(
                    file, "its name ends in none of .wav .wave .aif .aiff .au .snd"));
  }
}
