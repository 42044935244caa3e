package org.silenzio.eval.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.metric.neural.AecMos;
import org.silenzio.eval.metric.neural.Dnsmos;
import org.silenzio.eval.metric.neural.MetricModels;
import org.silenzio.eval.metric.neural.PlcMos;
import org.silenzio.eval.metric.neural.TalkType;

/**
 * Gives the figures of what a chain made of a recording, at 16 kHz, where the metrics live. Without
 * models the neural figures are left out, and so is what is not defined for a signal, such as the
 * PESQ of digital silence; levels and ratios end at ±100 dB. Usable from several threads at once.
 */
public final class Scorer implements AutoCloseable {

  /** Nothing is heard below what 16 bits resolve; and a mean cannot take infinities. */
  private static final double HIGHEST_DB = 100;

  private record Networks(Dnsmos dnsmos, AecMos aecMos, PlcMos plcMos) implements AutoCloseable {

    @SuppressWarnings("MustBeClosedChecker") // closed with the scorer
    static Networks open(MetricModels models) {
      Dnsmos dnsmos = new Dnsmos(models);
      try {
        AecMos aecMos = new AecMos(models, Rates.METRIC_RATE_HZ);
        try {
          return new Networks(dnsmos, aecMos, new PlcMos(models));
        } catch (RuntimeException | Error e) {
          aecMos.close();
          throw e;
        }
      } catch (RuntimeException | Error e) {
        dnsmos.close();
        throw e;
      }
    }

    @Override
    public void close() {
      dnsmos.close();
      aecMos.close();
      plcMos.close();
    }
  }

  private final Optional<Networks> networks;

  /** Opens the models, if there are any. */
  public Scorer(Optional<MetricModels> models) {
    networks = models.map(Networks::open);
  }

  /**
   * Scores one output.
   *
   * @param situation who speaks
   * @param call the recording, at 16 kHz
   * @param made what the chain made of its capture
   * @return figures by name, in a fixed order, all finite
   */
  Map<String, Double> score(Situation situation, CallSignals call, ChainOutput made) {
    Map<String, Double> figures = new LinkedHashMap<>();
    float[] output = made.atMetricRate();
    networks.ifPresent(found -> neural(figures, found, situation, call, output));
    EchoFigures.add(figures, situation, call, output);
    call.clean().ifPresent(clean -> NearEndFigures.add(figures, call, clean, output));
    LevelFigures.add(figures, made);
    figures.values().removeIf(value -> value.isNaN());
    figures.replaceAll((name, value) -> isLevel(name) ? bounded(value) : value);
    return figures;
  }

  /**
   * What a canceller without fault would get, once for all chains.
   *
   * @param situation who speaks
   * @param call the recording, at 16 kHz
   * @return figures by name; none without models, or where the echo's part is not known
   */
  Map<String, Double> ideal(Situation situation, CallSignals call) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (networks.isPresent() && call.withoutEcho().isPresent() && situation != Situation.NOISE) {
      float[] ideal = call.withoutEcho().get();
      addAecMos(figures, " ideal", networks.get().aecMos, talk(situation), call, ideal);
    }
    return figures;
  }

  private static boolean isLevel(String figure) {
    return figure.endsWith("dB") || figure.endsWith("dBFS") || figure.endsWith("LUFS");
  }

  private static double bounded(double db) {
    return Math.clamp(db, -HIGHEST_DB, HIGHEST_DB);
  }

  private static void neural(
      Map<String, Double> figures,
      Networks networks,
      Situation situation,
      CallSignals call,
      float[] output) {
    if (situation != Situation.NOISE) {
      TalkType type = talk(situation);
      addAecMos(figures, "", networks.aecMos, type, call, output);
      if (type == TalkType.FAR_END_SINGLE_TALK) {
        AecMos.Score whole = networks.aecMos.score(call.farEnd(), call.capture(), output, type);
        figures.put("AECMOS echo whole", whole.echo());
      }
    }
    if (situation != Situation.FAR_END) {
      Dnsmos.Score score = networks.dnsmos.score(output);
      figures.put("SIG", score.sig());
      figures.put("BAK", score.bak());
      figures.put("OVRL", score.ovrl());
      figures.put("P808", score.p808());
      figures.put("PLCMOS", networks.plcMos.score(output));
    }
  }

  private static TalkType talk(Situation situation) {
    return switch (situation) {
      case FAR_END -> TalkType.FAR_END_SINGLE_TALK;
      case NEAR_END -> TalkType.NEAR_END_SINGLE_TALK;
      default -> TalkType.DOUBLE_TALK;
    };
  }

  private static void addAecMos(
      Map<String, Double> figures,
      String suffix,
      AecMos aecMos,
      TalkType type,
      CallSignals call,
      float[] output) {
    AecMos.Score score = aecMos.scoreRatedPart(call.farEnd(), call.capture(), output, type);
    if (type != TalkType.NEAR_END_SINGLE_TALK) { // there it is always about 5
      figures.put("AECMOS echo" + suffix, score.echo());
    }
    if (type != TalkType.FAR_END_SINGLE_TALK) { // and there this one
      figures.put("AECMOS degr" + suffix, score.degradation());
    }
  }

  @Override
  public void close() {
    networks.ifPresent(Networks::close);
  }
}
