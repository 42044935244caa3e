package org.silenzio.echo;

import java.util.Arrays;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SpectralKernel;

/**
 * Finds how many frames after the far end its echo is heard, and notices when that changes: for
 * each lag the cross-spectrum of far end and capture is smoothed over half a second of sound, and
 * what is a matter of chance fades, while the echo's own lag stands out. Both are weighted down to
 * their phases where they are loud, so that neither level nor colour matters.
 *
 * <p>It answers once one lag stands out clearly from all that lie well apart, for some time: tones
 * and held notes match at every lag alike, and a near end at none. A lag that is found is still no
 * proof of an echo.
 */
final class DelayFinder {

  /** Speech's range, where rooms and loudspeakers are kind. */
  private static final double FROM_HZ = 200;

  private static final double TO_HZ = 3_500;

  /** Every second bin: neighbours know the same, their window being four frames long. */
  private static final int BIN_STEP = 2;

  /** What the cross-spectra keep over a step in sound: half a second. */
  private static final float KEEP = 0.98f;

  /** What a bin's level keeps as it rises and as it falls, so that pauses count as quiet. */
  private static final float RISING_KEEP = 0.9f;

  private static final float FALLING_KEEP = 0.998f;

  /** Power of a bin that counts as nothing (unscaled spectra): about −84 dBFS. */
  private static final float SILENCE_POWER = 1e-6f;

  /** Mean weighted power from which the far end counts in full. */
  private static final float FULL_ACTIVITY = 0.12f;

  /** Less than this share of a full smoothing of sound is too little to judge: 0.3 s. */
  private static final float LEAST_EVIDENCE = 0.45f;

  /** And mean weighted power of the far end over all lags: it has not just begun. */
  private static final float LEAST_ACTIVITY = 0.03f;

  /**
   * How far before and behind the strongest lag others are its own: windows overlap, rooms last.
   */
  private static final int OWN_BEFORE = 5;

  private static final int OWN_BEHIND = 8;

  /** So many frames before its lag an echo is no more than this share as strong as there. */
  private static final int STEEP_BEFORE = 4;

  private static final float STEEP_SHARE = 0.4f;

  /** How much stronger than all others a first lag must be, and one that replaces another. */
  private static final float LOCK_RATIO = 3f;

  private static final float MOVE_RATIO = 2f;

  /** For so many steps with sound: 200 ms, and 120 ms. */
  private static final int LOCK_HITS = 20;

  private static final int MOVE_HITS = 12;

  /** What is enough to suspect a jump, which then has to prove true. */
  private static final float SUSPICIOUS_RATIO = 1.2f;

  private static final int SUSPICIOUS_HITS = 2;

  /** A lag before the strongest with this share of its strength is taken as the direct path's. */
  private static final float DIRECT_SHARE = 0.6f;

  /** The confidence keeps so much over a step in sound. */
  private static final float CONFIDENCE_KEEP = 0.98f;

  /** Fewer lags than this would tell nothing of chance. */
  private static final int LEAST_LAGS = 32;

  /** Nothing was found yet. */
  static final int UNKNOWN = -1;

  private final SpectralKernel kernel = Kernels.spectral();
  private final int lags;
  private final int firstBin;
  private final int count;
  private final double samplesPerRadian;
  private final float[] farRe;
  private final float[] farIm;
  private final float[] crossRe;
  private final float[] crossIm;
  private final float[] strength;
  private final float[] farLevel;
  private final float[] captureLevel;
  private final float[] activities;
  private int head;
  private float activity;
  private float evidence;
  private int candidate;
  private int hits;
  private int suspicion;
  private int found;
  private int peak;
  private float confidence;

  /**
   * Makes a finder that has found nothing.
   *
   * @param largest frames of delay that can be found
   * @param windowSamples of the spectra
   */
  DelayFinder(int largest, int windowSamples) {
    lags = Math.max(LEAST_LAGS, largest + 2); // the last one is heard in the frame behind it, too
    double binsPerHz = (double) windowSamples / Steps.SAMPLE_RATE_HZ;
    firstBin = (int) Math.ceil(FROM_HZ * binsPerHz);
    count = ((int) (TO_HZ * binsPerHz) - firstBin) / BIN_STEP + 1;
    samplesPerRadian = windowSamples / (2 * Math.PI * BIN_STEP);
    farRe = new float[count * 2 * lags];
    farIm = new float[count * 2 * lags];
    crossRe = new float[count * lags];
    crossIm = new float[count * lags];
    strength = new float[lags];
    farLevel = new float[count];
    captureLevel = new float[count];
    activities = new float[lags];
    reset();
  }

  void reset() {
    Arrays.fill(farRe, 0f);
    Arrays.fill(farIm, 0f);
    Arrays.fill(crossRe, 0f);
    Arrays.fill(crossIm, 0f);
    Arrays.fill(strength, 0f);
    Arrays.fill(farLevel, 0f);
    Arrays.fill(captureLevel, 0f);
    Arrays.fill(activities, 0f);
    head = 0;
    activity = 0f;
    evidence = 0f;
    candidate = UNKNOWN;
    hits = 0;
    suspicion = 0;
    found = UNKNOWN;
    peak = UNKNOWN;
    confidence = 0f;
  }

  /** Takes the far end's next spectrum in. */
  void push(Spectrum far) {
    head = head == 0 ? lags - 1 : head - 1;
    float sum = 0f;
    for (int b = 0; b < count; b++) {
      int bin = firstBin + b * BIN_STEP;
      float re = far.re[bin];
      float im = far.im[bin];
      float power = re * re + im * im;
      farLevel[b] = follow(farLevel[b], power);
      float weight = weight(power, farLevel[b]);
      int at = b * 2 * lags + head; // kept twice, so that all lags lie in one run
      farRe[at] = re * weight;
      farIm[at] = im * weight;
      farRe[at + lags] = re * weight;
      farIm[at + lags] = im * weight;
      sum += power * weight * weight;
    }
    activities[head] = sum / count;
  }

  private static float follow(float level, float power) {
    float keep = power > level ? RISING_KEEP : FALLING_KEEP;
    return keep * level + (1f - keep) * power + Floors.POWER;
  }

  private static float weight(float power, float level) {
    return 1f / (float) Math.sqrt(Math.max(power, level) + SILENCE_POWER);
  }

  /**
   * The far end's frames now count as so many older than before, because more or fewer of them were
   * taken in than of the capture's.
   *
   * @param frames 1 or −1
   */
  void slip(int frames) {
    for (int c = 0; c < count * lags; c += lags) {
      slip(crossRe, c, frames);
      slip(crossIm, c, frames);
    }
    found = found == UNKNOWN ? UNKNOWN : Math.clamp(found + frames, 0, lags - 1);
    peak = peak == UNKNOWN ? UNKNOWN : Math.clamp(peak + frames, 0, lags - 1);
    candidate = candidate == UNKNOWN ? UNKNOWN : candidate + frames;
  }

  private void slip(float[] cross, int at, int frames) {
    if (frames > 0) {
      System.arraycopy(cross, at, cross, at + 1, lags - 1);
      cross[at] = 0f;
    } else {
      System.arraycopy(cross, at + 1, cross, at, lags - 1);
      cross[at + lags - 1] = 0f;
    }
  }

  /**
   * Compares the capture with the far end at every lag.
   *
   * @return whether a delay was found that differs from the one before
   */
  boolean compare(Spectrum capture) {
    float sum = 0f;
    for (float value : activities) {
      sum += value;
    }
    activity = sum / lags;
    float rate = (1f - KEEP) * Math.min(1f, activity / FULL_ACTIVITY);
    float keep = 1f - rate;
    evidence = keep * evidence + rate;
    Arrays.fill(strength, 0f);
    for (int b = 0; b < count; b++) {
      int bin = firstBin + b * BIN_STEP;
      float re = capture.re[bin];
      float im = capture.im[bin];
      float power = re * re + im * im;
      captureLevel[b] = follow(captureLevel[b], power);
      float weight = rate * weight(power, captureLevel[b]);
      kernel.followLags(
          crossRe,
          crossIm,
          b * lags,
          keep,
          farRe,
          farIm,
          b * 2 * lags + head,
          re * weight,
          im * weight,
          Floors.POWER,
          strength,
          lags);
    }
    return decide();
  }

  private boolean decide() {
    if (evidence < LEAST_EVIDENCE || activity < LEAST_ACTIVITY) {
      return false;
    }
    int best = 0;
    for (int lag = 1; lag < lags; lag++) {
      best = strength[lag] > strength[best] ? lag : best;
    }
    float apart = Floors.POWER;
    for (int lag = 0; lag < lags; lag++) {
      boolean own = lag >= best - OWN_BEFORE && lag <= best + OWN_BEHIND;
      apart = own ? apart : Math.max(apart, strength[lag]);
    }
    float ratio = strength[best] / apart;
    boolean same = found != UNKNOWN && Math.abs(best - peak) <= 1;
    float needed = found == UNKNOWN ? LOCK_RATIO : MOVE_RATIO;
    boolean clear = ratio > needed && isSteep(best);
    float now = same ? Math.clamp(1f - 1f / ratio, 0f, 1f) : 0f;
    confidence = CONFIDENCE_KEEP * confidence + (1f - CONFIDENCE_KEEP) * now;
    boolean again = Math.abs(best - candidate) <= 1;
    hits = clear && again ? hits + 1 : 0;
    suspicion = ratio > SUSPICIOUS_RATIO && again ? suspicion + 1 : 0;
    candidate = best;
    if (hits < (found == UNKNOWN ? LOCK_HITS : MOVE_HITS)) {
      return false;
    }
    peak = best;
    int direct = best;
    for (int lag = Math.max(0, best - OWN_BEFORE); lag < best; lag++) {
      if (strength[lag] > DIRECT_SHARE * strength[best]) {
        direct = lag;
        break;
      }
    }
    if (found != UNKNOWN && Math.abs(direct - found) <= 1) {
      return false; // two lags side by side may be alike
    }
    found = direct;
    return true;
  }

  /** Whether the strength falls beside a lag, as it does not with sounds that hold on. */
  private boolean isSteep(int lag) {
    int beside = lag >= STEEP_BEFORE ? lag - STEEP_BEFORE : Math.min(lag + OWN_BEHIND, lags - 1);
    return strength[beside] < STEEP_SHARE * strength[lag];
  }

  /** By how many frames the delay seems to have jumped, not yet for long; 0 if it has not. */
  int suspectedJump() {
    boolean suspicious = found != UNKNOWN && suspicion >= SUSPICIOUS_HITS;
    return suspicious && Math.abs(candidate - peak) > 1 ? candidate - peak : 0;
  }

  /** The suspected jump has proved true. */
  void confirmJump() {
    found = Math.clamp(found + suspectedJump(), 0, lags - 1);
    peak = candidate;
  }

  /** The frame with which the direct path's echo begins, or {@link #UNKNOWN}. */
  int found() {
    return found;
  }

  /** How clearly it stands out, 0 to 1. */
  float confidence() {
    return confidence;
  }

  /** The delay in samples between far end and capture, by the phases' slope over the bins. */
  double delaySamples() {
    if (peak == UNKNOWN) {
      return 0;
    }
    double re = 0;
    double im = 0;
    for (int at = peak; at + lags < count * lags; at += lags) {
      double a = crossRe[at];
      double b = crossIm[at];
      double c = crossRe[at + lags];
      double d = crossIm[at + lags];
      re += c * a + d * b;
      im += d * a - c * b;
    }
    return peak * (double) Steps.HOP_SAMPLES - samplesPerRadian * Math.atan2(im, re);
  }
}
