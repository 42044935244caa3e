package org.silenzio.echo;

import java.util.List;

/**
 * The far end as the filters see it: its spectra over a range of delays by the microphone's clock,
 * and the window in which the echo lies. It finds delay and drift by itself.
 */
final class FarEnd {

  /** A filter that leaves less than this of the capture serves where it is. */
  private static final float SERVING_SHARE = 0.5f;

  /** Frames that the echo must come late before the far end is read a hop later. */
  private static final int LEAST_DELAY_TO_SKIP = 2;

  /** Share of its knowledge that the linear filter keeps over 8 ms. */
  static final double KEEP = 0.99995;

  /** The same while it still follows a drift that is not yet known. */
  private static final double TURNING_KEEP = 0.998;

  private final DelayHint hint;
  private final FarReader reader;
  private final List<SideShape> shapes;
  private final FarReader[] sideReaders;
  private final Spectrum spectrum;
  private final Spectrum[] sideSpectra;
  private final FarSpectra spectra;
  private final HighFarEnd high;
  private final DelayFinder finder;
  private final JumpTrial trial = new JumpTrial();
  private final DriftTracker drift;
  private final Alignment alignment;
  private final EchoMeter meter;
  private final float keep = Steps.keep(KEEP);
  private final float turningKeep = Steps.keep(TURNING_KEEP);
  private int takenHintMs;

  /**
   * Makes a silent far end.
   *
   * @param reader makes its spectra
   * @param shapes what the filters see beside it
   * @param sideReaders make their spectra
   * @param preset says what the filters span
   * @param maxDelayMs the longest delay that is looked for
   * @param hint what is known of the delay
   * @param meter is told of the delay
   */
  FarEnd(
      FarReader reader,
      List<SideShape> shapes,
      FarReader[] sideReaders,
      EchoPreset preset,
      int maxDelayMs,
      DelayHint hint,
      EchoMeter meter) {
    this.hint = hint;
    this.meter = meter;
    int range = maxDelayMs / Steps.HOP_MS;
    this.reader = reader;
    this.shapes = shapes;
    this.sideReaders = sideReaders;
    int bins = preset.windowSamples() / 2 + 1;
    int taps = preset.taps();
    drift = new DriftTracker(taps, preset.fullBins(), preset.windowSamples());
    spectrum = new Spectrum(reader.bins());
    sideSpectra = new Spectrum[sideReaders.length];
    for (int i = 0; i < sideSpectra.length; i++) {
      sideSpectra[i] = new Spectrum(sideReaders[i].bins());
    }
    high = new HighFarEnd(bins, reader.bins(), range + taps);
    spectra = new FarSpectra(bins, taps, range, shapes);
    finder = new DelayFinder(range, 2 * (bins - 1));
    alignment = new Alignment(range);
  }

  /**
   * Takes a hop of what the loudspeaker plays, and looks where in it the echo lies.
   *
   * @param render the hop's samples
   * @param sides the hop of each side, see {@link Side#hop}
   * @param capture the spectrum of the window that ends with the same hop
   * @param filter moves what it knows if need be
   * @param shadow moves what it knows if need be
   */
  void take(float[] render, float[][] sides, Spectrum capture, EchoPath filter, ShadowPath shadow) {
    read(render, sides, filter, shadow);
    boolean changed = finder.compare(capture);
    int jump = finder.suspectedJump();
    if (trial.step(jump, filter.full(), spectra, capture)) {
      finder.confirmJump();
      int moved = move(finder.found());
      shift(moved - jump, filter, moved, shadow);
    } else if (changed) {
      KalmanBins full = filter.full();
      boolean serves = full.miss(spectra, 0, capture) < SERVING_SHARE * full.heard(capture);
      int moved = move(finder.found());
      shift(moved, filter, moved, shadow);
      if (moved != 0 && !serves) {
        filter.relearn();
      }
    } else if (finder.found() == DelayFinder.UNKNOWN && hint.delayMs() != takenHintMs) {
      takenHintMs = hint.delayMs();
      int moved = move(takenHintMs / Steps.HOP_MS);
      shift(moved, filter, moved, shadow);
    }
    tell();
    spectra.refresh();
  }

  private void read(float[] render, float[][] sides, EchoPath filter, ShadowPath shadow) {
    boolean maySkip = alignment.offset() > 0 || finder.found() >= LEAST_DELAY_TO_SKIP;
    int count = reader.take(render, drift.followedPpm(), maySkip);
    for (int i = 0; i < sides.length; i++) {
      sideReaders[i].takeAlong(sides[i], reader);
    }
    for (int n = 0; n < count; n++) {
      readNext();
    }
    if (count != 1) {
      finder.slip(count - 1);
      int shift = alignment.slip(count - 1);
      spectra.moveTo(alignment.offset());
      shift(shift, filter, shift, shadow);
    }
  }

  private void readNext() {
    reader.read(spectrum);
    for (int i = 0; i < sideReaders.length; i++) {
      sideReaders[i].read(sideSpectra[i]);
    }
    spectra.push(spectrum, sideSpectra);
    high.push(spectrum);
    for (int i = 0; i < sideReaders.length; i++) {
      if (shapes.get(i).sounds()) {
        high.add(sideSpectra[i]);
      }
    }
    finder.push(spectrum);
  }

  private void shift(int frames, EchoPath filter, int shadowFrames, ShadowPath shadow) {
    filter.shift(frames);
    shadow.shift(shadowFrames);
    if (frames != 0) {
      drift.skip();
    }
  }

  /**
   * Looks at what the filter has learnt in its step.
   *
   * @param filter after its step
   */
  void follow(EchoPath filter) {
    drift.step(filter.full(), reader.settlingPpm());
    filter.keep(drift.isTurning() ? turningKeep : keep);
  }

  private int move(int delay) {
    int moved = alignment.follow(delay);
    spectra.moveTo(alignment.offset());
    return moved;
  }

  /** What is known of the delay. */
  DelayFinder finder() {
    return finder;
  }

  private void tell() {
    boolean known = finder.found() != DelayFinder.UNKNOWN;
    double delayMs = (finder.delaySamples() / Steps.HOP_SAMPLES + reader.lateHops()) * Steps.HOP_MS;
    meter.align(
        known ? (float) Math.max(0, delayMs) : Float.NaN,
        finder.confidence(),
        (float) drift.driftPpm());
  }

  /** How many frames back the filters' window begins. */
  int offset() {
    return alignment.offset();
  }

  /** The newest spectrum's power per bin, in stereo the mean over both loudspeakers. */
  void power(float[] power) {
    spectrum.power(power, power.length);
    for (int i = 0; i < sideSpectra.length; i++) {
      if (shapes.get(i).sounds()) {
        sideSpectra[i].addPower(power, power.length);
      }
    }
  }

  /** What lies above them. */
  HighFarEnd high() {
    return high;
  }

  /** All that the filters may see. */
  FarSpectra spectra() {
    return spectra;
  }

  void reset() {
    reader.reset();
    for (FarReader side : sideReaders) {
      side.reset();
    }
    drift.reset();
    spectra.reset();
    high.reset();
    finder.reset();
    trial.reset();
    alignment.reset();
    takenHintMs = 0;
  }
}
