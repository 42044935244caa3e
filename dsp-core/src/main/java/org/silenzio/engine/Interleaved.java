package org.silenzio.engine;

import java.nio.ByteBuffer;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;

/**
 * Brings interleaved samples into a frame and back, checking lengths first. Does not allocate.
 * [audio]
 */
final class Interleaved {

  private final SampleKernel kernel = Kernels.samples();
  private final AudioFrame frame;
  private final float[][] planes;
  private final int channels;
  private final int length;

  /** Makes the frame that samples pass by. [control] */
  Interleaved(StreamFormat format) {
    frame = new AudioFrame(format);
    channels = format.channels();
    length = format.frameSamples();
    planes = new float[channels][];
    for (int c = 0; c < channels; c++) {
      planes[c] = frame.channel(c);
    }
  }

  /** What was read last, and what is written next. */
  AudioFrame frame() {
    return frame;
  }

  private void check(String name, int held, int bytesPerSample) {
    int needed = bytesPerSample * channels * length;
    if (held < needed) {
      throw new IllegalArgumentException(
          name + " holds " + held + ", allowed: " + needed + " or more");
    }
  }

  void read(float[] from) {
    check("samples", from.length, 1);
    kernel.deinterleave(from, planes, length);
  }

  void write(float[] to) {
    check("samples", to.length, 1);
    kernel.interleave(planes, to, length);
  }

  void read(short[] from) {
    check("samples", from.length, 1);
    for (int c = 0; c < channels; c++) {
      float[] plane = planes[c];
      for (int i = 0, at = c; i < length; i++, at += channels) {
        plane[i] = from[at] / SampleKernel.PCM16_SCALE;
      }
    }
  }

  void write(short[] to) {
    check("samples", to.length, 1);
    for (int c = 0; c < channels; c++) {
      float[] plane = planes[c];
      for (int i = 0, at = c; i < length; i++, at += channels) {
        to[at] = pcm16(plane[i]);
      }
    }
  }

  void read(ByteBuffer from, SampleType type) {
    check("buffer", from.remaining(), type.bytes());
    int step = type.bytes() * channels;
    for (int c = 0; c < channels; c++) {
      float[] plane = planes[c];
      int at = from.position() + c * type.bytes();
      for (int i = 0; i < length; i++, at += step) {
        plane[i] =
            type == SampleType.FLOAT
                ? from.getFloat(at)
                : from.getShort(at) / SampleKernel.PCM16_SCALE;
      }
    }
  }

  void write(ByteBuffer to, SampleType type) {
    check("buffer", to.remaining(), type.bytes());
    int step = type.bytes() * channels;
    for (int c = 0; c < channels; c++) {
      float[] plane = planes[c];
      int at = to.position() + c * type.bytes();
      for (int i = 0; i < length; i++, at += step) {
        if (type == SampleType.FLOAT) {
          to.putFloat(at, plane[i]);
        } else {
          to.putShort(at, pcm16(plane[i]));
        }
      }
    }
  }

  private static short pcm16(float sample) {
    int value = Math.round(sample * SampleKernel.PCM16_SCALE);
    return (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
