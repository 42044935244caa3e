package org.silenzio.eval.metric.pesq;

/**
 * The part of the reference that sounds, without digital silence at either end.
 *
 * @param firstFrame the frame it begins in
 * @param frames the number of frames up to its end, counted from the signal's first
 */
record SoundingPart(int firstFrame, int frames) {

  private static final int RUN_SAMPLES = 5;
  private static final double SILENT_RUN = 500; // sum of magnitudes

  static SoundingPart of(PaddedSignal reference) {
    int most = reference.length() / 2;
    int atStart = 0;
    while (atStart < most && isSilent(reference, reference.begin() + atStart)) {
      atStart++;
    }
    int atEnd = 0;
    while (atEnd < most && isSilent(reference, reference.limit() - RUN_SAMPLES - atEnd)) {
      atEnd++;
    }
    int hop = reference.grid().hopSamples();
    return new SoundingPart(atStart / hop, (reference.span() - atEnd) / hop);
  }

  private static boolean isSilent(PaddedSignal reference, int from) {
    double sum = 0;
    for (int i = from; i < from + RUN_SAMPLES; i++) {
      sum += Math.abs(reference.at(i));
    }
    return sum < SILENT_RUN;
  }
}
