package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.peer.CallChain;
import org.silenzio.testing.Tones;

class CallRunTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);

  @Test
  void everyFrameMeetsTheFarEndOfItsMoment() {
    List<Float> farEnds = new ArrayList<>();
    CallChain subtractor =
        new CallChain() {
          @Override
          public StreamFormat format() {
            return FORMAT;
          }

          @Override
          public StreamFormat renderFormat() {
            return FORMAT;
          }

          @Override
          public void process(AudioFrame farEnd, AudioFrame capture) {
            farEnds.add(farEnd.channel(0)[0]);
            for (int i = 0; i < FORMAT.frameSamples(); i++) {
              capture.channel(0)[i] -= farEnd.channel(0)[i];
            }
          }

          @Override
          public void close() {}
        };
    float[] capture = new float[500];
    float[] farEnd = new float[330];
    for (int i = 0; i < capture.length; i++) {
      capture[i] = i;
      if (i < farEnd.length) {
        farEnd[i] = i;
      }
    }
    CallRun run = CallRun.of(subtractor, capture, farEnd);
    float[] expected = new float[500]; // where the far end has ended, the capture is left
    for (int i = 330; i < 500; i++) {
      expected[i] = i;
    }
    assertArrayEquals(expected, run.output());
    assertEquals(List.of(0f, 160f, 320f, 0f), farEnds);
    assertEquals(4, run.frameNanos().length);
  }

  @Test
  void percentilesAreThoseOfTheFrames() {
    long[] nanos = new long[100];
    for (int i = 0; i < 100; i++) {
      nanos[i] = 1_000L * (100 - i);
    }
    CallRun run = new CallRun(new float[0], nanos);
    assertEquals(50, run.percentileUs(50));
    assertEquals(99, run.percentileUs(99));
    assertEquals(100, run.percentileUs(100));
  }

  @Test
  void anotherRateKeepsTheSoundInItsPlace() {
    float[] tone = Tones.sine(1_000, 0.5, 48_000, 48_000);
    float[] converted = Rates.toMetricRate(tone, 48_000);
    assertEquals(16_000, converted.length);
    float[] expected = Tones.sine(1_000, 0.5, 16_000, 16_000);
    double error = 0;
    for (int i = 200; i < 15_800; i++) {
      error += Math.pow(converted[i] - expected[i], 2);
    }
    assertTrue(Decibels.fromPower(error / 15_600 / 0.125) < -70);
  }
}
