package org.silenzio.eval.corpus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * What stands before the samples of a WAV that is streamed. Who cannot go back when the end comes
 * states no length: 0 (GStreamer), 0x7FFFF000 (SoX), somewhat more (arecord), 0xFFFFFFFF (FFmpeg).
 *
 * @param format how samples are stored
 * @param dataBytes how many bytes of samples follow; empty if the header does not say
 */
record WavHeader(AudioFormat format, OptionalLong dataBytes) {

  /** From here on a size stands for 'unknown'. */
  private static final long UNKNOWN_BYTES = 0x7FFF_F000L;

  /** What is written for an unknown size, as FFmpeg does. */
  private static final int UNKNOWN_SIZE = -1;

  /** Tags and pictures may stand before the samples; more than this is no header. */
  private static final int MAX_HEADER_BYTES = 16 << 20;

  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final int FILE_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int RIFF_SIZE_AT = 4;

  /**
   * Reads a header up to the first sample, and no byte further.
   *
   * @param stream at its beginning
   * @param name what messages call the stream
   * @throws SoundFileException if there is no WAV header or it is damaged
   */
  static WavHeader read(InputStream stream, String name) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    byte[] start = stream.readNBytes(FILE_HEADER_BYTES);
    if (start.length == 0) {
      throw new SoundFileException(name, "is empty");
    }
    if (start.length < FILE_HEADER_BYTES
        || !letters(start, 0).equals("RIFF")
        || !letters(start, 8).equals("WAVE")) {
      throw new SoundFileException(
          name, "does not begin with the header of a WAV; of raw samples the rate must be told");
    }
    head.write(start);
    while (true) {
      byte[] chunk = stream.readNBytes(CHUNK_HEADER_BYTES);
      if (chunk.length < CHUNK_HEADER_BYTES) {
        throw new SoundFileException(name, "its header ends before the samples begin");
      }
      head.write(chunk);
      long size = Integer.toUnsignedLong(ByteBuffer.wrap(chunk).order(LITTLE).getInt(4));
      if (letters(chunk, 0).equals("data")) {
        boolean known = size > 0 && size < UNKNOWN_BYTES;
        return new WavHeader(
            format(head.toByteArray(), name), known ? OptionalLong.of(size) : OptionalLong.empty());
      }
      long padded = size + (size & 1); // chunks start on even bytes
      if (head.size() + padded > MAX_HEADER_BYTES) {
        throw new SoundFileException(
            name, "its header is damaged: the part '" + letters(chunk, 0) + "' has " + size);
      }
      head.write(stream.readNBytes((int) padded));
    }
  }

  private static String letters(byte[] bytes, int from) {
    return new String(bytes, from, 4, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
  }

  /** The JDK's readers know all the ways in which a header may say it. */
  private static AudioFormat format(byte[] head, String name) throws IOException {
    try (AudioInputStream stream =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(head))) {
      return stream.getFormat();
    } catch (UnsupportedAudioFileException e) {
      throw new SoundFileException(name, "is no WAV of a known kind (PCM, float, A-law, µ-law)", e);
    } catch (IOException | RuntimeException e) {
      // the JDK's readers compute with whatever a header says
      throw new SoundFileException(name, "its header is damaged (" + e.getMessage() + ")", e);
    }
  }

  /** The header as bytes, the samples' format being one that {@link SampleEncoding} makes. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      AudioSystem.write(
          new AudioInputStream(InputStream.nullInputStream(), format, 0),
          AudioFileFormat.Type.WAVE,
          bytes);
    } catch (IOException e) {
      throw new IllegalStateException("a header cannot be made of " + format, e);
    }
    ByteBuffer head = ByteBuffer.wrap(bytes.toByteArray()).order(LITTLE);
    int length = head.capacity();
    head.putInt(length - 4, (int) dataBytes.orElse(UNKNOWN_SIZE));
    long riff = length - CHUNK_HEADER_BYTES + dataBytes.orElse(0) + padding();
    head.putInt(RIFF_SIZE_AT, dataBytes.isPresent() ? (int) riff : UNKNOWN_SIZE);
    return head.array();
  }

  /** Bytes that follow a known number of samples: RIFF wants every part to fill whole words. */
  int padding() {
    return (int) (dataBytes.orElse(0) & 1);
  }
}
