package org.silenzio.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AudioFrameTest {

  private static final StreamFormat STEREO = new StreamFormat(48_000, 2, 3);

  @Test
  void copiesEveryChannelAndClears() {
    AudioFrame source = new AudioFrame(STEREO);
    source.channel(0)[1] = 0.5f;
    source.channel(1)[2] = -0.25f;
    AudioFrame copy = new AudioFrame(STEREO);
    copy.copyFrom(source);
    assertArrayEquals(new float[] {0, 0.5f, 0}, copy.channel(0));
    assertArrayEquals(new float[] {0, 0, -0.25f}, copy.channel(1));
    copy.clear();
    assertArrayEquals(new float[3], copy.channel(0));
    assertArrayEquals(new float[3], copy.channel(1));
  }

  @Test
  void refusesAnotherFormat() {
    AudioFrame frame = new AudioFrame(STEREO);
    AudioFrame mono = new AudioFrame(new StreamFormat(48_000, 1, 3));
    assertThrows(IllegalArgumentException.class, () -> frame.copyFrom(mono));
    assertThrows(IllegalArgumentException.class, () -> FrameProcessor.checkFormat(mono, STEREO));
  }
}
