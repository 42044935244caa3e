package org.silenzio.eval.metric.pesq;

/**
 * What the time alignment looks at: both signals, filtered for it, and the speech in them.
 *
 * @param reference the reference
 * @param degraded the degraded signal, of any length
 * @param referenceSpeech the speech in the reference
 * @param degradedSpeech the speech in the degraded signal
 */
record AlignmentPair(
    PaddedSignal reference,
    PaddedSignal degraded,
    VoiceActivity referenceSpeech,
    VoiceActivity degradedSpeech) {

  static AlignmentPair of(PaddedSignal reference, PaddedSignal degraded) {
    PaddedSignal first = InputFilter.forAlignment(reference);
    PaddedSignal second = InputFilter.forAlignment(degraded);
    return new AlignmentPair(first, second, VoiceActivity.of(first), VoiceActivity.of(second));
  }

  Grid grid() {
    return reference.grid();
  }
}
