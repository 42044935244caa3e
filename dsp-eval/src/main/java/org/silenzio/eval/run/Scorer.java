package org.silenzio.eval.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.metric.Composite;
import org.silenzio.eval.metric.FilterTolerantSdr;
import org.silenzio.eval.metric.FrequencyWeightedSegmentalSnr;
import org.silenzio.eval.metric.LogSpectralDistance;
import org.silenzio.eval.metric.Pauses;
import org.silenzio.eval.metric.SiSdr;
import org.silenzio.eval.metric.Stoi;
import org.silenzio.eval.metric.TimeAlignment;
import org.silenzio.eval.metric.neural.AecMos;
import org.silenzio.eval.metric.neural.Dnsmos;
import org.silenzio.eval.metric.neural.MetricModels;
import org.silenzio.eval.metric.neural.TalkType;
import org.silenzio.eval.metric.pesq.Pesq;

/**
 * Gives the figures of what a chain made of a recording, at 16 kHz, where the metrics live. Without
 * models the neural figures are left out. Usable from several threads at once.
 */
public final class Scorer implements AutoCloseable {

  /** How far a chain's delay may lie beside the one taken off; found anew per recording. */
  private static final double FINE_ALIGNMENT_MS = 20;

  private final Optional<Dnsmos> dnsmos;
  private final Optional<AecMos> aecMos;

  /** Opens the models, if there are any. */
  public Scorer(Optional<MetricModels> models) {
    dnsmos = models.map(Dnsmos::new);
    try {
      aecMos = models.map(found -> new AecMos(found, Rates.METRIC_RATE_HZ));
    } catch (RuntimeException | Error e) {
      dnsmos.ifPresent(Dnsmos::close);
      throw e;
    }
  }

  /**
   * Scores one output.
   *
   * @param situation who speaks
   * @param call the recording, at 16 kHz
   * @param output what the chain made of its capture, the chain's delay taken off, at 16 kHz
   * @return figures by name, in a fixed order
   */
  Map<String, Double> score(Situation situation, CallSignals call, float[] output) {
    Map<String, Double> figures = new LinkedHashMap<>();
    switch (situation) {
      case NOISE -> dnsmos(figures, output);
      case FAR_END -> {
        aecMos(figures, call, output, TalkType.FAR_END_SINGLE_TALK);
        int half = output.length / 2; // the first half is there to converge in
        double residual = power(output, half);
        figures.put("ERLE dB", 10 * Math.log10(power(call.capture(), half) / residual));
        figures.put("residual dBFS", 10 * Math.log10(residual));
      }
      case DOUBLE_TALK -> {
        aecMos(figures, call, output, TalkType.DOUBLE_TALK);
        dnsmos(figures, output);
      }
    }
    call.clean().ifPresent(clean -> intrusive(figures, clean, output));
    return figures;
  }

  private void dnsmos(Map<String, Double> figures, float[] output) {
    if (dnsmos.isPresent()) {
      Dnsmos.Score score = dnsmos.get().score(output);
      figures.put("SIG", score.sig());
      figures.put("BAK", score.bak());
      figures.put("OVRL", score.ovrl());
      figures.put("P808", score.p808());
    }
  }

  private void aecMos(
      Map<String, Double> figures, CallSignals call, float[] output, TalkType type) {
    if (aecMos.isPresent()) {
      AecMos.Score score = aecMos.get().scoreRatedPart(call.farEnd(), call.capture(), output, type);
      figures.put("AECMOS echo", score.echo());
      if (type != TalkType.FAR_END_SINGLE_TALK) { // there it is always about 5
        figures.put("AECMOS degr", score.degradation());
      }
    }
  }

  private static void intrusive(Map<String, Double> figures, float[] clean, float[] output) {
    int rate = Rates.METRIC_RATE_HZ;
    float[] aligned = TimeAlignment.aligned(clean, output, rate, FINE_ALIGNMENT_MS);
    double pesq = Pesq.wideBand(clean, aligned);
    figures.put("PESQ wb", pesq);
    figures.put("PESQ nb", Pesq.narrowBand(clean, aligned, rate));
    figures.put("STOI", Stoi.classic(clean, aligned, rate));
    figures.put("ESTOI", Stoi.extended(clean, aligned, rate));
    figures.put("SI-SDR dB", SiSdr.db(clean, aligned));
    figures.put("FT-SDR dB", FilterTolerantSdr.db(clean, aligned, rate));
    figures.put("fwSNR dB", FrequencyWeightedSegmentalSnr.db(clean, aligned, rate));
    figures.put("LSD dB", LogSpectralDistance.db(clean, aligned, rate));
    if (!Double.isNaN(pesq)) {
      Composite composite = Composite.of(clean, aligned, rate, pesq);
      figures.put("CSIG", composite.signal());
      figures.put("CBAK", composite.background());
      figures.put("COVL", composite.overall());
    }
    figures.put("pauses dBFS", Pauses.ofReference(clean, rate).levelDbfs(aligned));
  }

  private static double power(float[] samples, int from) {
    double sum = 0;
    for (int i = from; i < samples.length; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum / (samples.length - from);
  }

  @Override
  public void close() {
    dnsmos.ifPresent(Dnsmos::close);
    aecMos.ifPresent(AecMos::close);
  }
}
