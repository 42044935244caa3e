package org.silenzio.eval.metric.pesq;

/** What happens to each of the two signals before they are compared. */
final class InputFilter {

  private static final double LISTENING_POWER = 1e7; // on the scale of 16-bit samples
  private static final int HEADPHONE_RAMP_SAMPLES = 15;

  private InputFilter() {}

  /** The energy between 300 Hz and 3.5 kHz, which stands for a signal's level. */
  static double speechBandEnergy(PaddedSignal signal) {
    return ResponseCurve.SPEECH_BAND.applyTo(signal).energy();
  }

  /**
   * Brings a signal to the power of the standard, measured in the speech band.
   *
   * @param signal a signal that is not silent
   * @param spanSamples what the power is a mean over: the span of the longer of the two signals
   * @return the scaled signal
   */
  static PaddedSignal toListeningLevel(PaddedSignal signal, int spanSamples) {
    double gain = Math.sqrt(LISTENING_POWER * spanSamples / speechBandEnergy(signal));
    return signal.mapped(
        samples -> {
          for (int i = 0; i < samples.length; i++) {
            samples[i] *= gain;
          }
          return samples;
        });
  }

  /** What arrives at the listener's ear. */
  static PaddedSignal atTheEar(PaddedSignal signal, PesqMode mode) {
    return switch (mode) {
      case NARROW_BAND -> ResponseCurve.HANDSET.applyTo(signal);
      case WIDE_BAND -> throughHeadphone(signal);
    };
  }

  private static PaddedSignal throughHeadphone(PaddedSignal signal) {
    return signal.mapped(
        samples -> {
          for (int i = 0; i < HEADPHONE_RAMP_SAMPLES; i++) {
            double gain = (i + 1.0) / (HEADPHONE_RAMP_SAMPLES + 1);
            samples[signal.begin() + i] *= gain;
            samples[signal.end() - 1 - i] *= gain;
          }
          BiquadCascade.headphone().apply(samples, signal.begin(), signal.end());
          return samples;
        });
  }

  /** What the time alignment works on: no offset, soft ends, the frequencies of speech alone. */
  static PaddedSignal forAlignment(PaddedSignal signal) {
    Grid grid = signal.grid();
    return signal.mapped(
        samples -> {
          removeOffset(samples, signal);
          int ramp = grid.windowSamples();
          for (int i = 0; i < ramp; i++) {
            double gain = (i + 0.5) / ramp;
            samples[signal.begin() + i] *= gain;
            samples[signal.end() - 1 - i] *= gain;
          }
          BiquadCascade.alignment(grid).apply(samples, 0, samples.length);
          return samples;
        });
  }

  /** The offset is the sum over the signal divided by a length that counts the margins, too. */
  private static void removeOffset(double[] samples, PaddedSignal signal) {
    double offset = 0;
    for (int i = signal.begin(); i < signal.end(); i++) {
      offset += samples[i];
    }
    offset /= signal.length();
    for (int i = signal.begin(); i < signal.end(); i++) {
      samples[i] -= offset;
    }
  }
}
