package org.silenzio.eval.spark;

import java.io.IOException;
import java.util.List;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.EvaluationEngine;
import org.silenzio.eval.run.EvaluationPlan;

/** Evaluates on Apache Spark. Names none of its classes, so it can be found without Spark. */
public final class SparkEngine implements EvaluationEngine {

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public List<Outcome> run(EvaluationPlan plan, Progress progress) throws IOException {
    return SparkEvaluation.run(plan, progress);
  }
}
