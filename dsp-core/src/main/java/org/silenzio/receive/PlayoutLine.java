package org.silenzio.receive;

import org.silenzio.audio.AudioFrame;

/**
 * Decoded sound on its way out: a line that grows at its end and is taken from its beginning, with
 * the sound just played kept in front of it. Stretching works on the arrays themselves. [audio]
 */
final class PlayoutLine {

  private final float[][] samples;
  private final int historySamples;
  private int at;
  private int end;

  /**
   * Makes an empty line behind silence.
   *
   * @param historySamples how much of the past is kept
   * @param aheadSamples the most that will ever wait
   */
  PlayoutLine(int channels, int historySamples, int aheadSamples) {
    this.historySamples = historySamples;
    // twice the need, so that it is moved to the front only now and then
    samples = new float[channels][2 * (historySamples + aheadSamples)];
    at = historySamples;
    end = historySamples;
  }

  /** Makes sure that so many samples find room behind the end. */
  void reserve(int more) {
    if (end + more > samples[0].length) {
      int from = at - historySamples;
      for (float[] channel : samples) {
        System.arraycopy(channel, from, channel, 0, end - from);
      }
      at -= from;
      end -= from;
    }
  }

  /** All channels; the past ends and the future begins at {@link #at}. */
  float[][] samples() {
    return samples;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  int available() {
    return end - at;
  }

  /** Counts samples in that were written behind the end, or out again if negative. */
  void grow(int by) {
    end += by;
  }

  /** Moves the sound behind the end's place forward over so many samples written there. */
  void skip(int first, int count) {
    for (float[] channel : samples) {
      System.arraycopy(channel, end + first, channel, end, count);
    }
  }

  /** Takes a frame off the beginning; there are enough. */
  void read(AudioFrame frame) {
    int length = frame.format().frameSamples();
    for (int c = 0; c < samples.length; c++) {
      System.arraycopy(samples[c], at, frame.channel(c), 0, length);
    }
    at += length;
  }

  /** Forgets what waits; the past stays, so that what comes can be joined to it. */
  void drop() {
    end = at;
  }
}
