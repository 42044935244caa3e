package org.silenzio.echo;

import java.util.Arrays;
import java.util.List;
import org.silenzio.transform.RealFft;
import org.silenzio.transform.WindowPair;

/**
 * The canceller's heart: linear filter, residual echo, gain, comfort noise. Whatever the rate, the
 * bins are 25 Hz apart and those up to 8 kHz hold the same; above them {@link HighBand} serves.
 */
final class SpeechBandCanceller {

  /** Share of its observation noise that it keeps over 8 ms. */
  private static final double NOISE_KEEP = 0.95;

  /** The bins whose filters tell the band above 8 kHz at which lags echo comes: 4 to 8 kHz. */
  private static final int LAGS_FROM_BIN = 160;

  /** They are asked in every so many steps: echo paths change more slowly. */
  private static final int LAGS_STEPS = 8;

  private final EchoPreset preset;
  private final boolean suppression;
  private final EchoMeter meter;
  private final int bins;
  private final int hop;
  private final FarEnd farEnd;
  private final StftAnalysis captureAnalysis;
  private final StftSynthesis synthesis;
  private final Spectrum capture;
  private final Spectrum error;
  private final FarSpectra far;
  private final float keep;
  private final EchoPath filter;
  private final ShadowPath shadow;
  private final CaptureFitness fitness;
  private final ErrorBound bound;
  private final NoiseFloor errorFloor;
  private final NoiseFloor captureFloor;
  private final ResidualEcho residual;
  private final FarEndLikeness likeness;
  private final NearEndDetector nearEnd;
  private final SuppressionGain suppressor;
  private final ComfortNoise comfortNoise;
  private final Transparency transparency;
  private final HighBand high;
  private final float[] lagPower;
  private int lagsAge;
  private final float[] farPower;
  private final float[] capturePower;
  private final float[] errorPower;
  private final float[] echoPower;

  /**
   * Makes a canceller.
   *
   * @param sampleRateHz 16, 32 or 48 kHz
   * @param config says how
   * @param meter is told how it goes
   * @param hint says what is known of the delay
   */
  SpeechBandCanceller(
      int sampleRateHz, EchoCancellerConfig config, EchoMeter meter, DelayHint hint) {
    preset = config.preset();
    EchoSuppression asked = config.suppression().with(preset);
    suppression = asked != EchoSuppression.NONE;
    this.meter = meter;
    int multiple = sampleRateHz / Steps.SAMPLE_RATE_HZ;
    int length = multiple * preset.windowSamples();
    hop = multiple * Steps.HOP_SAMPLES;
    bins = preset.windowSamples() / 2 + 1;
    WindowPair windows = preset.windows(hop);
    RealFft fft = RealFft.ofLength(length);
    FarReader reader = new FarReader(windows.analysis(), hop, fft);
    List<Side> sides = Side.of(config);
    List<SideShape> shapes = sides.stream().map(side -> side.shape(preset, bins)).toList();
    FarReader[] sideReaders = sides.stream().map(this::sideReader).toArray(FarReader[]::new);
    farEnd = new FarEnd(reader, shapes, sideReaders, preset, config.maxDelayMs(), hint, meter);
    captureAnalysis = new StftAnalysis(windows.analysis(), fft);
    synthesis = new StftSynthesis(windows.synthesis(), fft);
    capture = new Spectrum(fft.bins());
    error = new Spectrum(fft.bins());
    far = farEnd.spectra();
    keep = Steps.keep(FarEnd.KEEP);
    filter = new EchoPath(bins, preset, shapes, keep, Steps.keep(NOISE_KEEP));
    shadow = new ShadowPath(preset, filter.fullBins());
    fitness = new CaptureFitness(sampleRateHz, preset.windowSamples() / Steps.HOP_SAMPLES);
    bound = new ErrorBound(bins);
    errorFloor = new NoiseFloor(bins);
    captureFloor = new NoiseFloor(bins);
    residual = new ResidualEcho(bins);
    likeness = new FarEndLikeness(bins, preset.taps(), config.maxDelayMs() / Steps.HOP_MS);
    nearEnd = new NearEndDetector(bins, asked.releaseMs());
    suppressor = new SuppressionGain(bins, asked.talkingGain(preset), asked.silentGain(preset));
    comfortNoise = new ComfortNoise(bins, windows);
    transparency = new Transparency(bins, preset.shadowBins(), preset.taps());
    high = multiple == 1 ? null : new HighBand(farEnd.high(), bins, preset.taps());
    lagPower = new float[preset.taps()];
    farPower = new float[bins];
    capturePower = new float[bins];
    errorPower = new float[bins];
    echoPower = new float[bins];
  }

  private FarReader sideReader(Side side) {
    int sideHop = side.hop(hop);
    float[] window = preset.windows(sideHop).analysis();
    return new FarReader(window, sideHop, RealFft.ofLength(window.length), side.lateHops());
  }

  /** How late the output is: the synthesis window without the hop that is always complete. */
  int latencySamples() {
    return hop / Steps.HOP_SAMPLES * preset.synthesisSamples() - hop;
  }

  /** The next hop was clipped before a filter that hides it. */
  void tellClipped() {
    fitness.tellClipped();
  }

  /**
   * Cancels the echo in one hop.
   *
   * @param render what the loudspeaker plays, finite; the mean of two
   * @param sides what the filters see beside it, see {@link Side}
   * @param samples what the microphone hears, finite; becomes the output
   */
  void process(float[] render, float[][] sides, float[] samples) {
    boolean learning = fitness.check(samples);
    captureAnalysis.process(samples, capture);
    farEnd.take(render, sides, capture, filter, shadow);
    int astray = filter.step(far, capture, learning, error);
    passHighBand();
    farEnd.follow(filter);
    if (astray > 0) {
      meter.countDivergences(astray);
    }
    if (far.isActive()) {
      askShadow(learning);
      bound.apply(error, capture);
    }
    measurePowers();
    float left = mean(errorPower);
    if (suppression) {
      suppress();
    }
    if (far.isActive() && !transparency.isTransparent()) {
      meter.measure(mean(farPower), mean(capturePower), mean(echoPower), left, mean(errorPower));
    } else {
      meter.rest();
    }
    if (suppression && far.isActive()) {
      addComfortNoise();
    }
    transparency.pass(capture, error);
    synthesis.process(error, samples);
    if (!allFinite(samples)) {
      reset();
      Arrays.fill(samples, 0f);
      meter.countDivergences(1);
    }
  }

  private void passHighBand() {
    int count = capture.re.length - bins;
    System.arraycopy(capture.re, bins, error.re, bins, count);
    System.arraycopy(capture.im, bins, error.im, bins, count);
  }

  private void askShadow(boolean learning) {
    shadow.step(far, capture, learning, filter.priorPower());
    if (learning) {
      listen();
    }
    shadow.serve(error, filter.uncertainty());
    if (learning && shadow.findsChange(capture)) {
      filter.relearnFrom(shadow.filter());
      meter.countPathChange();
    }
  }

  private void listen() {
    float[] prior = shadow.filter().priorPower();
    if (transparency.update(
        far, capture, shadow.error(), prior, farEnd.finder(), likeness.isUnlike())) {
      filter.relearnFrom(shadow.filter()); // it was sure that there is no echo
      residual.reset(); // and what this took for echo was none
      meter.countPathChange();
    }
    meter.hear(transparency.isTransparent());
  }

  private void measurePowers() {
    farEnd.power(farPower);
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
    likeness.update(farPower, farEnd.offset(), capturePower, errorPower, errorFloor.power());
    float alike = likeness.share();
    residual.atLeast(alike, errorPower);
    float presence = nearEnd.update(errorPower, errorFloor.power(), residual.power());
    suppressor.update(errorPower, residual.power(), presence, alike);
    if (high != null) {
      lagsAge = (lagsAge + 1) % LAGS_STEPS;
      if (lagsAge == 0) {
        filter.lagPower(LAGS_FROM_BIN, lagPower);
      }
      float taken = Math.max(residual.young(), alike);
      high.update(capture, lagPower, farEnd.offset(), taken, presence);
    }
    if (!far.isActive()) {
      return; // nothing played that could come back: the capture passes
    }
    float[] gain = suppressor.gain();
    for (int k = 0; k < bins; k++) {
      error.re[k] *= gain[k];
      error.im[k] *= gain[k];
    }
    error.power(errorPower, bins);
    if (high != null) {
      high.apply(error);
    }
    meter.believe(nearEnd.likelihood());
  }

  private void addComfortNoise() {
    comfortNoise.add(
        error, suppressor.gain(), errorFloor.power(), captureFloor.power(), nearEnd.presence());
    if (high != null) {
      high.addNoise(comfortNoise, error, nearEnd.presence());
    }
  }

  private static float mean(float[] power) {
    return Spectrum.mean(power, 0, power.length);
  }

  private static boolean allFinite(float[] samples) {
    int astray = 0;
    for (float sample : samples) {
      astray += Math.abs(sample) <= Float.MAX_VALUE ? 0 : 1; // 1 for NaN too
    }
    return astray == 0;
  }

  void reset() {
    farEnd.reset();
    filter.keep(keep);
    captureAnalysis.reset();
    synthesis.reset();
    filter.reset();
    shadow.reset();
    fitness.reset();
    errorFloor.reset();
    captureFloor.reset();
    residual.reset();
    likeness.reset();
    nearEnd.reset();
    suppressor.reset();
    comfortNoise.reset();
    transparency.reset();
    if (high != null) {
      high.reset();
      Arrays.fill(lagPower, 0f);
      lagsAge = 0;
    }
    meter.reset();
  }
}
