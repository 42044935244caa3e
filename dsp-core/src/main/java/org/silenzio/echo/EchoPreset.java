package org.silenzio.echo;

/** A balance of quality against delay and work. */
public enum EchoPreset {
  /** The best sound: a delay of 30 ms. */
  BEST(640, 640, 26, 13);

  private final int windowSamples;
  private final int synthesisSamples;
  private final int taps;
  private final int shadowTaps;

  EchoPreset(int windowSamples, int synthesisSamples, int taps, int shadowTaps) {
    this.windowSamples = windowSamples;
    this.synthesisSamples = synthesisSamples;
    this.taps = taps;
    this.shadowTaps = shadowTaps;
  }

  /** Length of the analysis window at 16 kHz. */
  int windowSamples() {
    return windowSamples;
  }

  /** Length of the synthesis window at 16 kHz, which sets the delay. */
  int synthesisSamples() {
    return synthesisSamples;
  }

  /** Frames of 10 ms that the echo path's filter spans. */
  int taps() {
    return taps;
  }

  /** Frames of 10 ms that the filter beside it spans, which finds changes of the path. */
  int shadowTaps() {
    return shadowTaps;
  }
}
