package org.silenzio.eval.corpus;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.silenzio.audio.StreamFormat;

/**
 * Reads a sound file with the JDK's own readers: WAV (8, 16, 24, 32 bits, float, A-law, µ-law),
 * AIFF and AU, up to 8 channels, 8 to 192 kHz. What is damaged is refused before the first sample.
 */
public final class SoundReader implements SampleSource, Closeable {

  private final Path file;
  private final AudioInputStream stream;
  private final SampleDecoder decoder;
  private final int sampleRateHz;
  private final int channels;
  private final int frameBytes;
  private final long samples;
  private long position;

  private SoundReader(Path file, AudioInputStream stream, long samples) throws IOException {
    AudioFormat format = stream.getFormat();
    this.file = file;
    this.stream = stream;
    this.samples = samples;
    this.sampleRateHz = Math.round(format.getSampleRate());
    this.channels = format.getChannels();
    this.frameBytes = format.getFrameSize();
    this.decoder = SampleDecoder.of(format);
    if (decoder == null) {
      throw new SoundFileException(file, "samples are stored as " + format + ", not supported");
    }
    checkRange(
        "sample rate",
        sampleRateHz,
        StreamFormat.MIN_SAMPLE_RATE_HZ,
        StreamFormat.MAX_SAMPLE_RATE_HZ);
    checkRange("number of channels", channels, 1, StreamFormat.MAX_CHANNELS);
  }

  private void checkRange(String name, int value, int min, int max) throws IOException {
    if (value < min || value > max) {
      throw new SoundFileException(
          file, "its " + name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }

  /**
   * Opens a file and checks it.
   *
   * @param file the sound file
   * @return the reader, at the first sample
   * @throws SoundFileException if the file is missing, empty, truncated, damaged or no sound file
   */
  public static SoundReader open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SoundFileException(file, Files.exists(file) ? "is no file" : "no such file");
    }
    long fileBytes = Files.size(file);
    if (fileBytes == 0) {
      throw new SoundFileException(file, "is empty");
    }
    AudioInputStream stream = null;
    try {
      ChunkCheck.check(file);
      stream = AudioSystem.getAudioInputStream(file.toFile());
      long samples = checkedLength(file, stream, fileBytes);
      AudioFormat.Encoding encoding = stream.getFormat().getEncoding();
      if (encoding.equals(AudioFormat.Encoding.ALAW)
          || encoding.equals(AudioFormat.Encoding.ULAW)) {
        stream = AudioSystem.getAudioInputStream(AudioFormat.Encoding.PCM_SIGNED, stream);
      }
      return new SoundReader(file, stream, samples);
    } catch (UnsupportedAudioFileException | EOFException e) {
      throw new SoundFileException(
          file, "is no sound file of a known kind (WAV, AIFF, AU; PCM, float, A-law, µ-law)", e);
    } catch (RuntimeException e) {
      // the JDK's readers compute with whatever a header says
      close(stream);
      throw new SoundFileException(file, "its header is damaged (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      close(stream);
      throw e instanceof SoundFileException
          ? e
          : new SoundFileException(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static long checkedLength(Path file, AudioInputStream stream, long fileBytes)
      throws IOException {
    long samples = stream.getFrameLength();
    int frameBytes = stream.getFormat().getFrameSize();
    if (samples == 0) {
      throw new SoundFileException(file, "holds no samples");
    }
    if (samples < 0 || frameBytes < 1) {
      throw new SoundFileException(file, "its header does not say how long it is");
    }
    if (samples > fileBytes / frameBytes) {
      throw new SoundFileException(
          file,
          "is truncated: its header promises "
              + samples
              + " samples, the file has room for "
              + fileBytes / frameBytes);
    }
    return samples;
  }

  private static void close(AudioInputStream stream) throws IOException {
    if (stream != null) {
      stream.close();
    }
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public long samples() {
    return samples;
  }

  /** The encoding for writing that loses nothing that this file has. */
  public SampleEncoding encoding() {
    return decoder.nearest();
  }

  @Override
  public int read(float[][] to, int count) throws IOException {
    int wanted = (int) Math.min(count, samples - position);
    byte[] bytes = stream.readNBytes(wanted * frameBytes);
    if (bytes.length < wanted * frameBytes) {
      throw new SoundFileException(
          file,
          "is truncated: it ends after "
              + (position + bytes.length / frameBytes)
              + " of "
              + samples
              + " samples");
    }
    decoder.decode(bytes, channels, to, wanted);
    position += wanted;
    return wanted;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
