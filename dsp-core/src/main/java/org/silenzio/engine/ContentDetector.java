package org.silenzio.engine;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.transform.RealFft;

/**
 * Tells music from speech by what music alone does: hold its notes. The fine structure of the
 * spectrum, freed of its envelope and of what is always there, such as mains hum, is compared with
 * that of 160 ms before, which resembles it where notes are held and does not where a voice moves
 * on or noise rustles. What resembles as much after 2 s is no note but a hum that came back.
 *
 * <p>Slow to find music, so that no speech is taken for it, quicker to leave it. In silence it
 * stays with what it found. [audio]
 */
final class ContentDetector {

  /** Bins are so far apart: windows of 40 ms. */
  private static final int BIN_HZ = 25;

  /** A look every 20 ms, two frames. */
  private static final double LOOK_SECONDS = 0.02;

  /** 200 Hz to 5 kHz, where notes and their harmonics lie at every rate. */
  private static final int LOWEST_BIN = 8;

  private static final int BINS = 193;

  /** The envelope is the mean over 13 bins, 325 Hz: wider than a voice's harmonics lie apart. */
  private static final int REACH_BINS = 6;

  /** Longer than a window and than most of a voice's vowels stand still. */
  private static final int NOTE_LOOKS = 8;

  /** Longer than most chords: 2 s. */
  private static final int LONG_LOOKS = 100;

  /** A look quieter than −60 dBFS says nothing. */
  private static final double SILENT_POWER = 1e-6;

  private static final float TINY = 1e-10f;

  /** What is there for so long is always there. */
  private static final double BACKGROUND_SECONDS = 8;

  private static final double DECIDING_SECONDS = 1.5;

  /**
   * Speech, clean, in noise or with hum, stays below 0.25, most of it below 0.1; held notes give
   * 0.3 to 0.6.
   */
  private static final double MUSIC_ABOVE = 0.28;

  private static final double SPEECH_BELOW = 0.1;

  /** So long must it be above: 2.4 s, longer than a hum that came back is taken for a note. */
  private static final int SURE_LOOKS = 120;

  private final RealFft fft;
  private final StreamFormat format;
  private final float[] window;
  private final float[] past;
  private final float[] windowed;
  private final float[] re;
  private final float[] im;
  private final float[] logs = new float[BINS + 2 * REACH_BINS];
  private final float[] background = new float[BINS];
  private final float[][] looks = new float[LONG_LOOKS + 1][BINS];
  private boolean second;
  private long taken;
  private int newest;
  private double resemblance;
  private int sure;
  private boolean music;

  ContentDetector(StreamFormat format) {
    this.format = format;
    int length = format.sampleRateHz() / BIN_HZ;
    fft = RealFft.ofLength(length);
    window = new float[length];
    for (int i = 0; i < length; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / length));
    }
    past = new float[length];
    windowed = new float[length];
    re = new float[fft.bins()];
    im = new float[fft.bins()];
  }

  /** Listens to a frame; whether what it heard of late is music. */
  boolean hear(AudioFrame frame) {
    int size = format.frameSamples();
    System.arraycopy(past, size, past, 0, past.length - size);
    int at = past.length - size;
    for (int i = 0; i < size; i++) {
      float sum = 0f;
      for (int c = 0; c < format.channels(); c++) {
        sum += frame.channel(c)[i];
      }
      past[at + i] = sum / format.channels();
    }
    second = !second;
    if (!second) {
      look();
    }
    return music;
  }

  private void look() {
    double power = 0;
    for (int i = 0; i < past.length; i++) {
      power += past[i] * past[i];
      windowed[i] = past[i] * window[i];
    }
    if (power < SILENT_POWER * past.length) {
      return;
    }
    fft.forward(windowed, re, im);
    for (int n = 0; n < logs.length; n++) {
      int bin = LOWEST_BIN - REACH_BINS + n;
      logs[n] = (float) Math.log(re[bin] * re[bin] + im[bin] * im[bin] + TINY);
    }
    taken++;
    newest = (newest + 1) % looks.length;
    keepFineStructure(looks[newest]);
    if (taken > NOTE_LOOKS) {
      double held = correlation(NOTE_LOOKS);
      double hum = taken > LONG_LOOKS ? Math.max(0, correlation(LONG_LOOKS)) : 0;
      decide(held - hum);
    }
  }

  private void keepFineStructure(float[] look) {
    float follow = (float) Math.max(1.0 / taken, LOOK_SECONDS / BACKGROUND_SECONDS);
    float sum = 0f;
    for (int n = 0; n < 2 * REACH_BINS; n++) {
      sum += logs[n];
    }
    for (int k = 0; k < BINS; k++) {
      sum += logs[k + 2 * REACH_BINS];
      float fine = logs[k + REACH_BINS] - sum / (2 * REACH_BINS + 1);
      sum -= logs[k];
      background[k] += follow * (fine - background[k]);
      look[k] = fine - background[k];
    }
  }

  private double correlation(int looksBefore) {
    float[] now = looks[newest];
    float[] then = looks[Math.floorMod(newest - looksBefore, looks.length)];
    double both = 0;
    double ofNow = TINY;
    double ofThen = TINY;
    for (int k = 0; k < BINS; k++) {
      both += now[k] * then[k];
      ofNow += now[k] * now[k];
      ofThen += then[k] * then[k];
    }
    return both / Math.sqrt(ofNow * ofThen);
  }

  private void decide(double now) {
    resemblance += (now - resemblance) * (LOOK_SECONDS / DECIDING_SECONDS);
    sure = resemblance > MUSIC_ABOVE ? sure + 1 : 0;
    if (sure >= SURE_LOOKS) {
      music = true;
    } else if (resemblance < SPEECH_BELOW) {
      music = false;
    }
  }

  void reset() {
    Arrays.fill(past, 0f);
    Arrays.fill(background, 0f);
    second = false;
    taken = 0;
    newest = 0;
    resemblance = 0;
    sure = 0;
    music = false;
  }
}
