package org.silenzio.engine;

/** How much of a cleaner's stages is heard, at a frame's beginning and end, 0 to 1. */
final class Shares {

  float echoFrom;
  float echoTo;
  float noiseFrom;
  float noiseTo;

  /** Takes both from their ramps. */
  void set(Ramp echo, Ramp noise) {
    echoFrom = echo.from();
    echoTo = echo.to();
    noiseFrom = noise.from();
    noiseTo = noise.to();
  }

  /** Lays them down in the first samples of a channel. */
  void store(float[] samples) {
    samples[0] = echoFrom;
    samples[1] = echoTo;
    samples[2] = noiseFrom;
    samples[3] = noiseTo;
  }

  /** Takes them from where they were laid down. */
  void load(float[] samples) {
    echoFrom = samples[0];
    echoTo = samples[1];
    noiseFrom = samples[2];
    noiseTo = samples[3];
  }
}
