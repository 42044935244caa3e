package org.silenzio.eval.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.silenzio.eval.scenario.SimulatedCall.AcousticDelay;

/**
 * What is known of a call, as programs read it from its JSON.
 *
 * @param name the scenario's
 * @param description the scenario's
 * @param sampleRateHz samples per second
 * @param samples of each file
 * @param seed of all that is random
 * @param situation who talks at all
 * @param timetable who talks when
 * @param speechLevelDbfs the near end's active level
 * @param signalToEchoDb the near end's active level over the echo's
 * @param signalToNoiseDb the near end's active level over the noise's mean level
 * @param echoReturnLossDb the render's energy over the echo's
 * @param bulkDelay the delay of buffers and devices: straight lines between these points, a jump
 *     where two have the same time; empty without an echo path
 * @param driftPpm millionths by which it grows with time
 * @param acousticDelays the direct sound's travel time, from when on
 * @param delayJumpSeconds when the delay jumps
 * @param pathChangeSeconds when the path begins to change
 * @param clipLevel where the microphone clips
 * @param clippedSamples how many samples it clipped
 */
record CallTruth(
    String name,
    String description,
    int sampleRateHz,
    int samples,
    long seed,
    Situation situation,
    List<Timetable.Part> timetable,
    double speechLevelDbfs,
    OptionalDouble signalToEchoDb,
    OptionalDouble signalToNoiseDb,
    OptionalDouble echoReturnLossDb,
    List<DelayPoint> bulkDelay,
    double driftPpm,
    List<AcousticDelay> acousticDelays,
    List<Double> delayJumpSeconds,
    List<Double> pathChangeSeconds,
    float clipLevel,
    int clippedSamples) {

  /**
   * The delay at one time.
   *
   * @param second the time
   * @param ms the delay
   */
  record DelayPoint(double second, double ms) {}

  static CallTruth of(SimulatedCall call) {
    Scenario scenario = call.scenario();
    return new CallTruth(
        scenario.name(),
        scenario.description(),
        scenario.sampleRateHz(),
        scenario.samples(),
        scenario.seed(),
        call.timetable().overall(),
        call.timetable().parts(),
        scenario.speechLevelDbfs(),
        optional(scenario.echoPath().map(EchoPath::signalToEchoDb).stream().toList()),
        optional(scenario.noise().map(Noise::signalToNoiseDb).stream().toList()),
        call.echoReturnLossDb(),
        bulkDelay(call),
        scenario.echoPath().flatMap(EchoPath::delay).map(Delay::driftPpm).orElse(0.0),
        call.acousticDelays(),
        call.delayJumpSeconds(),
        call.pathChangeSeconds(),
        call.clipLevel(),
        call.clippedSamples());
  }

  private static OptionalDouble optional(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).findFirst();
  }

  private static List<DelayPoint> bulkDelay(SimulatedCall call) {
    List<DelayPoint> points = new ArrayList<>();
    if (!call.hasEcho()) {
      return points;
    }
    points.add(new DelayPoint(0, call.bulkDelayMs(0)));
    double end = call.scenario().seconds();
    for (double second : new TreeSet<>(call.delayJumpSeconds())) {
      if (second > 0 && second < end) {
        points.add(new DelayPoint(second, call.bulkDelayMs(Math.nextDown(second))));
        points.add(new DelayPoint(second, call.bulkDelayMs(second)));
      }
    }
    points.add(new DelayPoint(end, call.bulkDelayMs(end)));
    return points;
  }
}
