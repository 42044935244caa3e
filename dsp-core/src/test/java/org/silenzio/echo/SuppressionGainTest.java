package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SuppressionGainTest {

  private static final int BINS = 321;
  private static final int STEPS = 200;
  private static final float TALKING = 0.1f;
  private static final float SILENT = 0.01f;

  private final SuppressionGain gain = new SuppressionGain(BINS, TALKING, SILENT);
  private final float[] error = new float[BINS];
  private final float[] residual = new float[BINS];

  private float after(int steps, float left, float echo, float presence, float alike) {
    Arrays.fill(error, left);
    Arrays.fill(residual, echo);
    for (int n = 0; n < steps; n++) {
      gain.update(error, residual, presence, alike);
    }
    return gain.gain()[BINS / 2];
  }

  @Test
  void whatIsNoEchoPasses() {
    assertEquals(1f, after(STEPS, 1f, 0f, 0f, 0f), 1e-4f);
    assertEquals(1f, after(STEPS, 1f, 1e-4f, 1f, 0f), 1e-3f);
  }

  @Test
  void whatIsEchoSinksToTheLowestGain() {
    assertEquals(SILENT, after(STEPS, 1f, 1f, 0f, 0f), 1e-4f);
    assertEquals(TALKING, after(STEPS, 1f, 1f, 1f, 0f), 1e-4f);
    assertEquals((SILENT + TALKING) / 2, after(STEPS, 1f, 1f, 0.5f, 0f), 1e-4f);
  }

  @Test
  void whatIsLikeTheFarEndSinksBy64Db() {
    assertEquals(6e-4f, after(STEPS, 1f, 1f, 0f, 1f), 1e-5f);
    assertEquals(TALKING, after(STEPS, 1f, 1f, 1f, 1f), 1e-4f);
  }

  /** In the steady state the a-priori ratio solves the recursion, which Wiener's gain bounds. */
  @Test
  void aSteadyRatioIsWieners() {
    float left = 20f; // with a talker the echo counts 1.5 times
    float ratio = left / 1.5f - 1f;
    assertEquals(ratio / (1f + ratio), after(STEPS, left, 1f, 1f, 0f), 0.02f);
  }

  @Test
  void itOpensWithinFramesAndClosesMoreSlowly() {
    after(STEPS, 1f, 1f, 0f, 0f);
    assertTrue(after(2, 1f, 1e-4f, 1f, 0f) > 0.9f);
    after(STEPS, 1f, 1e-4f, 1f, 0f);
    float first = after(1, 1f, 1f, 0f, 0f);
    assertTrue(first > 0.4f, "" + first);
    assertTrue(after(STEPS, 1f, 1f, 0f, 0f) < 0.02f);
  }

  @Test
  void oneBinAloneIsSmoothedOverItsNeighbours() {
    Arrays.fill(error, 1f);
    for (int n = 0; n < STEPS; n++) {
      Arrays.fill(residual, 1f);
      residual[100] = 0f;
      gain.update(error, residual, 0f, 0f);
    }
    assertEquals(0.5f + 0.5f * SILENT, gain.gain()[100], 1e-3f);
    assertEquals(0.25f + 0.75f * SILENT, gain.gain()[101], 1e-3f);
    assertEquals(SILENT, gain.gain()[102], 1e-4f);
  }

  @Test
  void resetLetsAllPass() {
    after(STEPS, 1f, 1f, 0f, 0f);
    gain.reset();
    assertEquals(1f, gain.gain()[0]);
  }
}
