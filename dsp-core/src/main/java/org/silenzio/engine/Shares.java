package org.silenzio.engine;

/**
 * What a cleaner is told of a frame: how much of its stages is heard, at the frame's beginning and
 * end, 0 to 1, and whether the capture was clipped before any filter.
 */
final class Shares {

  float echoFrom;
  float echoTo;
  float noiseFrom;
  float noiseTo;
  boolean clipped;

  /** Takes the shares from their ramps. */
  void set(Ramp echo, Ramp noise, boolean clipped) {
    echoFrom = echo.from();
    echoTo = echo.to();
    noiseFrom = noise.from();
    noiseTo = noise.to();
    this.clipped = clipped;
  }

  /** Lays them down in the first samples of a channel. */
  void store(float[] samples) {
    samples[0] = echoFrom;
    samples[1] = echoTo;
    samples[2] = noiseFrom;
    samples[3] = noiseTo;
    samples[4] = clipped ? 1f : 0f;
  }

  /** Takes them from where they were laid down. */
  void load(float[] samples) {
    echoFrom = samples[0];
    echoTo = samples[1];
    noiseFrom = samples[2];
    noiseTo = samples[3];
    clipped = samples[4] > 0f;
  }
}
