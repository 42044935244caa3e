package org.silenzio.echo;

/** A constant delay, a frame at a time. */
final class SampleDelay {

  private final float[] line;
  private int at;

  SampleDelay(int samples) {
    line = new float[samples];
  }

  /** Takes one sample in and gives the one that it displaces. */
  float process(float sample) {
    float displaced = line[at];
    line[at] = sample;
    at = at + 1 == line.length ? 0 : at + 1;
    return displaced;
  }
}
