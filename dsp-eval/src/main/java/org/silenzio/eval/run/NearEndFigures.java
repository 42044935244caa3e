package org.silenzio.eval.run;

import java.util.Map;
import org.silenzio.eval.metric.ActiveSpeechLevel;
import org.silenzio.eval.metric.Composite;
import org.silenzio.eval.metric.FilterTolerantSdr;
import org.silenzio.eval.metric.FrequencyWeightedSegmentalSnr;
import org.silenzio.eval.metric.LogSpectralDistance;
import org.silenzio.eval.metric.NearEndAttenuation;
import org.silenzio.eval.metric.Pauses;
import org.silenzio.eval.metric.PitchFidelity;
import org.silenzio.eval.metric.SegmentalSnr;
import org.silenzio.eval.metric.SiSdr;
import org.silenzio.eval.metric.Stoi;
import org.silenzio.eval.metric.TalkFrames;
import org.silenzio.eval.metric.TimeAlignment;
import org.silenzio.eval.metric.pesq.Pesq;
import org.silenzio.eval.tarsos.PitchTrack;

/** How much of the known near end is left, at the metrics' rate. */
final class NearEndFigures {

  /** How far a chain's delay may lie beside the one taken off; found anew per recording. */
  private static final double FINE_ALIGNMENT_MS = 20;

  /** Below the speech by this, no pitch is heard. */
  private static final double PITCH_RANGE_DB = 40;

  private NearEndFigures() {}

  static void add(Map<String, Double> figures, CallSignals call, float[] clean, float[] output) {
    int rate = call.sampleRateHz();
    float[] aligned = TimeAlignment.aligned(clean, output, rate, FINE_ALIGNMENT_MS);
    double pesq = Pesq.wideBand(clean, aligned);
    figures.put("PESQ wb", pesq);
    figures.put("PESQ nb", Pesq.narrowBand(clean, aligned, rate));
    figures.put("STOI", Stoi.classic(clean, aligned, rate));
    figures.put("ESTOI", Stoi.extended(clean, aligned, rate));
    figures.put("SI-SDR dB", SiSdr.db(clean, aligned));
    figures.put("FT-SDR dB", FilterTolerantSdr.db(clean, aligned, rate));
    figures.put("segSNR dB", SegmentalSnr.db(clean, aligned, rate));
    figures.put("fwSNR dB", FrequencyWeightedSegmentalSnr.db(clean, aligned, rate));
    figures.put("LSD dB", LogSpectralDistance.db(clean, aligned, rate));
    if (!Double.isNaN(pesq)) {
      Composite composite = Composite.of(clean, aligned, rate, pesq);
      figures.put("CSIG", composite.signal());
      figures.put("CBAK", composite.background());
      figures.put("COVL", composite.overall());
    }
    figures.put("pauses dBFS", Pauses.ofReference(clean, rate).levelDbfs(aligned));
    float[] heard = call.echo().orElseGet(call::farEnd);
    TalkFrames talk = TalkFrames.of(heard, clean, rate);
    double inDoubleTalk = NearEndAttenuation.db(clean, aligned, talk.doubleTalk(), rate);
    figures.put(
        "near-end att dB",
        Double.isNaN(inDoubleTalk)
            ? NearEndAttenuation.db(clean, aligned, talk.nearEndOnly(), rate)
            : inDoubleTalk);
    addPitch(figures, clean, aligned, rate);
  }

  private static void addPitch(
      Map<String, Double> figures, float[] clean, float[] aligned, int rate) {
    double floor = ActiveSpeechLevel.of(clean, rate).levelDbfs() - PITCH_RANGE_DB;
    PitchFidelity fidelity =
        PitchFidelity.of(PitchTrack.of(clean, rate, floor), PitchTrack.of(aligned, rate, floor));
    figures.put("voiced kept %", fidelity.keptPercent());
    figures.put("voiced spurious %", fidelity.spuriousPercent());
    figures.put("pitch GPE %", fidelity.grossErrorPercent());
    figures.put("pitch cents", fidelity.fineErrorCents());
  }
}
