package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WaveformTest {

  @Test
  void drawsForthAlongTheHighestAndBackAlongTheLowest() {
    Waveform waveform = new Waveform(new float[] {0.5f, -0.25f});
    assertEquals("M0.5 -1000L1.5 500L1.5 500L0.5 -1000Z", waveform.path(0.5));
  }

  @Test
  void missesNoSample() {
    int samples = 100_003;
    for (int at = 0; at < samples; at += 997) {
      float[] sound = new float[samples];
      sound[at] = 0.75f;
      sound[samples - 1 - at] -= 0.5f;
      Waveform waveform = new Waveform(sound);
      assertEquals(Waveform.MAX_COLUMNS, waveform.columns());
      int column = (int) Math.floor((at + 0.5) * waveform.columns() / samples);
      assertEquals(0.75f, waveform.highest(column), "sample " + at);
      int mirrored = (int) Math.floor((samples - at - 0.5) * waveform.columns() / samples);
      assertEquals(-0.5f, waveform.lowest(mirrored), "sample " + (samples - 1 - at));
    }
  }

  @Test
  void silenceStaysInTheMiddle() {
    Waveform waveform = new Waveform(new float[1_000]);
    assertEquals(0f, waveform.lowest(400));
    assertEquals(0f, waveform.highest(400));
    assertEquals(0.0, waveform.peak());
  }

  @Test
  void doesNotPullASoundOffCentreToZero() {
    Waveform waveform = new Waveform(new float[] {0.2f, 0.3f, 0.4f});
    assertEquals(0.2f, waveform.lowest(0));
    assertEquals(0.4f, waveform.highest(2));
  }

  @Test
  void peakIsOfEitherSign() {
    assertEquals(0.75, new Waveform(new float[] {0.5f, -0.75f, 0.25f}).peak());
    assertEquals(1.5, new Waveform(new float[] {1.5f, -0.75f}).peak());
  }

  @Test
  void aShortSoundHasAColumnPerSample() {
    assertEquals(1, new Waveform(new float[1]).columns());
    assertEquals(17, new Waveform(new float[17]).columns());
  }
}
