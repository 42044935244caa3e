package org.silenzio.eval.scenario;

/**
 * Music from sums of sines, the same at every rate: four chords in turn under an arpeggio, plucked
 * notes whose harmonics die away the faster the higher they are. Unlike speech it is never silent,
 * tonal and strong at low frequencies: what cancellers find hard.
 */
final class Music {

  private static final double BAR_SECONDS = 2;
  private static final double NOTE_SECONDS = 0.25;
  private static final int HARMONICS = 8;
  private static final double ATTACK_SECONDS = 0.005;
  private static final double A4_HZ = 440;
  private static final int A4_NOTE = 69;

  /** MIDI notes: C major, A minor, F major, G major, each with its bass. */
  private static final int[][] CHORDS = {
    {36, 60, 64, 67}, {33, 57, 60, 64}, {29, 57, 60, 65}, {31, 59, 62, 67}
  };

  private static final int[] ARPEGGIO = {1, 2, 3, 2, 1, 3, 2, 3};

  private Music() {}

  static double[] play(int samples, int sampleRateHz) {
    double[] out = new double[samples];
    double seconds = (double) samples / sampleRateHz;
    for (int bar = 0; bar * BAR_SECONDS < seconds; bar++) {
      int[] chord = CHORDS[bar % CHORDS.length];
      double start = bar * BAR_SECONDS;
      for (int note : chord) {
        addNote(out, sampleRateHz, note, start, BAR_SECONDS, 0.5);
      }
      for (int i = 0; i < ARPEGGIO.length; i++) {
        int note = chord[ARPEGGIO[i]] + 12;
        addNote(out, sampleRateHz, note, start + i * NOTE_SECONDS, 2 * NOTE_SECONDS, 0.8);
      }
    }
    return out;
  }

  private static void addNote(
      double[] out, int sampleRateHz, int note, double start, double seconds, double amplitude) {
    double pitchHz = A4_HZ * StrictMath.pow(2, (note - A4_NOTE) / 12.0);
    int from = (int) Math.round(start * sampleRateHz);
    int until = Math.min(out.length, from + (int) Math.round(seconds * sampleRateHz));
    for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
      double frequencyHz = harmonic * pitchHz;
      if (frequencyHz >= 0.45 * sampleRateHz) {
        return;
      }
      // a rotating phasor, a quarter turn from its start, is a sine
      double angle = 2 * StrictMath.PI * frequencyHz / sampleRateHz;
      double fall = StrictMath.exp(-(1 + 0.8 * harmonic) / sampleRateHz);
      double cosine = fall * StrictMath.cos(angle);
      double sine = fall * StrictMath.sin(angle);
      double re = amplitude / harmonic;
      double im = 0;
      for (int n = from; n < until; n++) {
        double since = (double) (n - from) / sampleRateHz;
        double left = (double) (until - n) / sampleRateHz;
        out[n] += im * Math.min(1, Math.min(since, left) / ATTACK_SECONDS);
        double turned = re * cosine - im * sine;
        im = re * sine + im * cosine;
        re = turned;
      }
    }
  }
}
