package org.silenzio.echo;

import org.silenzio.concurrent.Tally;

/** Measures on the audio thread what {@link EchoStatistics} tells any other. */
final class EchoMeter {

  /** What the powers keep over a step: half a second. */
  private static final float KEEP = 0.98f;

  /** What the powers behind {@link #keptShare} keep over a step: a tenth of a second. */
  private static final float SHORT_KEEP = 0.9f;

  /** So many steps with a far end make a path known. */
  private static final int LEARNING_STEPS = 100;

  /** From this presence on near talk would linger in the powers for seconds. */
  private static final float NEAR_END_TALKS = 0.5f;

  private final Tally pathChanges = new Tally();
  private final Tally divergences = new Tally();
  private float far;
  private float echo;
  private float capture;
  private float error;
  private float output;
  private float captureNow;
  private float sentNow;
  private int steps;

  private volatile float returnLossDb;
  private volatile float enhancementDb;
  private volatile float bestEnhancementDb;
  private volatile float linearEnhancementDb;
  private volatile float residualLikelihood;
  private volatile float presence;
  private volatile float keptShare;
  private volatile AdaptationState state;
  private volatile float delayMs;
  private volatile float delayConfidence;
  private volatile float driftPpm;
  private volatile boolean transparent;

  EchoMeter() {
    reset();
  }

  /** Takes the mean powers of a step in which the far end is heard, after {@link #believe}. */
  void measure(float farPower, float capturePower, float echoPower, float left, float sent) {
    captureNow = SHORT_KEEP * captureNow + (1f - SHORT_KEEP) * capturePower + Floors.POWER;
    sentNow = SHORT_KEEP * sentNow + (1f - SHORT_KEEP) * sent;
    keptShare = Math.min(1f, sentNow / captureNow);
    if (presence < NEAR_END_TALKS) {
      average(farPower, capturePower, echoPower, left, sent);
    }
    steps = Math.min(steps + 1, LEARNING_STEPS);
    state = steps < LEARNING_STEPS ? AdaptationState.LEARNING : AdaptationState.TRACKING;
  }

  private void average(
      float farPower, float capturePower, float echoPower, float left, float sent) {
    far = KEEP * far + (1f - KEEP) * farPower + Floors.POWER;
    capture = KEEP * capture + (1f - KEEP) * capturePower + Floors.POWER;
    echo = KEEP * echo + (1f - KEEP) * echoPower + Floors.POWER;
    error = KEEP * error + (1f - KEEP) * left + Floors.POWER;
    output = KEEP * output + (1f - KEEP) * sent + Floors.POWER;
    returnLossDb = db(far / echo);
    enhancementDb = db(capture / output);
    linearEnhancementDb = db(capture / error);
    float best = bestEnhancementDb;
    bestEnhancementDb = enhancementDb > best || Float.isNaN(best) ? enhancementDb : best;
  }

  /** Takes how likely the suppressor believes somebody at the near end. */
  void believe(float nearEnd) {
    residualLikelihood = 1f - nearEnd;
    presence = nearEnd;
  }

  /** How likely the last step held somebody at the near end; 1 while the far end is not heard. */
  float nearEndLikelihood() {
    return 1f - residualLikelihood;
  }

  /** How much of the capture's power of the last moment was kept; 1 while it is not looked at. */
  float keptShare() {
    return keptShare;
  }

  /** Takes what is known of the way from loudspeaker to microphone. */
  void align(float delay, float confidence, float drift) {
    delayMs = delay;
    delayConfidence = confidence;
    driftPpm = drift;
  }

  /** Takes whether the far end is not heard at all. */
  void hear(boolean nothing) {
    transparent = nothing;
  }

  /** The far end is silent or not heard. */
  void rest() {
    state = AdaptationState.WAITING;
    residualLikelihood = 0f;
    everythingKept();
  }

  private void everythingKept() {
    captureNow = 0f;
    sentNow = 0f;
    keptShare = 1f;
  }

  private static float db(float ratio) {
    return (float) (10 * Math.log10(ratio));
  }

  void countPathChange() {
    pathChanges.add(1);
    steps = 0;
  }

  void countDivergences(int count) {
    divergences.add(count);
  }

  EchoStatistics statistics(
      long frames,
      long missingRenderFrames,
      long droppedRenderFrames,
      long nonFiniteSamples,
      long limitedSamples) {
    return new EchoStatistics(
        frames,
        missingRenderFrames,
        droppedRenderFrames,
        returnLossDb,
        enhancementDb,
        bestEnhancementDb,
        linearEnhancementDb,
        residualLikelihood,
        presence,
        state,
        delayMs,
        delayConfidence,
        driftPpm,
        transparent,
        pathChanges.get(),
        divergences.get(),
        nonFiniteSamples,
        limitedSamples);
  }

  /** Forgets levels; counts stay. */
  void reset() {
    far = 0f;
    echo = 0f;
    capture = 0f;
    error = 0f;
    output = 0f;
    steps = 0;
    returnLossDb = Float.NaN;
    enhancementDb = Float.NaN;
    bestEnhancementDb = Float.NaN;
    linearEnhancementDb = Float.NaN;
    residualLikelihood = 0f;
    everythingKept();
    presence = 0f;
    state = AdaptationState.WAITING;
    align(Float.NaN, 0f, 0f);
    hear(false);
  }
}
