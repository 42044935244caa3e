package org.silenzio.eval.change;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.silenzio.audio.Decibels;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.metric.ActiveSpeechLevel;
import org.silenzio.eval.run.CallSignals;
import org.silenzio.eval.run.Rates;

/** A talker of the sample recordings beside an echo that a real device recorded. */
final class NearTalk {

  /** The far end is alone for the first third of the call. */
  private static final int SHARE_BEFORE = 3;

  private NearTalk() {}

  /**
   * The call with the talker; all that was recorded counts as echo.
   *
   * @throws IOException if the sample recording cannot be read
   */
  static CallSignals joining(CallSignals call) throws IOException {
    int rate = call.sampleRateHz();
    float[] echo = call.capture();
    Recording talker = Recording.load(ProjectHome.delaySpeech());
    float[] speech = Rates.convert(talker.channels()[0], talker.sampleRateHz(), rate);
    double gainDb =
        ActiveSpeechLevel.of(echo, rate).levelDbfs()
            - ActiveSpeechLevel.of(speech, rate).levelDbfs();
    float[] clean = new float[echo.length];
    int from = echo.length / SHARE_BEFORE;
    float[] scaled = Sides.scaled(speech, Decibels.toAmplitude(gainDb));
    System.arraycopy(scaled, 0, clean, from, Math.min(scaled.length, clean.length - from));
    float[] capture = Arrays.copyOf(echo, echo.length);
    for (int n = 0; n < capture.length; n++) {
      capture[n] += clean[n];
    }
    return new CallSignals(
        rate,
        capture,
        call.render(),
        Optional.of(clean),
        Optional.of(echo),
        call.pathChangeSeconds());
  }
}
