package org.silenzio.eval.reception;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.silenzio.eval.metric.Stoi;
import org.silenzio.eval.metric.TimeAlignment;
import org.silenzio.eval.metric.neural.MetricModels;
import org.silenzio.eval.metric.neural.PlcMos;
import org.silenzio.eval.metric.pesq.Pesq;
import org.silenzio.eval.run.Rates;

/**
 * The figures of received speech, at 16 kHz. Usable from several threads at once.
 *
 * <p>PLCMOS and PESQ see the output as it was heard, shifted by its median delay; PESQ aligns each
 * utterance on its own, so that a delay that changes within one still costs it something. ESTOI
 * knows no alignment at all and sees the output brought back into time, by when each packet was
 * played.
 */
public final class ReceptionScorer implements AutoCloseable {

  private static final int RATE = Rates.METRIC_RATE_HZ;

  /** How far the codec's own delay may lie beside what is taken off. */
  private static final double FINE_ALIGNMENT_MS = 40;

  private static final double MS_PER_SECOND = 1_000;
  private static final double PERCENT = 100;
  private static final double BITS_PER_KBIT = 1_000;

  private final Optional<PlcMos> plcMos;

  /** Opens the models, if there are any; without, PLCMOS is left out. */
  @SuppressWarnings("MustBeClosedChecker") // closed with this
  public ReceptionScorer(Optional<MetricModels> models) {
    plcMos = models.map(PlcMos::new);
  }

  /**
   * What outputs are compared with, at 16 kHz.
   *
   * @param clean the speech
   * @param lossFree the same encoded and decoded, nothing lost, in time with the speech
   * @param lossFreeEstoi its ESTOI
   */
  record Reference(float[] clean, float[] lossFree, double lossFreeEstoi) {

    static Reference of(float[] clean, Heard lossFree) {
      float[] aligned =
          TimeAlignment.aligned(
              clean, rawAtMetricRate(lossFree, clean.length), RATE, FINE_ALIGNMENT_MS);
      return new Reference(clean, aligned, Stoi.extended(clean, aligned, RATE));
    }
  }

  /**
   * Scores what was heard.
   *
   * @param reference what to compare with
   * @param heard the output
   * @param lostShare of the packets, what the network lost
   * @param bitsPerSecond what was sent
   * @return figures by name, in a fixed order
   */
  Map<String, Double> score(
      Reference reference, Heard heard, double lostShare, double bitsPerSecond) {
    float[] clean = reference.clean();
    float[] raw =
        TimeAlignment.aligned(clean, rawAtMetricRate(heard, clean.length), RATE, FINE_ALIGNMENT_MS);
    float[] inTime =
        TimeAlignment.aligned(clean, inTime(heard, clean.length), RATE, FINE_ALIGNMENT_MS);
    Map<String, Double> figures = new LinkedHashMap<>();
    plcMos.ifPresent(network -> figures.put("PLCMOS", network.score(raw)));
    figures.put("PESQ wb", Pesq.wideBand(clean, raw));
    figures.put("PESQ loss-free", Pesq.wideBand(reference.lossFree(), raw));
    double estoi = Stoi.extended(clean, inTime, RATE);
    figures.put("ESTOI", estoi);
    figures.put("ESTOI kept", estoi / reference.lossFreeEstoi());
    figures.put("delay ms", heard.meanDelayMs());
    figures.put("delay p95 ms", heard.delayMs(0.95));
    figures.put("concealed %", PERCENT * heard.concealedShare());
    figures.put("recovered %", PERCENT * heard.recoveredShare());
    figures.put("inserted %", PERCENT * heard.insertedShare());
    figures.put("removed %", PERCENT * heard.removedShare());
    figures.put("late %", PERCENT * heard.lateShare());
    figures.put("lost %", PERCENT * lostShare);
    figures.put("kbit/s", bitsPerSecond / BITS_PER_KBIT);
    figures.values().removeIf(value -> value.isNaN());
    return figures;
  }

  /** As it was heard, at its own rate, without its median delay. */
  static float[] raw(Heard heard, int samples) {
    double delay = track(heard).medianDelayMs() * heard.sampleRateHz() / MS_PER_SECOND;
    return TimeAlignment.shiftedBack(heard.output(), Math.rint(delay), samples);
  }

  private static float[] rawAtMetricRate(Heard heard, int samples) {
    int own = (int) ((long) samples * heard.sampleRateHz() / RATE);
    return Arrays.copyOf(Rates.toMetricRate(raw(heard, own), heard.sampleRateHz()), samples);
  }

  private static float[] inTime(Heard heard, int samples) {
    float[] output = Rates.toMetricRate(heard.output(), heard.sampleRateHz());
    return track(heard).inTime(output, RATE, samples);
  }

  private static PlayoutTrack track(Heard heard) {
    double samplesPerMs = heard.sampleRateHz() / MS_PER_SECOND;
    return new PlayoutTrack(
        Arrays.stream(heard.playedAtSample()).map(at -> at / samplesPerMs).toArray(),
        Encoding.PACKET_MS);
  }

  @Override
  public void close() {
    plcMos.ifPresent(PlcMos::close);
  }
}
