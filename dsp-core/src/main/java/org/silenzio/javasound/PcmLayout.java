package org.silenzio.javasound;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import org.silenzio.audio.AudioFrame;

/**
 * Converts between frames and bytes as an {@link AudioFormat} lays them out: integers of 8 to 32
 * bits, signed or not, floats of 32 and 64 bits, both byte orders, interleaved. Integers are scaled
 * by their negative full scale. Immutable, does not allocate. [any]
 */
final class PcmLayout {

  private enum Kind {
    SIGNED,
    UNSIGNED,
    FLOAT
  }

  private final Kind kind;
  private final int sampleBytes;
  private final boolean bigEndian;
  private final int channels;

  /** Half the range of an integer, which full scale is. */
  private final double scale;

  private PcmLayout(Kind kind, int sampleBytes, boolean bigEndian, int channels) {
    this.kind = kind;
    this.sampleBytes = sampleBytes;
    this.bigEndian = bigEndian;
    this.channels = channels;
    this.scale = 1L << (8 * sampleBytes - 1);
  }

  /**
   * The layout of a format.
   *
   * @throws IllegalArgumentException if it is none of those above
   */
  static PcmLayout of(AudioFormat format) {
    int bits = format.getSampleSizeInBits();
    Encoding encoding = format.getEncoding();
    boolean isFloat = encoding.equals(Encoding.PCM_FLOAT);
    boolean isInteger =
        encoding.equals(Encoding.PCM_SIGNED) || encoding.equals(Encoding.PCM_UNSIGNED);
    boolean fits =
        isFloat
            ? bits == Float.SIZE || bits == Double.SIZE
            : isInteger && bits % 8 == 0 && bits >= 8 && bits <= Integer.SIZE;
    if (!fits || format.getFrameSize() != format.getChannels() * (bits / 8)) {
      throw new IllegalArgumentException(
          "format is "
              + format
              + ", allowed: PCM of 8, 16, 24 or 32 bits, float of 32 or 64, without gaps;"
              + " AudioSystem.getAudioInputStream(format, stream) converts others");
    }
    Kind kind = Kind.FLOAT;
    if (isInteger) {
      kind = encoding.equals(Encoding.PCM_SIGNED) ? Kind.SIGNED : Kind.UNSIGNED;
    }
    return new PcmLayout(kind, bits / 8, format.isBigEndian(), format.getChannels());
  }

  /** How many bytes one sample of each channel takes. */
  int frameBytes() {
    return channels * sampleBytes;
  }

  /**
   * Fills the beginning of a frame.
   *
   * @param pcm the bytes, from index 0
   * @param frame receives {@code count} samples in each channel
   */
  void decode(byte[] pcm, AudioFrame frame, int count) {
    for (int c = 0; c < channels; c++) {
      float[] samples = frame.channel(c);
      int at = c * sampleBytes;
      for (int i = 0; i < count; i++, at += channels * sampleBytes) {
        samples[i] = decode(word(pcm, at));
      }
    }
  }

  /** Appends {@code count} samples of each channel from index {@code from} on, as bytes. */
  void encode(AudioFrame frame, int from, int count, byte[] pcm) {
    for (int c = 0; c < channels; c++) {
      float[] samples = frame.channel(c);
      int at = c * sampleBytes;
      for (int i = from; i < from + count; i++, at += channels * sampleBytes) {
        put(encode(samples[i]), pcm, at);
      }
    }
  }

  private float decode(long word) {
    return switch (kind) {
      case SIGNED -> {
        int shift = Long.SIZE - 8 * sampleBytes;
        yield (float) (((word << shift) >> shift) / scale);
      }
      case UNSIGNED -> (float) ((word - scale) / scale);
      case FLOAT ->
          sampleBytes == Float.BYTES
              ? Float.intBitsToFloat((int) word)
              : (float) Double.longBitsToDouble(word);
    };
  }

  private long encode(float sample) {
    if (kind == Kind.FLOAT) {
      return sampleBytes == Float.BYTES
          ? Float.floatToRawIntBits(sample)
          : Double.doubleToRawLongBits(sample);
    }
    // NaN rounds to 0
    long value = Math.clamp(Math.round(sample * scale), (long) -scale, (long) scale - 1);
    return kind == Kind.SIGNED ? value : value + (long) scale;
  }

  private long word(byte[] pcm, int at) {
    long word = 0;
    for (int k = 0; k < sampleBytes; k++) {
      int from = bigEndian ? at + k : at + sampleBytes - 1 - k;
      word = (word << 8) | (pcm[from] & 0xff);
    }
    return word;
  }

  private void put(long word, byte[] pcm, int at) {
    for (int k = 0; k < sampleBytes; k++) {
      int to = bigEndian ? at + sampleBytes - 1 - k : at + k;
      pcm[to] = (byte) (word >> (8 * k));
    }
  }
}
