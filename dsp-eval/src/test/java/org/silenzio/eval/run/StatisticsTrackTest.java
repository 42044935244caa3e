package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.AdaptationState;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoCancellerConfig;

class StatisticsTrackTest {

  private static final int RATE = 16_000;

  /** A far end that begins after a second and is heard at once; silent again at the end. */
  private static StatisticsTrack track(StreamFormat format, int samples, int playedSamples) {
    StatisticsTrack track =
        new StatisticsTrack(format.sampleRateHz(), samples, format.frameSamples());
    Random random = new Random(4);
    try (EchoCanceller canceller = EchoCanceller.create(EchoCancellerConfig.defaults(format))) {
      AudioFrame render = new AudioFrame(format);
      AudioFrame capture = new AudioFrame(format);
      for (int at = 0; at < samples + format.sampleRateHz(); at += format.frameSamples()) {
        boolean plays = at >= format.sampleRateHz() && at < playedSamples;
        for (int n = 0; n < format.frameSamples(); n++) {
          render.channel(0)[n] = plays ? 0.1f * (float) random.nextGaussian() : 0f;
          capture.channel(0)[n] = 0.5f * render.channel(0)[n];
        }
        canceller.process(render, capture);
        track.accept(canceller);
      }
    }
    return track;
  }

  @Test
  void aMomentLastsATenthOfASecondAndKnowsNothingBeforeTheFarEnd() {
    int samples = 3 * RATE + 500;
    StatisticsTrack track = track(StreamFormat.of10Ms(RATE, 1), samples, samples);
    double[] loss = track.track().enhancementDb();
    assertEquals(31, loss.length);
    assertTrue(Arrays.stream(loss, 0, 10).allMatch(Double::isNaN));
    assertTrue(Arrays.stream(loss, 11, 31).noneMatch(Double::isNaN), Arrays.toString(loss));
    assertTrue(loss[30] > 20, "" + loss[30]);
    assertTrue(loss[14] > loss[11], "it goes on learning");
    assertNotEquals(loss[14], loss[30], "each its own moment");
    assertEquals(track.atEnd().returnLossEnhancementDb(), loss[30]);
    double[] linear = track.track().linearEnhancementDb();
    assertEquals(track.atEnd().linearReturnLossEnhancementDb(), linear[30]);
    for (int m = 0; m < 31; m++) {
      // without a delay there is no drift to know
      assertTrue(
          !Double.isNaN(track.track().delayMs()[m]) || Double.isNaN(track.track().driftPpm()[m]));
    }
  }

  @Test
  void framesBehindTheEndAreNotLookedAt() {
    int samples = 3 * RATE;
    StatisticsTrack track = track(StreamFormat.of10Ms(RATE, 1), samples, samples);
    assertEquals(300, track.atEnd().frames());
    assertEquals(AdaptationState.TRACKING, track.atEnd().adaptation());
  }

  @Test
  void framesThatDoNotFillATenthOfASecondDriftNoFurther() {
    // 110 samples are 9.98 ms
    StreamFormat format = new StreamFormat(11_025, 1, 110);
    int samples = 3 * 11_025;
    StatisticsTrack track = track(format, samples, samples);
    double[] loss = track.track().enhancementDb();
    assertEquals(30, loss.length);
    assertTrue(Arrays.stream(loss, 0, 10).allMatch(Double::isNaN), Arrays.toString(loss));
    assertFalse(Double.isNaN(loss[12]));
    assertEquals(301, track.atEnd().frames()); // 33,075 samples in frames of 110
  }
}
