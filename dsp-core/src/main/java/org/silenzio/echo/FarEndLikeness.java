package org.silenzio.echo;

import java.util.Arrays;
import org.silenzio.kernel.DotKernel;
import org.silenzio.kernel.Kernels;

/**
 * Whether what no filter takes out looks like the far end. A device that gates its own microphone,
 * or whose loudspeaker's gain moves, gives an echo that no linear filter follows and that stands so
 * far above any estimate of it that it passes for near talk. But its {@link SpectralShape} is the
 * far end's, frame by frame, as a talker's is not: measured, their correlation is 0.5 to 0.65 in
 * the mean over a second of such an echo; for the residual echo of other devices and for talkers it
 * stays below 0.43, but for moments of one pair in thirty.
 */
final class FarEndLikeness {

  /** Mean power per bin from which a spectrum counts (unscaled spectra): about −62 dBFS. */
  private static final float LEAST_POWER = 1.6e-4f;

  /** What is left counts where it exceeds its noise floor by 6 dB. */
  private static final float ABOVE_NOISE = 4f;

  /** And where the filter takes less than 4.6 dB out of the capture: it can do little there. */
  private static final float LEFT_SHARE = 0.35f;

  /** What a sound's power keeps over a step: a tail of 60 dB in 200 ms. */
  private static final float TAIL_KEEP = 0.5f;

  /** How fast the likeness is learnt: over two thirds of a second of such frames. */
  private static final float STEP = 0.015f;

  /** So many frames count as unlike before the first one: a single word proves nothing. */
  private static final int DOUBTS = 8;

  /** How fast it is learnt at which delay both are most alike: over three seconds. */
  private static final float DELAY_STEP = 0.003f;

  /** Up to this correlation it is no echo, */
  private static final float UNLIKE = 0.44f;

  /** and from this one on it is nothing else. */
  private static final float ALIKE = 0.5f;

  /**
   * A device that was found out stays what it is, however noise blurs the shapes of its echo: both
   * are so much lower then. A talker's likeness soon falls below.
   */
  private static final float HELD = 0.07f;

  /** Talkers are below this one most of the time, */
  private static final float DIFFERENT = 0.2f;

  /** after so many frames of theirs. */
  private static final int SURE = 40;

  /** Added to sums of squares: far below those of any sound's shape. */
  private static final float LEAST_SQUARE = 1e-3f;

  private final DotKernel kernel = Kernels.dot();
  private final int taps;
  private final int ring;
  private final SpectralShape farShape = new SpectralShape();
  private final SpectralShape leftShape = new SpectralShape();
  private final float[] tail;
  private final float[] far;
  private final float[] farPower;
  private final float[] farSquare;
  private final float[] left = new float[SpectralShape.BANDS];
  private final float[] correlation;
  private final float[] usualCorrelation;
  private int head;
  private int lessons;
  private float likeness;
  private boolean foundOut;
  private float share;

  /**
   * Makes one that knows nothing.
   *
   * @param bins of each spectrum
   * @param taps frames of the far end that an echo may come from
   * @param range how many frames late these can begin
   */
  FarEndLikeness(int bins, int taps, int range) {
    this.taps = taps;
    tail = new float[bins];
    ring = taps + range;
    far = new float[ring * SpectralShape.BANDS];
    farPower = new float[ring];
    farSquare = new float[ring];
    correlation = new float[taps];
    usualCorrelation = new float[ring];
  }

  /**
   * Takes one step.
   *
   * @param farEnd the far end's newest power per bin
   * @param offset how many frames late those begin that an echo may come from
   * @param capture the capture's power per bin
   * @param error the same of what the linear filter leaves of it
   * @param noise the noise floor of that
   */
  void update(float[] farEnd, int offset, float[] capture, float[] error, float[] noise) {
    push(farEnd);
    if (!isFarEndLoud(offset)) {
      share = 0f;
      return;
    }
    float power = SpectralShape.meanPower(error);
    boolean heard = power > LEAST_POWER && power > ABOVE_NOISE * SpectralShape.meanPower(noise);
    if (heard && power > LEFT_SHARE * SpectralShape.meanPower(capture)) {
      leftShape.find(error, true, left, 0);
      learn(likenessAt(mostAlike(offset)));
    }
    judge();
  }

  private void judge() {
    foundOut |= likeness >= ALIKE;
    float unlike = foundOut ? UNLIKE - HELD : UNLIKE;
    foundOut &= likeness > unlike;
    share = Math.clamp((likeness - unlike) / (ALIKE - UNLIKE), 0f, 1f);
  }

  private void push(float[] farEnd) {
    head = head == 0 ? ring - 1 : head - 1;
    float power = SpectralShape.meanPower(farEnd);
    int at = head * SpectralShape.BANDS;
    for (int k = 0; k < farEnd.length; k++) {
      tail[k] = Math.max(farEnd[k], TAIL_KEEP * tail[k]) + Floors.POWER;
    }
    farShape.find(tail, power > LEAST_POWER, far, at);
    farPower[head] = power;
    farSquare[head] = kernel.energy(far, at, SpectralShape.BANDS);
  }

  private boolean isFarEndLoud(int offset) {
    float loudest = 0f;
    for (int t = 0; t < taps; t++) {
      loudest = Math.max(loudest, farPower[(head + offset + t) % ring]);
    }
    return loudest > LEAST_POWER;
  }

  /** Correlates with all that an echo may come from, and gives what is most alike as a rule. */
  private int mostAlike(int offset) {
    float leftSquare = kernel.energy(left, 0, SpectralShape.BANDS);
    int best = 0;
    for (int t = 0; t < taps; t++) {
      int frame = (head + offset + t) % ring;
      float squares = leftSquare * farSquare[frame] + LEAST_SQUARE;
      int at = frame * SpectralShape.BANDS;
      float product = kernel.dot(far, at, left, 0, SpectralShape.BANDS);
      correlation[t] = product / (float) Math.sqrt(squares);
      usualCorrelation[offset + t] += DELAY_STEP * (correlation[t] - usualCorrelation[offset + t]);
      best = usualCorrelation[offset + t] > usualCorrelation[offset + best] ? t : best;
    }
    return best;
  }

  /** Echoes do not keep to frames: the neighbours count as well. */
  private float likenessAt(int tap) {
    float here = correlation[tap];
    float newer = correlation[Math.max(0, tap - 1)];
    float older = correlation[Math.min(taps - 1, tap + 1)];
    return Math.max(here, Math.max(newer, older));
  }

  private void learn(float now) {
    lessons += lessons < 1 / STEP ? 1 : 0;
    likeness += Math.max(STEP, 1f / (lessons + DOUBTS)) * (now - likeness);
  }

  /** How much of what is left counts as echo for its likeness, 0 to 1. */
  float share() {
    return share;
  }

  /** Whether enough was heard to say that it is not like the far end. */
  boolean isUnlike() {
    return lessons >= SURE && likeness < DIFFERENT;
  }

  void reset() {
    farShape.reset();
    leftShape.reset();
    Arrays.fill(tail, 0f);
    Arrays.fill(far, 0f);
    Arrays.fill(farPower, 0f);
    Arrays.fill(farSquare, 0f);
    Arrays.fill(usualCorrelation, 0f);
    head = 0;
    lessons = 0;
    likeness = 0f;
    foundOut = false;
    share = 0f;
  }
}
