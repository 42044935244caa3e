package org.silenzio.eval.corpus;

/**
 * The order of channels in WAV files (front left, front right, centre, low frequencies, back, side)
 * and in Ogg Opus (RFC 7845, section 5.1.1.2), which is Vorbis'.
 */
public final class SurroundOrder {

  /** For each number of channels: which of Opus' channels is WAV's first, second and so on. */
  private static final int[][] OPUS_OF_WAV = {
    {0},
    {0, 1},
    {0, 2, 1},
    {0, 1, 2, 3},
    {0, 2, 1, 3, 4},
    {0, 2, 1, 5, 3, 4},
    {0, 2, 1, 6, 5, 3, 4},
    {0, 2, 1, 7, 5, 6, 3, 4}
  };

  private SurroundOrder() {}

  /** The same arrays in WAV's order. */
  public static float[][] toWav(float[][] opus) {
    int[] order = OPUS_OF_WAV[opus.length - 1];
    float[][] wav = new float[opus.length][];
    for (int c = 0; c < wav.length; c++) {
      wav[c] = opus[order[c]];
    }
    return wav;
  }

  /** The same arrays in Opus' order. */
  public static float[][] toOpus(float[][] wav) {
    int[] order = OPUS_OF_WAV[wav.length - 1];
    float[][] opus = new float[wav.length][];
    for (int c = 0; c < opus.length; c++) {
      opus[order[c]] = wav[c];
    }
    return opus;
  }
}
