package org.silenzio.echo;

import java.util.Arrays;
import java.util.List;
import org.silenzio.audio.AudioFrame;

/** What the filters may see of the far end beside its channels' mean, in this order. */
enum Side {

  /**
   * The mean, read half a hop later. Where the analysis window ends within a hop, a bin hears more
   * than a spectrum per hop can tell: with one halfway the filters take 7 dB more out.
   */
  HALFWAY,

  /**
   * The samples' magnitude: a small loudspeaker pushes further than it pulls, and what that adds to
   * the echo is linear in it.
   */
  MAGNITUDE,

  /** Half the difference of two loudspeakers, which has a path of its own. */
  DIFFERENCE;

  /** The bins whose filters see the magnitude: up to 4 kHz, further up it adds work and no gain. */
  private static final int MAGNITUDE_BINS = 160;

  /** The magnitude's hop, at 8 kHz; at 4, what folds down cost STANDARD 3 dB of a gated echo. */
  private static final int MAGNITUDE_HOP = Steps.HOP_SAMPLES / 2;

  /**
   * How likely weights are, as a power: while the loudspeakers play nearly the same, or bend
   * nothing, freedom that nothing teaches would take near-end speech away.
   */
  private static final float LIKELY = 0.015f;

  /** The same halfway between spectra: more, for what these do not tell is always there. */
  private static final float LIKELY_HALFWAY = 0.1f;

  /** What a canceller's filters see. */
  static List<Side> of(EchoCancellerConfig config) {
    boolean stereo = config.renderChannels() == 2 && config.preset().sideTaps() > 0;
    return Arrays.stream(values())
        .filter(side -> side.taps(config.preset()) > 0)
        .filter(side -> side != (stereo ? MAGNITUDE : DIFFERENCE))
        .toList();
  }

  private int taps(EchoPreset preset) {
    return switch (this) {
      case HALFWAY -> preset.halfwayTaps();
      case MAGNITUDE -> preset.magnitudeTaps();
      case DIFFERENCE -> preset.sideTaps();
    };
  }

  /**
   * What the filters see of it.
   *
   * @param preset says how large they are
   * @param bins up to 8 kHz
   */
  SideShape shape(EchoPreset preset, int bins) {
    return switch (this) {
      case HALFWAY -> new SideShape(taps(preset), preset.halfwayBins(bins), false, LIKELY_HALFWAY);
      case MAGNITUDE ->
          new SideShape(taps(preset), Math.min(MAGNITUDE_BINS, preset.fullBins()), false, LIKELY);
      case DIFFERENCE -> new SideShape(taps(preset), bins, true, LIKELY);
    };
  }

  /**
   * Samples of a hop at its own rate: only what sounds is heard above 8 kHz, and the magnitude no
   * further up than filters see it.
   *
   * @param farEndHop samples of the far end's
   * @return the same, or a whole fraction
   */
  int hop(int farEndHop) {
    return switch (this) {
      case HALFWAY -> Steps.HOP_SAMPLES;
      case MAGNITUDE -> MAGNITUDE_HOP;
      case DIFFERENCE -> farEndHop;
    };
  }

  /** How many hops later than the mean it is read. */
  double lateHops() {
    return this == HALFWAY ? 0.5 : 0;
  }

  /**
   * Makes it from a far end's frame.
   *
   * @param frame the far end's channels follow the capture's
   * @param mean of these channels
   * @param side receives as many samples, or a whole fraction of them, see {@link #hop}
   */
  void read(AudioFrame frame, float[] mean, float[] side) {
    switch (this) {
      case HALFWAY -> average(mean, false, side);
      case MAGNITUDE -> average(mean, true, side);
      case DIFFERENCE -> {
        for (int n = 0; n < side.length; n++) {
          side[n] = 0.5f * (frame.channel(1)[n] - frame.channel(2)[n]);
        }
      }
    }
  }

  /**
   * Averages runs of samples, or of their magnitudes. What folds down is the same at all times: the
   * filters learn it too.
   */
  private static void average(float[] samples, boolean magnitudes, float[] fewer) {
    int each = samples.length / fewer.length;
    float share = 1f / each;
    for (int n = 0, i = 0; n < fewer.length; n++) {
      float sum = 0f;
      for (int end = i + each; i < end; i++) {
        sum += magnitudes ? Math.abs(samples[i]) : samples[i];
      }
      fewer[n] = share * sum;
    }
  }
}
