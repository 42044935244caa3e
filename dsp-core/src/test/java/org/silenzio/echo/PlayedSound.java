package org.silenzio.echo;

/**
 * What a loudspeaker has played, read at any moment between its samples: 32 taps of a windowed
 * sinc, so that a clock which runs a little faster adds nothing to be heard.
 */
final class PlayedSound {

  private static final int TAPS = 32;
  private static final int PHASES = 512;
  private static final int KEPT_SAMPLES = 1 << 15;

  /** Per phase between two samples the taps; between phases it is a straight line. */
  private static final float[][] TABLE = table();

  private final float[] ring = new float[KEPT_SAMPLES];
  private long written;

  private static float[][] table() {
    float[][] table = new float[PHASES + 1][TAPS];
    for (int phase = 0; phase <= PHASES; phase++) {
      for (int tap = 0; tap < TAPS; tap++) {
        double distance = tap - (TAPS / 2 - 1) - (double) phase / PHASES;
        double angle = Math.PI * distance;
        double sinc = Math.abs(distance) < 1e-9 ? 1 : Math.sin(angle) / angle;
        double window = Math.pow(Math.cos(angle / (TAPS + 1)), 2);
        table[phase][tap] = (float) (sinc * window);
      }
    }
    return table;
  }

  /** Plays a frame. */
  void write(float[] frame) {
    for (float sample : frame) {
      ring[(int) (written++ % KEPT_SAMPLES)] = sample;
    }
  }

  /** Samples played so far. */
  long written() {
    return written;
  }

  /** The sound at a position in samples since the beginning, at least 16 before the newest one. */
  float read(double position) {
    long whole = (long) Math.floor(position);
    double phase = (position - whole) * PHASES;
    int index = (int) phase;
    float share = (float) (phase - index);
    float[] low = TABLE[index];
    float[] high = TABLE[index + 1];
    float sum = 0f;
    for (int tap = 0; tap < TAPS; tap++) {
      long at = whole + tap - (TAPS / 2 - 1);
      float sample = at < 0 ? 0f : ring[(int) (at % KEPT_SAMPLES)];
      sum += sample * (low[tap] + share * (high[tap] - low[tap]));
    }
    return sum;
  }
}
