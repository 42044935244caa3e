package org.silenzio.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class Pcm16Test {

  @Test
  void everyValueSurvivesTheWayThereAndBack() {
    StreamFormat format = new StreamFormat(48_000, 2, 16_384);
    AudioFrame frame = new AudioFrame(format);
    byte[] pcm = new byte[Pcm16.bytes(format)];
    for (int half = 0; half < 2; half++) {
      ByteBuffer buffer = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 32_768; i++) {
        buffer.putShort((short) (half * 32_768 + i));
      }
      byte[] before = pcm.clone();
      Pcm16.decode(pcm, frame);
      assertEquals((short) (half * 32_768 + 2 * 100 + 1) / 32_768f, frame.channel(1)[100]);
      Pcm16.encode(frame, pcm);
      assertArrayEquals(before, pcm);
    }
  }

  @Test
  void holdsToTheRangeAndRounds() {
    StreamFormat format = new StreamFormat(48_000, 1, 7);
    AudioFrame frame = new AudioFrame(format);
    float[] samples = {1f, -1f, 7f, -1e30f, Float.NaN, 0.6f / 32_768, -0.6f / 32_768};
    System.arraycopy(samples, 0, frame.channel(0), 0, 7);
    byte[] pcm = new byte[14];
    Pcm16.encode(frame, pcm);
    short[] values = new short[7];
    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
    assertArrayEquals(new short[] {32_767, -32_768, 32_767, -32_768, 0, 1, -1}, values);
  }

  @Test
  void shortArraysAreRefused() {
    AudioFrame frame = new AudioFrame(new StreamFormat(48_000, 2, 10));
    assertThrows(IllegalArgumentException.class, () -> Pcm16.decode(new byte[39], frame));
    assertThrows(IllegalArgumentException.class, () -> Pcm16.encode(frame, new byte[39]));
  }
}
