package org.silenzio.eval.change;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.silenzio.audio.Decibels;
import org.silenzio.eval.metric.ActiveSpeechLevel;
import org.silenzio.eval.run.CallSignals;
import org.silenzio.eval.scenario.RandomNoise;
import org.silenzio.eval.scenario.RateConversion;

/** Changes of one side of a call, or of both. Nothing given is written to. */
final class Sides {

  /** 12 dB less. */
  static final double QUIET = 0.25;

  private static final double NOISE_BELOW_DB = 25;
  private static final long NOISE_SEED = 1;

  /** 16 samples become 15 at the same rate. */
  private static final int SLOW = 16;

  private static final int FAST = 15;

  private Sides() {}

  /** What the microphone hears, and its parts. */
  static CallSignals microphone(CallSignals call, UnaryOperator<float[]> change) {
    return new CallSignals(
        call.sampleRateHz(),
        change.apply(call.capture()),
        call.render(),
        call.clean().map(change),
        call.echo().map(change),
        call.pathChangeSeconds());
  }

  /** What the loudspeakers play. */
  static CallSignals render(CallSignals call, UnaryOperator<float[]> change) {
    return new CallSignals(
        call.sampleRateHz(),
        call.capture(),
        Arrays.stream(call.render()).map(change).toArray(float[][]::new),
        call.clean(),
        call.echo(),
        call.pathChangeSeconds());
  }

  /** As loud as before: what is changed is the colour. */
  static CallSignals tilted(CallSignals call, Tilt tilt) {
    double gain = Math.sqrt(power(call.capture()) / power(tilt.of(call.capture())));
    return microphone(call, signal -> scaled(tilt.of(signal), gain));
  }

  /** The capture alone has the noise, so that the echo's part stays what it is. */
  static CallSignals noisy(CallSignals call) {
    float[] capture = call.capture();
    double[] noise = RandomNoise.pink(capture.length, NOISE_SEED);
    double powerOfNoise = Arrays.stream(noise).map(x -> x * x).sum() / noise.length;
    double levelDbfs =
        ActiveSpeechLevel.of(capture, call.sampleRateHz()).levelDbfs() - NOISE_BELOW_DB;
    double gain = Decibels.toAmplitude(levelDbfs) / Math.sqrt(powerOfNoise);
    float[] noisy = new float[capture.length];
    for (int n = 0; n < noisy.length; n++) {
      noisy[n] = (float) (capture[n] + gain * noise[n]);
    }
    return new CallSignals(
        call.sampleRateHz(),
        noisy,
        call.render(),
        call.clean(),
        call.echo(),
        call.pathChangeSeconds());
  }

  static CallSignals faster(CallSignals call) {
    CallSignals both = render(microphone(call, Sides::faster), Sides::faster);
    OptionalDouble pathChange = both.pathChangeSeconds();
    return new CallSignals(
        both.sampleRateHz(),
        both.capture(),
        both.render(),
        both.clean(),
        both.echo(),
        pathChange.isPresent()
            ? OptionalDouble.of(pathChange.getAsDouble() * FAST / SLOW)
            : pathChange);
  }

  static CallSignals withoutEcho(CallSignals call) {
    float[] capture = call.withoutEcho().orElseGet(() -> call.clean().orElseThrow());
    return new CallSignals(
        call.sampleRateHz(),
        capture,
        call.render(),
        call.clean(),
        Optional.of(new float[capture.length]),
        OptionalDouble.empty());
  }

  static float[] scaled(float[] signal, double factor) {
    float[] scaled = new float[signal.length];
    for (int n = 0; n < scaled.length; n++) {
      scaled[n] = (float) (signal[n] * factor);
    }
    return scaled;
  }

  private static float[] faster(float[] signal) {
    double[] samples = new double[signal.length];
    Arrays.setAll(samples, n -> signal[n]);
    double[] fewer = RateConversion.convert(samples, SLOW, FAST);
    float[] faster = new float[fewer.length];
    for (int n = 0; n < faster.length; n++) {
      faster[n] = (float) fewer[n];
    }
    return faster;
  }

  private static double power(float[] signal) {
    double sum = 0;
    for (float sample : signal) {
      sum += (double) sample * sample;
    }
    return sum / signal.length;
  }
}
