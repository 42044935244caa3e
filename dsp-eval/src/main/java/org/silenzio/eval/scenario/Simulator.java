package org.silenzio.eval.scenario;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.silenzio.audio.Decibels;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.scenario.EchoSimulation.Echo;

/**
 * Turns scenarios into calls. Plain double arithmetic in one thread: the same scenario and sound
 * files give the same bits, whatever runs beside. Stateless.
 */
public final class Simulator {

  /** Sets apart what is drawn from one seed. */
  private static final long FAR_END_STREAM = 0x9E37_79B9_7F4A_7C15L;

  private static final long NOISE_STREAM = 0xD1B5_4A32_D192_ED03L;

  private final Scenario scenario;
  private final int sampleRateHz;
  private final int samples;

  private Simulator(Scenario scenario) {
    this.scenario = scenario;
    this.sampleRateHz = scenario.sampleRateHz();
    this.samples = scenario.samples();
  }

  /**
   * Simulates a call.
   *
   * @throws SoundFileException if a sound file cannot be read
   * @throws ScenarioException if a signal would pass full scale or cannot be set to its level; the
   *     message says which
   */
  public static SimulatedCall run(Scenario scenario) throws IOException {
    try {
      return new Simulator(scenario).call();
    } catch (ScenarioException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ScenarioException("scenario " + scenario.name() + ": " + e.getMessage(), e);
    }
  }

  private SimulatedCall call() throws IOException {
    double[][] played = farEnd();
    double[] spoken = nearEnd();
    Optional<Echo> simulated = echo(played);
    float[] nearEnd = withinScale("nearEnd", "speechLevelDbfs", spoken);
    float[] echo =
        withinScale(
            "echo",
            "echoPath.signalToEchoDb",
            simulated.map(Echo::samples).orElseGet(() -> new double[samples]));
    float[] noise = withinScale("noise", "noise.signalToNoiseDb", noise());
    float[][] render = new float[played.length][];
    for (int channel = 0; channel < render.length; channel++) {
      render[channel] = withinScale("render", "farEnd.levelDbfs", played[channel]);
    }
    float[] capture = new float[samples];
    for (int n = 0; n < samples; n++) {
      capture[n] = (nearEnd[n] + echo[n]) + noise[n];
    }
    float clipLevel = (float) scenario.captureClipLevel().orElse(1);
    int clipped = CaptureClipping.clip(capture, clipLevel);
    return new SimulatedCall(
        scenario,
        capture,
        render,
        nearEnd,
        echo,
        noise,
        Timetable.of(scenario),
        simulated.map(Echo::acousticDelays).orElse(List.of()),
        returnLossDb(render, echo),
        clipLevel,
        clipped);
  }

  private double[] nearEnd() throws IOException {
    if (scenario.nearEnd().isEmpty()) {
      return new double[samples];
    }
    NearEnd party = scenario.nearEnd().get();
    double[] voice =
        Sounds.during(party.talks(), party.source(), samples, sampleRateHz, scenario.seed());
    Optional<Position> talker = scenario.room().flatMap(Room::talkerM);
    if (talker.isPresent()) {
      voice =
          ImageSourceRoom.response(scenario.room().get(), talker.get(), sampleRateHz)
              .applied(voice);
    }
    Levels.setActive(voice, scenario.speechLevelDbfs(), sampleRateHz);
    return voice;
  }

  private double[][] farEnd() throws IOException {
    if (scenario.farEnd().isEmpty()) {
      return new double[1][samples];
    }
    FarEnd party = scenario.farEnd().get();
    double[] voice =
        Sounds.during(
            party.talks(), party.source(), samples, sampleRateHz, scenario.seed() + FAR_END_STREAM);
    Levels.setActive(voice, party.levelDbfs(), sampleRateHz);
    return party.stereo().isEmpty() ? new double[][] {voice} : spread(voice, party.stereo().get());
  }

  private double[][] spread(double[] voice, FarEnd.Stereo stereo) {
    double later = Math.max(0, stereo.timeDifferenceMs());
    double[] left = channel(voice, later - stereo.timeDifferenceMs());
    double[] right = channel(voice, later);
    Levels.scale(left, Levels.amplitude(stereo.levelDifferenceDb() / 2));
    Levels.scale(right, Levels.amplitude(-stereo.levelDifferenceDb() / 2));
    return new double[][] {left, right};
  }

  private double[] channel(double[] voice, double delayMs) {
    return DelayLine.delayed(voice, new Delay(delayMs, List.of(), 0), sampleRateHz);
  }

  private Optional<Echo> echo(double[][] played) throws IOException {
    if (scenario.echoPath().isEmpty()) {
      return Optional.empty();
    }
    EchoPath path = scenario.echoPath().get();
    Echo echo = new EchoSimulation(scenario, path).of(played);
    Levels.setActive(
        echo.samples(), scenario.speechLevelDbfs() - path.signalToEchoDb(), sampleRateHz);
    return Optional.of(echo);
  }

  private double[] noise() throws IOException {
    if (scenario.noise().isEmpty()) {
      return new double[samples];
    }
    Noise noise = scenario.noise().get();
    double[] sound =
        Sounds.throughout(noise.source(), samples, sampleRateHz, scenario.seed() + NOISE_STREAM);
    Levels.setMean(sound, scenario.speechLevelDbfs() - noise.signalToNoiseDb());
    return sound;
  }

  /** Clipping must happen in the microphone alone, where it is counted. */
  private static float[] withinScale(String signal, String parameter, double[] samples) {
    double peak = Levels.peak(samples);
    if (peak > 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s makes %s peak %.1f dB above full scale, allowed: up to full scale",
              parameter,
              signal,
              Decibels.fromAmplitude(peak)));
    }
    return Levels.floats(samples);
  }

  private static OptionalDouble returnLossDb(float[][] render, float[] echo) {
    double source = 0;
    for (float[] channel : render) {
      source += energy(channel);
    }
    double heard = energy(echo);
    return heard == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(10 * StrictMath.log10(source / heard));
  }

  private static double energy(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return sum;
  }
}
