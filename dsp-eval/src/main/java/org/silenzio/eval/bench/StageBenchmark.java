package org.silenzio.eval.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A single stage on recorded speech: one of its operations at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StageBenchmark {

  private static final int CHECKED_OPERATIONS = 200;

  /** A name that {@link Stages} knows; {@link BenchPlan} gives all that can run. */
  @Param("guard-48")
  public String stage;

  private Stage.Body body;
  private Allocation counted;

  @Setup
  public void open() {
    body = Stages.find(stage).maker().get();
  }

  @Setup(Level.Iteration)
  public void begin(Allocation allocation) {
    counted = allocation; // JMH hands it to one method only
    counted.begin();
  }

  @TearDown(Level.Iteration)
  public void end() {
    counted.end();
  }

  /** One operation. */
  @Benchmark
  public float operation() {
    return body.run();
  }

  @TearDown
  public void checkAndClose() {
    try {
      check(stage, body);
    } finally {
      body.close();
    }
  }

  static void check(String name, Stage.Body body) {
    double magnitude = 0;
    for (int n = 0; n < CHECKED_OPERATIONS; n++) {
      magnitude += Math.abs(body.run());
    }
    if (!Double.isFinite(magnitude) || magnitude == 0) {
      throw new IllegalStateException(
          "stage " + name + " gives " + (magnitude == 0 ? "nothing but zeros" : "NaN or infinity"));
    }
  }
}
