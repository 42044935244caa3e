package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;

/** Brings frames of one or two channels to one or two channels. Stateless. [audio] */
final class ChannelMap {

  private ChannelMap() {}

  /** Copies: channel by channel, the mean of two into one, one into each of two. */
  static void copy(AudioFrame from, AudioFrame to) {
    int ins = from.format().channels();
    int outs = to.format().channels();
    int length = from.format().frameSamples();
    if (ins == 2 && outs == 1) {
      float[] left = from.channel(0);
      float[] right = from.channel(1);
      float[] mean = to.channel(0);
      for (int i = 0; i < length; i++) {
        mean[i] = 0.5f * (left[i] + right[i]);
      }
      return;
    }
    for (int c = 0; c < outs; c++) {
      System.arraycopy(from.channel(Math.min(c, ins - 1)), 0, to.channel(c), 0, length);
    }
  }
}
