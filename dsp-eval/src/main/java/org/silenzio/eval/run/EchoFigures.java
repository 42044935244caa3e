package org.silenzio.eval.run;

import java.util.Map;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.metric.EchoLevels;
import org.silenzio.eval.metric.ErleTrack;
import org.silenzio.eval.metric.TalkFrames;

/**
 * How much echo is left, at the metrics' rate. Where the near end's part of the capture is known,
 * the frames in which only the far end talks count; of far-end recordings those in which it talks.
 */
final class EchoFigures {

  /** A canceller counts as converged once it holds this ERLE. */
  private static final double CONVERGED_DB = 20;

  private EchoFigures() {}

  static void add(
      Map<String, Double> figures, Situation situation, CallSignals call, float[] output) {
    if (situation != Situation.FAR_END && call.clean().isEmpty()) {
      return; // what is left may be speech
    }
    int rate = call.sampleRateHz();
    float[] farEnd = call.farEnd();
    float[] heard = call.echo().orElse(farEnd);
    float[] nearEnd = call.clean().orElseGet(() -> new float[heard.length]);
    boolean[] farEndOnly = TalkFrames.of(heard, nearEnd, rate).farEndOnly();
    ErleTrack track = ErleTrack.of(call.capture(), output, farEndOnly, rate);
    if (situation == Situation.FAR_END) {
      int half = output.length / 2; // the first half is there to converge in
      double residual = power(output, half);
      put(figures, "ERLE dB", 10 * Math.log10(power(call.capture(), half) / residual));
      put(figures, "residual dBFS", 10 * Math.log10(residual));
    } else {
      put(figures, "ERLE dB", track.overallDb());
      put(figures, "residual dBFS", EchoLevels.residualEchoDbfs(output, farEndOnly, rate));
    }
    put(figures, "ERLE 1s dB", track.afterDb(1));
    put(figures, "ERLE 3s dB", track.afterDb(3));
    put(figures, "ERLE 10s dB", track.afterDb(10));
    double seconds = (double) output.length / rate;
    put(figures, "convergence s", Math.min(seconds, track.convergenceSeconds(CONVERGED_DB)));
    call.pathChangeSeconds()
        .ifPresent(
            moment ->
                put(
                    figures,
                    "reconvergence s",
                    Math.min(seconds - moment, track.reconvergenceSeconds(moment, CONVERGED_DB))));
    float[] echo = call.echo().orElse(call.capture());
    put(figures, "ERL dB", EchoLevels.returnLossDb(farEnd, echo, farEndOnly, rate));
  }

  private static void put(Map<String, Double> figures, String name, double value) {
    if (!Double.isNaN(value)) {
      figures.put(name, value);
    }
  }

  private static double power(float[] samples, int from) {
    double sum = 0;
    for (int i = from; i < samples.length; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum / (samples.length - from);
  }
}
