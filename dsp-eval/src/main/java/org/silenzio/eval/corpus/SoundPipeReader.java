package org.silenzio.eval.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.silenzio.audio.StreamFormat;

/**
 * Sound of which nobody knows how long it will be, from a stream that cannot be wound back: raw
 * samples or a WAV. Takes no more of the stream than it is asked for, so that sound which is being
 * recorded comes through at once.
 */
public final class SoundPipeReader {

  private final String name;
  private final InputStream stream;
  private final SampleDecoder decoder;
  private final int sampleRateHz;
  private final int channels;
  private final int frameBytes;
  private final OptionalLong samples;
  private byte[] bytes = {};
  private long position;

  private SoundPipeReader(String name, InputStream stream, AudioFormat format, OptionalLong samples)
      throws IOException {
    this.name = name;
    this.stream = stream;
    this.samples = samples;
    this.sampleRateHz = Math.round(format.getSampleRate());
    this.channels = format.getChannels();
    this.frameBytes = format.getFrameSize();
    this.decoder = SampleDecoder.of(format);
    if (decoder == null) {
      throw new SoundFileException(name, "samples are stored as " + format + ", not supported");
    }
    try {
      StreamFormat unusedCheck = new StreamFormat(sampleRateHz, channels, 1);
    } catch (IllegalArgumentException e) {
      throw new SoundFileException(name, e.getMessage(), e);
    }
  }

  /**
   * Reads samples without a header.
   *
   * @param name what messages call the stream
   * @param stream not closed
   * @param format how samples are stored
   */
  public static SoundPipeReader raw(String name, InputStream stream, RawFormat format)
      throws IOException {
    AudioFormat stored = format.encoding().audioFormat(format.sampleRateHz(), format.channels());
    return new SoundPipeReader(name, stream, stored, OptionalLong.empty());
  }

  /**
   * Reads a WAV, whether or not its header says how long it is.
   *
   * @param name what messages call the stream
   * @param stream not closed
   * @throws SoundFileException if it does not begin with the header of a WAV
   */
  public static SoundPipeReader wav(String name, InputStream stream) throws IOException {
    WavHeader header = WavHeader.read(stream, name);
    AudioFormat format = header.format();
    int storedBytes = Math.max(1, format.getFrameSize());
    OptionalLong samples =
        header.dataBytes().isPresent()
            ? OptionalLong.of(header.dataBytes().getAsLong() / storedBytes)
            : OptionalLong.empty();
    AudioFormat.Encoding encoding = format.getEncoding();
    if (encoding.equals(AudioFormat.Encoding.ALAW) || encoding.equals(AudioFormat.Encoding.ULAW)) {
      AudioInputStream decoded =
          AudioSystem.getAudioInputStream(
              AudioFormat.Encoding.PCM_SIGNED,
              new AudioInputStream(stream, format, AudioSystem.NOT_SPECIFIED));
      return new SoundPipeReader(name, decoded, decoded.getFormat(), samples);
    }
    return new SoundPipeReader(name, stream, format, samples);
  }

  public int sampleRateHz() {
    return sampleRateHz;
  }

  public int channels() {
    return channels;
  }

  /** How many samples each channel has, where the stream says. */
  public OptionalLong samples() {
    return samples;
  }

  /** The encoding for writing that loses nothing that this stream has. */
  public SampleEncoding encoding() {
    return decoder.nearest();
  }

  /**
   * Reads the next samples, waiting until all have come or the stream has ended. Bytes at the end
   * that are no whole sample are left out.
   *
   * @param to one array per channel, filled from index 0
   * @param count how many samples to read, 1 or more
   * @return how many were read; fewer than {@code count} only at the end, see {@link #isTruncated}
   * @throws SoundFileException if the stream fails
   */
  public int read(float[][] to, int count) throws IOException {
    int wanted = (int) Math.min(count, samples.orElse(Long.MAX_VALUE) - position);
    int got = readBytes(wanted * frameBytes) / frameBytes;
    decoder.decode(bytes, channels, to, got);
    position += got;
    return got;
  }

  /** Whether the stream ended before the length that its header states. */
  public boolean isTruncated() {
    return position < samples.orElse(0);
  }

  /** Why {@link #isTruncated}. */
  public SoundFileException truncation() {
    return new SoundFileException(
        name,
        "is truncated: its header promises "
            + samples.orElse(0)
            + " samples, it ends after "
            + position);
  }

  /**
   * Reads what follows the samples and drops it, for a writer who finds his pipe closed may take
   * that for a failure.
   */
  public void drain() throws IOException {
    if (samples.isPresent() && !isTruncated()) {
      stream.transferTo(OutputStream.nullOutputStream());
    }
  }

  private int readBytes(int count) throws IOException {
    if (bytes.length < count) {
      bytes = new byte[count];
    }
    try {
      return stream.readNBytes(bytes, 0, count);
    } catch (IOException e) {
      throw new SoundFileException(name, "cannot be read: " + e.getMessage(), e);
    }
  }
}
