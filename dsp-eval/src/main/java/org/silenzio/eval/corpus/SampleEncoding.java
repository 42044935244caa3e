package org.silenzio.eval.corpus;

import java.nio.ByteBuffer;
import javax.sound.sampled.AudioFormat;

/** How a sound file stores one sample. Integers are scaled by their negative full scale. */
public enum SampleEncoding {
  PCM_8(8),
  PCM_16(16),
  PCM_24(24),
  PCM_32(32),
  FLOAT_32(32);

  private final int bits;

  SampleEncoding(int bits) {
    this.bits = bits;
  }

  int bytes() {
    return bits / 8;
  }

  AudioFormat audioFormat(int sampleRateHz, int channels) {
    AudioFormat.Encoding encoding =
        switch (this) {
          case PCM_8 -> AudioFormat.Encoding.PCM_UNSIGNED; // as WAV stores bytes
          case PCM_16, PCM_24, PCM_32 -> AudioFormat.Encoding.PCM_SIGNED;
          case FLOAT_32 -> AudioFormat.Encoding.PCM_FLOAT;
        };
    return new AudioFormat(
        encoding, sampleRateHz, bits, channels, channels * bytes(), sampleRateHz, false);
  }

  /** Appends one sample, rounded and held to the encoding's range, little endian. */
  void put(ByteBuffer buffer, float sample) {
    switch (this) {
      case PCM_8 -> buffer.put((byte) (128 + scaled(sample, 7)));
      case PCM_16 -> buffer.putShort((short) scaled(sample, 15));
      case PCM_24 -> {
        int value = (int) scaled(sample, 23);
        buffer.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
      }
      case PCM_32 -> buffer.putInt((int) scaled(sample, 31));
      case FLOAT_32 -> buffer.putFloat(sample);
    }
  }

  private static long scaled(float sample, int magnitudeBits) {
    long fullScale = 1L << magnitudeBits;
    return Math.clamp(Math.round((double) sample * fullScale), -fullScale, fullScale - 1);
  }
}
