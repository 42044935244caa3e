package org.silenzio.echo;

import java.util.Arrays;

/** The canceller's heart at 16 kHz: linear filter, residual echo, gain, comfort noise. */
final class SpeechBandCanceller {

  /** Share of its knowledge that the linear filter keeps over 8 ms. */
  private static final double KEEP = 0.9995;

  /** Share of its observation noise that it keeps over 8 ms. */
  private static final double NOISE_KEEP = 0.95;

  /** What stands for the band above 8 kHz: below the resampler's edge. */
  private static final double TOP_FROM_HZ = 5_000;

  private static final double TOP_TO_HZ = 7_000;

  private final EchoPreset preset;
  private final boolean suppression;
  private final EchoMeter meter;
  private final int bins;
  private final int topFrom;
  private final int topTo;
  private final FarEnd farEnd;
  private final StftAnalysis captureAnalysis;
  private final StftSynthesis synthesis;
  private final Spectrum farSpectrum;
  private final Spectrum capture;
  private final Spectrum error;
  private final FarSpectra far;
  private final KalmanBins filter;
  private final PathChange pathChange;
  private final NoiseFloor errorFloor;
  private final NoiseFloor captureFloor;
  private final ResidualEcho residual;
  private final NearEndDetector nearEnd;
  private final SuppressionGain suppressor;
  private final ComfortNoise comfortNoise;
  private final float[] farPower;
  private final float[] capturePower;
  private final float[] errorPower;
  private final float[] echoPower;
  private float topGain = 1f;

  SpeechBandCanceller(EchoCancellerConfig config, EchoMeter meter, DelayHint hint) {
    preset = config.preset();
    suppression = config.suppression();
    this.meter = meter;
    int length = preset.windowSamples();
    bins = length / 2 + 1;
    double binsPerHz = (double) length / Steps.SAMPLE_RATE_HZ;
    topFrom = (int) (TOP_FROM_HZ * binsPerHz);
    topTo = (int) (TOP_TO_HZ * binsPerHz);
    WindowPair windows = new WindowPair(length, preset.synthesisSamples(), Steps.HOP_SAMPLES);
    farEnd = new FarEnd(windows.analysis(), preset.taps(), config.maxDelayMs(), hint, meter);
    captureAnalysis = new StftAnalysis(windows.analysis());
    synthesis = new StftSynthesis(length, windows.synthesis());
    farSpectrum = farEnd.spectrum();
    capture = new Spectrum(bins);
    error = new Spectrum(bins);
    far = farEnd.spectra();
    filter = new KalmanBins(bins, preset.taps(), Steps.keep(KEEP), Steps.keep(NOISE_KEEP));
    pathChange = new PathChange(bins, preset.shadowTaps());
    errorFloor = new NoiseFloor(bins);
    captureFloor = new NoiseFloor(bins);
    residual = new ResidualEcho(bins);
    nearEnd = new NearEndDetector(bins);
    suppressor = new SuppressionGain(bins);
    comfortNoise = new ComfortNoise(windows);
    farPower = new float[bins];
    capturePower = new float[bins];
    errorPower = new float[bins];
    echoPower = new float[bins];
  }

  /** How late the output is: the synthesis window without the hop that is always complete. */
  int latencySamples() {
    return preset.synthesisSamples() - Steps.HOP_SAMPLES;
  }

  /**
   * Cancels the echo in one hop.
   *
   * @param render what the loudspeaker plays, finite
   * @param samples what the microphone hears, finite; becomes the output
   */
  void process(float[] render, float[] samples) {
    captureAnalysis.process(samples, capture);
    farEnd.take(render, capture, filter, pathChange);
    int astray = filter.step(far, capture, error);
    farEnd.follow(filter);
    if (astray > 0) {
      meter.countDivergences(astray);
    }
    findPathChange();
    measurePowers();
    float left = mean(errorPower);
    if (suppression) {
      suppress();
    }
    measureTop();
    if (far.isActive()) {
      meter.measure(mean(farPower), mean(capturePower), mean(echoPower), left, mean(errorPower));
    } else {
      meter.rest();
    }
    if (suppression && far.isActive()) {
      addComfortNoise();
    }
    synthesis.process(error, samples);
    if (!allFinite(samples)) {
      reset();
      Arrays.fill(samples, 0f);
      meter.countDivergences(1);
    }
  }

  private void findPathChange() {
    if (far.isActive() && pathChange.step(far, capture, filter.priorPower())) {
      filter.relearn();
      meter.countPathChange();
    }
  }

  private void measurePowers() {
    farSpectrum.power(farPower, bins);
    capture.power(capturePower, bins);
    error.power(errorPower, bins);
    for (int k = 0; k < bins; k++) {
      float re = capture.re[k] - error.re[k];
      float im = capture.im[k] - error.im[k];
      echoPower[k] = re * re + im * im;
    }
  }

  private void suppress() {
    errorFloor.update(errorPower);
    captureFloor.update(capturePower);
    residual.update(
        echoPower,
        errorPower,
        capturePower,
        errorFloor.power(),
        filter.uncertainty(),
        mean(farPower));
    float presence = nearEnd.update(errorPower, errorFloor.power(), residual.power());
    suppressor.update(errorPower, residual.power(), presence);
    if (!far.isActive()) {
      return; // nothing played that could come back: the capture passes
    }
    float[] gain = suppressor.gain();
    for (int k = 0; k < bins; k++) {
      error.re[k] *= gain[k];
      error.im[k] *= gain[k];
    }
    error.power(errorPower, bins);
    meter.believe(1f - presence, presence);
  }

  /** How much of the capture's top is left, which the band above follows. */
  private void measureTop() {
    float sent = Floors.POWER;
    float heard = Floors.POWER;
    for (int k = topFrom; k < topTo; k++) {
      sent += errorPower[k];
      heard += capturePower[k];
    }
    topGain = far.isActive() ? (float) Math.sqrt(Math.min(1f, sent / heard)) : 1f;
  }

  private void addComfortNoise() {
    comfortNoise.add(
        error, suppressor.gain(), errorFloor.power(), captureFloor.power(), nearEnd.presence());
  }

  private static float mean(float[] power) {
    float sum = 0f;
    for (float value : power) {
      sum += value;
    }
    return sum / power.length;
  }

  private static boolean allFinite(float[] samples) {
    int astray = 0;
    for (float sample : samples) {
      astray += Math.abs(sample) <= Float.MAX_VALUE ? 0 : 1; // 1 for NaN too
    }
    return astray == 0;
  }

  /** The gain that the band above 8 kHz should follow. */
  float topGain() {
    return topGain;
  }

  void reset() {
    farEnd.reset();
    captureAnalysis.reset();
    synthesis.reset();
    filter.reset();
    pathChange.reset();
    errorFloor.reset();
    captureFloor.reset();
    residual.reset();
    nearEnd.reset();
    suppressor.reset();
    comfortNoise.reset();
    meter.reset();
    topGain = 1f;
  }
}
