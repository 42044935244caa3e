package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FarSpectraTest {

  private static final int BINS = 33;
  private static final int TAPS = 4;
  private static final int RANGE = 7;

  private static void push(FarSpectra far, int frame) {
    Spectrum spectrum = new Spectrum(BINS);
    for (int k = 0; k < BINS; k++) {
      spectrum.re[k] = 1_000 * frame + k;
      spectrum.im[k] = -spectrum.re[k];
    }
    far.push(spectrum);
  }

  @Test
  void theWindowShowsTheFramesOfItsDelay() {
    FarSpectra far = new FarSpectra(BINS, TAPS, RANGE);
    for (int frame = 1; frame < 40; frame++) {
      push(far, frame);
      for (int offset = 0; offset <= RANGE; offset++) {
        far.moveTo(offset);
        assertEquals(offset, far.offset());
        for (int t = 0; t < TAPS; t++) {
          int seen = frame - offset - t;
          for (int k = 0; k < BINS; k++) {
            int at = far.at(k / BLOCK_BINS) + t * BLOCK_BINS + k % BLOCK_BINS;
            float expected = seen < 1 ? 0f : 1_000 * seen + k;
            assertEquals(expected, far.re()[at]);
            assertEquals(0f - expected, far.im()[at]);
          }
        }
      }
    }
  }

  @Test
  void soundIsActiveWhileTheWindowHoldsIt() {
    FarSpectra far = new FarSpectra(BINS, TAPS, RANGE);
    Spectrum spectrum = new Spectrum(BINS);
    spectrum.im[20] = 1_000f;
    far.push(spectrum);
    spectrum.clear();
    for (int age = 0; age < TAPS + RANGE; age++) {
      for (int offset = 0; offset <= RANGE; offset++) {
        far.moveTo(offset);
        far.refresh();
        far.refresh(); // what had sound is looked at every second time
        boolean inside = age >= offset && age < offset + TAPS;
        assertEquals(inside, far.isActive());
        assertEquals(inside, far.isBlockActive(1));
        assertEquals(inside, far.isActive(20));
        assertFalse(far.isBlockActive(0));
        assertFalse(far.isActive(21));
      }
      far.push(spectrum);
    }
  }

  @Test
  void soundThatBeginsIsSeenAtOnceAndSoundThatEndsOneLookLaterAtMost() {
    for (int wait = 0; wait < 2; wait++) {
      FarSpectra far = new FarSpectra(BINS, 1, 0);
      Spectrum spectrum = new Spectrum(BINS);
      for (int frame = 0; frame < wait; frame++) {
        far.push(spectrum);
        far.refresh();
      }
      Arrays.fill(spectrum.re, 1f);
      far.push(spectrum);
      far.refresh();
      assertTrue(far.isBlockActive(0) && far.isBlockActive(1));
      spectrum.clear();
      far.push(spectrum);
      far.refresh();
      assertTrue(far.isBlockActive(0) ^ far.isBlockActive(1), "they take turns");
      far.refresh();
      assertFalse(far.isActive());
    }
  }

  @Test
  void resetForgetsSoundAndWindow() {
    FarSpectra far = new FarSpectra(BINS, TAPS, RANGE);
    for (int frame = 1; frame < 20; frame++) {
      push(far, frame);
    }
    far.moveTo(3);
    far.refresh();
    assertTrue(far.isActive());
    far.reset();
    assertEquals(0, far.offset());
    assertFalse(far.isActive());
    far.refresh();
    assertFalse(far.isActive());
  }

  @Test
  void theSideMovesAlongAndCountsAsSound() {
    SideShape quiet = new SideShape(3, BINS, false, 1f);
    SideShape shape = new SideShape(2, BINS, true, 1f);
    FarSpectra far = new FarSpectra(BINS, TAPS, RANGE, List.of(quiet, shape));
    Spectrum silence = new Spectrum(BINS);
    Spectrum sound = new Spectrum(BINS);
    sound.re[3] = 2f;
    far.push(silence, new Spectrum[] {silence, sound});
    far.push(silence, new Spectrum[] {silence, silence});
    far.refresh();
    assertTrue(far.isActive());
    assertTrue(far.isActive(3));
    assertFalse(far.isActive(4));
    assertTrue(far.isBlockActive(0));
    assertEquals(4f, far.power(3));
    assertEquals(0f, far.re()[far.at(0) + BLOCK_BINS + 3]);
    assertEquals(2f, far.side(1).re()[far.side(1).at(0) + BLOCK_BINS + 3], "one frame ago");
    far.moveTo(1);
    assertEquals(2f, far.side(1).re()[far.side(1).at(0) + 3], "the window begins there");
    far.moveTo(0);
    far.push(silence, new Spectrum[] {silence, silence});
    far.refresh();
    assertFalse(far.isActive(), "behind the side's two frames");
    far.moveTo(RANGE);
    for (int n = 0; n < RANGE - 2; n++) {
      far.push(silence, new Spectrum[] {silence, silence});
    }
    assertEquals(2f, far.side(1).re()[far.side(1).at(0) + 3], "the oldest place");
    far.reset();
    far.refresh();
    assertFalse(far.isActive());
    assertEquals(0, far.side(1).offset());
  }
}
