package org.silenzio.eval.run;

import java.util.Map;
import org.silenzio.audio.Decibels;
import org.silenzio.eval.metric.ActiveSpeechLevel;
import org.silenzio.eval.metric.Loudness;
import org.silenzio.eval.metric.SignalLevels;

/** What a level meter says of an output, at the output's own rate. */
final class LevelFigures {

  private LevelFigures() {}

  static void add(Map<String, Double> figures, ChainOutput output) {
    float[] samples = output.samples();
    int rate = output.sampleRateHz();
    SignalLevels levels = SignalLevels.of(samples, rate);
    figures.put("speech dBFS", ActiveSpeechLevel.of(samples, rate).levelDbfs());
    figures.put("LUFS", Loudness.integratedLufs(samples, rate));
    figures.put("peak dBFS", levels.peakDbfs());
    figures.put("clipped %", 100 * levels.clippedShare());
    figures.put("DC dBFS", Decibels.fromAmplitude(Math.abs(levels.dcOffset())));
  }
}
