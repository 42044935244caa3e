package org.silenzio.eval.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.EvaluationEngine;
import org.silenzio.eval.run.EvaluationPlan;
import picocli.CommandLine.Option;

/** Where an evaluation runs: in this JVM, or as a job elsewhere. */
final class EngineOptions {

  private static final String LOCAL = "local";
  private static final String SPARK = "spark";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "Where recordings are worked on: local, in this process, or spark, as a job of Apache"
              + " Spark. Default: ${DEFAULT-VALUE}.")
  private String name = LOCAL;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "With --engine spark: Spark's master. Default: this machine, with as many threads as"
              + " --jobs says.")
  private String master;

  @Option(
      names = "--parquet",
      paramLabel = "FOLDER",
      description =
          "With --engine spark: write every row there as Parquet, a path or a URI that is not"
              + " there yet.")
  private String parquet;

  /**
   * Whether this process does the work.
   *
   * @throws IllegalArgumentException if the options do not fit together
   */
  boolean isLocal() {
    if (name.equals(SPARK)) {
      return false;
    }
    if (!name.equals(LOCAL)) {
      throw new IllegalArgumentException(
          "--engine is '" + name + "', allowed: " + LOCAL + ", " + SPARK);
    }
    if (master != null || parquet != null) {
      String option = master != null ? "--master" : "--parquet";
      throw new IllegalArgumentException(option + " needs --engine " + SPARK);
    }
    return true;
  }

  String master(int jobs) {
    return master == null ? "local[" + jobs + "]" : master;
  }

  Optional<String> parquet() {
    return Optional.ofNullable(parquet);
  }

  /** Hands the work to the engine. */
  List<Outcome> run(EvaluationPlan plan) throws IOException {
    try (Progress progress = Progress.of("recordings", true)) {
      return found().run(plan, progress::at);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(missing(), e);
    }
  }

  private EvaluationEngine found() {
    try {
      for (EvaluationEngine engine : ServiceLoader.load(EvaluationEngine.class)) {
        if (engine.name().equals(name)) {
          return engine;
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new IllegalStateException(missing(), e);
    }
    throw new IllegalStateException(missing());
  }

  private String missing() {
    return "--engine "
        + name
        + " is not on the class path; ./silenzio eval --engine "
        + name
        + " puts it there";
  }
}
