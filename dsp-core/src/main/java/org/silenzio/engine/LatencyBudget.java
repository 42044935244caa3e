package org.silenzio.engine;

/**
 * What the engine may cost. Immutable.
 *
 * <p>The ceiling decides, at the build, which presets serve; the share of the processor decides,
 * while the call runs, which of those.
 *
 * @param framesPerSecond how many frames a second the next figure is stated for, 1 to {@value
 *     #MAX_FRAMES_PER_SECOND}; 100 for frames of 10 ms
 * @param cpuMicrosPerFrame what the capture side may take of the processor per such frame, in
 *     microseconds: above 0, at most the frame's own time
 * @param maxLatencyMs the most that a sample may wait inside the capture side, in ms, above 0 to
 *     {@value #MOST_LATENCY_MS}; the device's own frame is not counted
 */
public record LatencyBudget(double framesPerSecond, double cpuMicrosPerFrame, double maxLatencyMs) {

  /** Frames of 1 ms: shorter ones no device hands over. */
  public static final double MAX_FRAMES_PER_SECOND = 1_000;

  /** More than any chain needs, even at 8 kHz in frames of 120 ms. */
  public static final double MOST_LATENCY_MS = 1_000;

  private static final double MICROS_PER_SECOND = 1e6;

  /** The engine's own step of 10 ms. */
  private static final double ENGINE_FRAMES_PER_SECOND = 100;

  /** A fifth of the frame: what a desktop spares beside everything else. */
  private static final double DEFAULT_CPU_MICROS = 2_000;

  /** Canceller STANDARD and RNNoise, with what the limiter adds. */
  private static final double DEFAULT_LATENCY_MS = 45;

  /** Canceller LOW_POWER, a suppressor that hardly looks ahead, and the limiter. */
  private static final double LOW_LATENCY_MS = 20;

  /** Checks every component and names the one that is out of its range. */
  public LatencyBudget {
    check("framesPerSecond", framesPerSecond, 1, MAX_FRAMES_PER_SECOND);
    checkAboveZero("cpuMicrosPerFrame", cpuMicrosPerFrame, MICROS_PER_SECOND / framesPerSecond);
    checkAboveZero("maxLatencyMs", maxLatencyMs, MOST_LATENCY_MS);
  }

  private static void check(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) { // also refuses NaN
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }

  private static void checkAboveZero(String name, double value, double max) {
    if (!(value > 0 && value <= max)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: above 0, at most " + max);
    }
  }

  /**
   * For a conversation: 2 ms of the processor per 10 ms, a delay of at most 45 ms.
   *
   * @return the budget
   */
  public static LatencyBudget defaults() {
    return new LatencyBudget(ENGINE_FRAMES_PER_SECOND, DEFAULT_CPU_MICROS, DEFAULT_LATENCY_MS);
  }

  /**
   * For playing music together, or behind slow networks: a delay of at most 20 ms, at the price of
   * weaker suppression.
   *
   * @return the budget
   */
  public static LatencyBudget lowLatency() {
    return defaults().withMaxLatencyMs(LOW_LATENCY_MS);
  }

  /**
   * The same with another share of the processor.
   *
   * @param cpuMicrosPerFrame microseconds per frame
   * @return the budget
   */
  public LatencyBudget withCpuMicrosPerFrame(double cpuMicrosPerFrame) {
    return new LatencyBudget(framesPerSecond, cpuMicrosPerFrame, maxLatencyMs);
  }

  /**
   * The same with another ceiling.
   *
   * @param maxLatencyMs in ms
   * @return the budget
   */
  public LatencyBudget withMaxLatencyMs(double maxLatencyMs) {
    return new LatencyBudget(framesPerSecond, cpuMicrosPerFrame, maxLatencyMs);
  }

  /** What each of the engine's steps of 10 ms may take. */
  double microsPerEngineFrame() {
    return cpuMicrosPerFrame * framesPerSecond / ENGINE_FRAMES_PER_SECOND;
  }
}
