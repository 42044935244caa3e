package org.silenzio.eval.scenario;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A simulated call with all that is known about it. All signals have the same length, full scale is
 * ±1. {@code capture[n]} is {@code (nearEnd[n] + echo[n]) + noise[n]} in float arithmetic, exactly,
 * held to ±{@code clipLevel}.
 *
 * @param scenario what was simulated
 * @param capture what the microphone hears
 * @param render what the loudspeakers are given, one array per channel; one silent channel where
 *     there is no far end
 * @param nearEnd the near end alone, as it arrives at the microphone
 * @param echo the echo alone
 * @param noise the noise alone
 * @param timetable who talks when
 * @param acousticDelays how long the sound travels from the nearest loudspeaker (in a measured
 *     response: to its direct sound), from when on; empty without an echo path
 * @param echoReturnLossDb the render signal's energy, of all channels, over the echo's, over the
 *     whole call; empty where there is no echo
 * @param clipLevel where the microphone clips
 * @param clippedSamples how many samples it clipped
 */
public record SimulatedCall(
    Scenario scenario,
    float[] capture,
    float[][] render,
    float[] nearEnd,
    float[] echo,
    float[] noise,
    Timetable timetable,
    List<AcousticDelay> acousticDelays,
    OptionalDouble echoReturnLossDb,
    float clipLevel,
    int clippedSamples) {

  /** Copies the list. */
  public SimulatedCall {
    acousticDelays = List.copyOf(acousticDelays);
  }

  /**
   * The travel time of the direct sound.
   *
   * @param fromSecond from when on
   * @param ms the time
   */
  public record AcousticDelay(double fromSecond, double ms) {}

  public int sampleRateHz() {
    return scenario.sampleRateHz();
  }

  /** Whether there is an echo path. */
  public boolean hasEcho() {
    return scenario.echoPath().isPresent();
  }

  /** The delay of buffers and devices at a time of the call, in ms; 0 without an echo path. */
  public double bulkDelayMs(double second) {
    return delay().atMs(second);
  }

  /**
   * From a sample in render to its direct sound in capture, at a time of the call, in ms.
   *
   * @throws IllegalStateException if there is no echo path
   */
  public double echoDelayMs(double second) {
    if (!hasEcho()) {
      throw new IllegalStateException("scenario " + scenario.name() + " has no echo path");
    }
    double acousticMs = acousticDelays.getFirst().ms;
    for (AcousticDelay acoustic : acousticDelays) {
      if (second >= acoustic.fromSecond) {
        acousticMs = acoustic.ms;
      }
    }
    return bulkDelayMs(second) + acousticMs;
  }

  /** When the delay jumps, in seconds. */
  public List<Double> delayJumpSeconds() {
    return delay().jumps().stream().map(Delay.Jump::atSecond).toList();
  }

  /** When the echo path begins to change, in seconds. */
  public List<Double> pathChangeSeconds() {
    return scenario.echoPath().flatMap(EchoPath::change).map(PathChange::atSecond).stream()
        .toList();
  }

  private Delay delay() {
    return scenario.echoPath().flatMap(EchoPath::delay).orElse(Delay.NONE);
  }
}
