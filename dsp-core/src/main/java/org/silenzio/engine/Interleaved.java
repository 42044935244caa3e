package org.silenzio.engine;

import java.nio.ByteBuffer;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * Brings interleaved samples into frames and back, checking lengths first. Stateless, does not
 * allocate. [audio]
 */
final class Interleaved {

  private static final float SCALE = 32_768f;

  private Interleaved() {}

  private static int samples(StreamFormat format) {
    return format.channels() * format.frameSamples();
  }

  private static void check(String name, int length, int needed) {
    if (length < needed) {
      throw new IllegalArgumentException(
          name + " holds " + length + ", allowed: " + needed + " or more");
    }
  }

  static void read(float[] from, AudioFrame frame) {
    check("samples", from.length, samples(frame.format()));
    int channels = frame.format().channels();
    for (int c = 0; c < channels; c++) {
      float[] to = frame.channel(c);
      for (int i = 0, at = c; i < to.length; i++, at += channels) {
        to[i] = from[at];
      }
    }
  }

  static void write(AudioFrame frame, float[] to) {
    check("samples", to.length, samples(frame.format()));
    int channels = frame.format().channels();
    for (int c = 0; c < channels; c++) {
      float[] from = frame.channel(c);
      for (int i = 0, at = c; i < from.length; i++, at += channels) {
        to[at] = from[i];
      }
    }
  }

  static void read(short[] from, AudioFrame frame) {
    check("samples", from.length, samples(frame.format()));
    int channels = frame.format().channels();
    for (int c = 0; c < channels; c++) {
      float[] to = frame.channel(c);
      for (int i = 0, at = c; i < to.length; i++, at += channels) {
        to[i] = from[at] / SCALE;
      }
    }
  }

  static void write(AudioFrame frame, short[] to) {
    check("samples", to.length, samples(frame.format()));
    int channels = frame.format().channels();
    for (int c = 0; c < channels; c++) {
      float[] from = frame.channel(c);
      for (int i = 0, at = c; i < from.length; i++, at += channels) {
        to[at] = pcm16(from[i]);
      }
    }
  }

  static void read(ByteBuffer from, SampleType type, AudioFrame frame) {
    check("buffer", from.remaining(), type.bytes() * samples(frame.format()));
    int channels = frame.format().channels();
    int step = type.bytes() * channels;
    for (int c = 0; c < channels; c++) {
      float[] to = frame.channel(c);
      int at = from.position() + c * type.bytes();
      for (int i = 0; i < to.length; i++, at += step) {
        to[i] = type == SampleType.FLOAT ? from.getFloat(at) : from.getShort(at) / SCALE;
      }
    }
  }

  static void write(AudioFrame frame, ByteBuffer to, SampleType type) {
    check("buffer", to.remaining(), type.bytes() * samples(frame.format()));
    int channels = frame.format().channels();
    int step = type.bytes() * channels;
    for (int c = 0; c < channels; c++) {
      float[] from = frame.channel(c);
      int at = to.position() + c * type.bytes();
      for (int i = 0; i < from.length; i++, at += step) {
        if (type == SampleType.FLOAT) {
          to.putFloat(at, from[i]);
        } else {
          to.putShort(at, pcm16(from[i]));
        }
      }
    }
  }

  private static short pcm16(float sample) {
    return (short) Math.clamp(Math.round(sample * SCALE), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
