package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.kernel.KernelKind;
import org.silenzio.kernel.Kernels;

/**
 * A long call in which something happens every few seconds, faster than real time. By hand for two
 * hours: {@code -Dsilenzio.endurance.minutes=120}; {@code silenzio.endurance.seed} makes another
 * call, {@code silenzio.endurance.events} (names with commas) one with less to happen, {@code
 * silenzio.endurance.preset} takes another preset.
 */
class EchoEnduranceTest {

  private static final int FRAMES_PER_SECOND = 100;

  /** An event waits till the echo was heard alone for so long since the last one: over 3 s. */
  private static final int LEAST_CALM_FRAMES = 320;

  /** And so many frames more at random. */
  private static final int MORE_CALM_FRAMES = 200;

  /** Frames over which powers are compared: half a second. */
  private static final int COMPARED_FRAMES = 50;

  /** Below this the echo is a pause: −60 dBFS. */
  private static final double AUDIBLE_POWER = 1e-6;

  /** From this mean power on levels are compared: −50 dBFS. */
  private static final double LOUD_POWER = 1e-5;

  /** So long after the near end's last word nothing of it is left in room and canceller. */
  private static final int NEAR_TAIL_FRAMES = 30;

  /**
   * How far the output may exceed the capture in far-end single talk, over half a second: what the
   * filters leave is bounded by what is heard, comfort noise and overlapping windows come on top.
   */
  private static final double LARGEST_EXCESS_DB = 3;

  /** An output above the capture, over half a second, for so long is a divergence: of echo. */
  private static final int LASTING_FRAMES = 3 * FRAMES_PER_SECOND / 2;

  private final int minutes =
      Integer.getInteger("silenzio.endurance.minutes", Kernels.kind() == KernelKind.SIMD ? 4 : 1);
  private final long seed = Long.getLong("silenzio.endurance.seed", 1);
  private final List<CallEvent> events = events();
  private final List<CallEvent> deck = new ArrayList<>();
  private final EchoPreset preset =
      EchoPreset.valueOf(System.getProperty("silenzio.endurance.preset", "BEST"));

  private final Map<CallEvent, List<Double>> recoverySeconds = new EnumMap<>(CallEvent.class);
  private final Map<CallEvent, List<Double>> reachedDb = new EnumMap<>(CallEvent.class);
  private final RecentPower recentEcho = new RecentPower(COMPARED_FRAMES);
  private final RecentPower recentOutput = new RecentPower(COMPARED_FRAMES);
  private final RecentPower levelIn = new RecentPower(COMPARED_FRAMES);
  private final RecentPower levelOut = new RecentPower(COMPARED_FRAMES);
  private double largestExcessDb = Double.NEGATIVE_INFINITY;
  private CallEvent loudestAfter;
  private float peak;
  private int louderFrames;
  private int longestLouderFrames;
  private int aloneFrames;
  private int framesSinceNear = NEAR_TAIL_FRAMES;

  private CallEvent event;
  private int echoFramesSinceEvent;
  private double recovered;

  private static List<CallEvent> events() {
    String names = System.getProperty("silenzio.endurance.events");
    if (names == null) {
      return Arrays.stream(CallEvent.values()).filter(e -> e != CallEvent.START).toList();
    }
    return Arrays.stream(names.split(",", -1)).map(CallEvent::valueOf).toList();
  }

  @Test
  void aLongCallIsHeldThroughout() {
    StreamFormat format = StreamFormat.of10Ms(EnduranceCall.RATE_HZ, 1);
    long frames = 60L * FRAMES_PER_SECOND * minutes;
    EchoStatistics statistics;
    try (EchoCanceller canceller =
        EchoCanceller.create(EchoCancellerConfig.defaults(format).withPreset(preset))) {
      run(new EnduranceCall(canceller, seed), canceller.latencySamples(), frames);
      statistics = canceller.statistics();
    }
    report(statistics);
    assertEquals(frames, statistics.frames());
    assertEquals(0, statistics.nonFiniteSamples() + statistics.limitedSamples());
    List<Executable> checks = new ArrayList<>();
    checks.add(
        () ->
            assertTrue(
                largestExcessDb < LARGEST_EXCESS_DB,
                "louder than the capture by " + largestExcessDb + " dB"));
    checks.add(
        () ->
            assertTrue(
                longestLouderFrames < LASTING_FRAMES,
                "louder than the capture for " + longestLouderFrames + " frames"));
    recoverySeconds.forEach((kind, seconds) -> checks.add(() -> assertRecovered(kind, seconds)));
    assertAll(checks);
  }

  private static void assertRecovered(CallEvent kind, List<Double> seconds) {
    long done = seconds.stream().filter(s -> s <= kind.withinSeconds).count();
    // one miss more than the share allows: few occurrences make a rough share
    long allowed = 1 + (long) Math.floor((1 - kind.leastShare) * seconds.size());
    assertTrue(
        seconds.size() - done <= allowed,
        String.format(
            Locale.ROOT,
            "%s: in %d of %d cases %.0f dB within %.0f s, asked for %.0f %%",
            kind,
            done,
            seconds.size(),
            kind.leastEnhancementDb,
            kind.withinSeconds,
            100 * kind.leastShare));
  }

  private void run(EnduranceCall call, int latencySamples, long frames) {
    Random random = new Random(seed);
    SampleDelay echoDelay = new SampleDelay(latencySamples);
    float[] echo = new float[EnduranceCall.FRAME];
    int lasting = begin(call, CallEvent.START);
    int calm = LEAST_CALM_FRAMES;
    for (long n = 0; n < frames; n++) {
      call.step();
      for (int i = 0; i < echo.length; i++) {
        echo[i] = echoDelay.process(call.echo()[i]);
      }
      framesSinceNear = call.nearTalks() ? 0 : framesSinceNear + 1;
      if (lasting > 0) {
        lasting--;
        measurePeak(call.output());
        if (lasting == 0) {
          startMeasuring();
        }
        continue;
      }
      measure(echo, call.output());
      if (echoFramesSinceEvent >= calm) {
        finish();
        lasting = begin(call, draw(random));
        calm = LEAST_CALM_FRAMES + random.nextInt(MORE_CALM_FRAMES);
      }
    }
  }

  /** The next event: all kinds in turn, in an order that is another one each time. */
  private CallEvent draw(Random random) {
    if (deck.isEmpty()) {
      deck.addAll(events);
      Collections.shuffle(deck, random);
    }
    return deck.removeLast();
  }

  private int begin(EnduranceCall call, CallEvent next) {
    event = next;
    startMeasuring();
    return call.begin(next);
  }

  private void startMeasuring() {
    echoFramesSinceEvent = 0;
    recovered = Double.POSITIVE_INFINITY;
    recentEcho.clear();
    recentOutput.clear();
    levelIn.clear();
    levelOut.clear();
    aloneFrames = 0;
  }

  private void finish() {
    recoverySeconds.computeIfAbsent(event, e -> new ArrayList<>()).add(recovered);
    double enhancementDb = Decibels.fromPower(recentEcho.sum() / recentOutput.sum());
    reachedDb.computeIfAbsent(event, e -> new ArrayList<>()).add(enhancementDb);
  }

  private void measurePeak(float[] output) {
    for (float sample : output) {
      assertTrue(Float.isFinite(sample));
      peak = Math.max(peak, Math.abs(sample));
    }
  }

  private void measure(float[] echo, float[] output) {
    measurePeak(output);
    if (framesSinceNear < NEAR_TAIL_FRAMES) {
      aloneFrames = 0;
      return;
    }
    double in = power(echo);
    double out = power(output);
    measureLevels(in, out);
    if (in < AUDIBLE_POWER) {
      return;
    }
    recentEcho.add(in);
    recentOutput.add(out);
    echoFramesSinceEvent++;
    if (echoFramesSinceEvent >= COMPARED_FRAMES) {
      double enhancementDb = Decibels.fromPower(recentEcho.sum() / recentOutput.sum());
      if (enhancementDb >= event.leastEnhancementDb) {
        recovered = Math.min(recovered, (double) echoFramesSinceEvent / FRAMES_PER_SECOND);
      }
      louderFrames = enhancementDb < 0 ? louderFrames + 1 : 0;
      longestLouderFrames = Math.max(longestLouderFrames, louderFrames);
    }
  }

  private void measureLevels(double in, double out) {
    levelIn.add(in);
    levelOut.add(out);
    aloneFrames++;
    if (aloneFrames >= COMPARED_FRAMES && levelIn.sum() > COMPARED_FRAMES * LOUD_POWER) {
      double excessDb = Decibels.fromPower(levelOut.sum() / levelIn.sum());
      if (excessDb > largestExcessDb) {
        largestExcessDb = excessDb;
        loudestAfter = event;
      }
    }
  }

  private static double power(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return sum / samples.length;
  }

  private void report(EchoStatistics statistics) {
    StringBuilder text = new StringBuilder();
    double[] calm =
        reachedDb.values().stream().flatMap(List::stream).mapToDouble(d -> d).sorted().toArray();
    text.append(
        String.format(
            Locale.ROOT,
            "Endurance: %d min, seed %d, %s: %d events; echo reduced by %.1f dB before the next"
                + " (median; 5 %%: %.1f); never more than %.1f dB over the capture (after %s), %.1f"
                + " s at the longest; peak %.2f; %d path changes, %d divergences, render frames"
                + " missing %d, dropped %d%n",
            minutes,
            seed,
            preset,
            calm.length,
            calm[calm.length / 2],
            calm[calm.length / 20],
            largestExcessDb,
            loudestAfter,
            (double) longestLouderFrames / FRAMES_PER_SECOND,
            peak,
            statistics.pathChanges(),
            statistics.divergences(),
            statistics.missingRenderFrames(),
            statistics.droppedRenderFrames()));
    recoverySeconds.forEach(
        (kind, seconds) -> {
          double[] sorted = seconds.stream().mapToDouble(s -> s).sorted().toArray();
          long done = seconds.stream().filter(s -> s <= kind.withinSeconds).count();
          text.append(
              String.format(
                  Locale.ROOT,
                  "  %-12s %4d; %.0f dB within %.0f s in %5.1f %%; after %.2f s (median), %.2f s"
                      + " (90 %%); %.1f dB before the next (median)%n",
                  kind,
                  sorted.length,
                  kind.leastEnhancementDb,
                  kind.withinSeconds,
                  100.0 * done / sorted.length,
                  sorted[sorted.length / 2],
                  sorted[sorted.length * 9 / 10],
                  reachedDb.get(kind).stream()
                      .sorted()
                      .skip(sorted.length / 2)
                      .findFirst()
                      .orElseThrow()));
        });
    System.out.print(text);
  }

  /** The sum of the last powers. */
  private static final class RecentPower {
    private final double[] powers;
    private int at;

    RecentPower(int frames) {
      powers = new double[frames];
    }

    void add(double power) {
      powers[at] = power;
      at = (at + 1) % powers.length;
    }

    double sum() {
      double sum = 1e-12;
      for (double power : powers) {
        sum += power;
      }
      return sum;
    }

    void clear() {
      Arrays.fill(powers, 0);
    }
  }
}
