package org.silenzio.eval.metric.pesq;

import java.util.List;
import org.silenzio.eval.metric.pesq.BadIntervals.Interval;
import org.silenzio.eval.metric.pesq.DisturbanceMeter.Disturbance;

/** Compares two signals of one length the way they are heard, frame by frame. */
final class PerceptualModel {

  private static final double SILENT_POWER = 1e7; // of what stands far above the threshold
  private static final double FAR_ABOVE_THRESHOLD = 100;
  private static final double RESPONSE_OFFSET = 1000;
  private static final double MOST_RESPONSE = 100; // 20 dB up or down
  private static final double QUIET_FRAME_OFFSET = 1e5;
  private static final double NORMAL_FRAME_POWER = 1e7;
  private static final double LOUD_FRAME_EXPONENT = 0.04;
  private static final double MOST_DISTURBANCE = 45;
  private static final double BEST_SCORE = 4.5;
  private static final double SYMMETRIC_WEIGHT = 0.1;
  private static final double ASYMMETRIC_WEIGHT = 0.0309;

  private final PaddedSignal reference;
  private final PaddedSignal degraded;
  private final DelayTrack delays;
  private final Grid grid;
  private final BarkScale scale;
  private final BarkAnalyzer analyzer;
  private final DisturbanceMeter meter;
  private final SoundingPart part;
  private final double[][] referencePowers;
  private final double[][] degradedPowers;
  private final double[] symmetric;
  private final double[] asymmetric;

  private PerceptualModel(PaddedSignal reference, PaddedSignal degraded, DelayTrack delays) {
    this.reference = reference;
    this.degraded = degraded;
    this.delays = delays;
    grid = reference.grid();
    scale = BarkScale.of(grid);
    analyzer = new BarkAnalyzer(scale, grid);
    meter = new DisturbanceMeter(scale);
    part = SoundingPart.of(reference);
    referencePowers = new double[part.frames()][];
    degradedPowers = new double[part.frames()][];
    symmetric = new double[part.frames()];
    asymmetric = new double[part.frames()];
  }

  /**
   * The raw score.
   *
   * @param reference the reference at the ear
   * @param degraded the degraded signal at the ear, as long as the reference
   * @param delays how late it is
   * @return 4.5 where no difference is heard, less where one is
   */
  static double score(PaddedSignal reference, PaddedSignal degraded, DelayTrack delays) {
    PerceptualModel model = new PerceptualModel(reference, degraded, delays);
    model.analyze();
    model.compensateResponse();
    model.measure();
    model.forgiveSkips();
    model.realign();
    model.relateToLevel();
    Aggregation aggregation =
        new Aggregation(
            model.part.firstFrame(),
            model.part.frames(),
            (reference.end() - reference.begin()) / model.grid.hopSamples() - 1);
    return BEST_SCORE
        - SYMMETRIC_WEIGHT * aggregation.of(model.symmetric)
        - ASYMMETRIC_WEIGHT * aggregation.of(model.asymmetric);
  }

  private int frameStart(int frame) {
    return reference.begin() + frame * grid.hopSamples();
  }

  private void analyze() {
    for (int n = 0; n < part.frames(); n++) {
      int start = frameStart(n);
      referencePowers[n] = analyzer.powers(reference, start);
      int delayed = start + delays.at(start);
      boolean isThere =
          delayed > 0 && delayed + grid.frameSamples() < degraded.length() + grid.tailSamples();
      degradedPowers[n] = isThere ? analyzer.powers(degraded, delayed) : new double[scale.bands()];
    }
  }

  /** Gives the reference the frequency response that the degraded signal has on average. */
  private void compensateResponse() {
    boolean[] sounding = new boolean[part.frames()];
    for (int n = 0; n < sounding.length; n++) {
      sounding[n] = scale.audiblePower(referencePowers[n], FAR_ABOVE_THRESHOLD) >= SILENT_POWER;
    }
    for (int b = 0; b < scale.bands(); b++) {
      double ratio =
          (meanPower(degradedPowers, b, sounding) + RESPONSE_OFFSET)
              / (meanPower(referencePowers, b, sounding) + RESPONSE_OFFSET);
      double response = Math.clamp(ratio, 1 / MOST_RESPONSE, MOST_RESPONSE);
      for (double[] powers : referencePowers) {
        powers[b] *= response;
      }
    }
  }

  private double meanPower(double[][] powers, int band, boolean[] sounding) {
    double sum = 0;
    for (int n = 0; n < sounding.length; n++) {
      double power = powers[n][band];
      if (sounding[n] && power > FAR_ABOVE_THRESHOLD * scale.threshold(band)) {
        sum += power;
      }
    }
    return sum / (reference.span() / grid.hopSamples() - 1);
  }

  private void measure() {
    GainFollower follower = GainFollower.fresh();
    for (int n = 0; n < part.frames(); n++) {
      Disturbance disturbance = disturbance(n, follower);
      symmetric[n] = disturbance.symmetric();
      asymmetric[n] = disturbance.asymmetric();
    }
  }

  private Disturbance disturbance(int frame, GainFollower follower) {
    double[] powers = degradedPowers[frame];
    double gain =
        follower.next(scale.audiblePower(referencePowers[frame], 1), scale.audiblePower(powers, 1));
    for (int b = 0; b < powers.length; b++) {
      powers[b] *= gain;
    }
    return meter.between(referencePowers[frame], powers);
  }

  /** Frames that a sudden drop of the delay has left out of the degraded signal do not count. */
  private void forgiveSkips() {
    int window = grid.windowSamples();
    int hop = grid.hopSamples();
    List<Utterance> utterances = delays.utterances();
    for (int i = 1; i < utterances.size(); i++) {
      Utterance before = utterances.get(i - 1);
      Utterance after = utterances.get(i);
      int jump = after.delay().samples() - before.delay().samples();
      if (jump < -hop) {
        int startsAt = (after.start() - Grid.MARGIN_WINDOWS) * window;
        int endsAt = (before.end() - Grid.MARGIN_WINDOWS) * window;
        int first =
            Math.min(
                (startsAt + after.delay().samples()) / hop,
                (endsAt + before.delay().samples()) / hop);
        int last = (startsAt - jump) / hop + 1;
        for (int n = Math.max(0, first); n <= Math.min(last, part.frames() - 2); n++) {
          symmetric[n] = 0;
          asymmetric[n] = 0;
        }
      }
    }
  }

  /** Tries another delay on bad intervals, and keeps what is better. */
  private void realign() {
    List<Interval> intervals = BadIntervals.find(symmetric);
    if (intervals.isEmpty()) {
      return;
    }
    PaddedSignal shifted = new Realignment(reference, degraded, delays).degraded(intervals);
    for (Interval interval : intervals) {
      GainFollower follower = GainFollower.amid();
      for (int n = interval.start(); n < interval.end(); n++) {
        degradedPowers[n] = analyzer.powers(shifted, frameStart(n));
        Disturbance disturbance = disturbance(n, follower);
        symmetric[n] = Math.min(symmetric[n], disturbance.symmetric());
        asymmetric[n] = Math.min(asymmetric[n], disturbance.asymmetric());
      }
    }
  }

  /** Differences in quiet frames weigh a little more; none weighs without limit. */
  private void relateToLevel() {
    for (int n = 0; n < part.frames(); n++) {
      double power = scale.audiblePower(referencePowers[n], 1) + QUIET_FRAME_OFFSET;
      double level = Math.pow(power / NORMAL_FRAME_POWER, LOUD_FRAME_EXPONENT);
      symmetric[n] = Math.min(symmetric[n] / level, MOST_DISTURBANCE);
      asymmetric[n] = Math.min(asymmetric[n] / level, MOST_DISTURBANCE);
    }
  }
}
