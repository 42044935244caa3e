package org.silenzio.eval.spark;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.silenzio.eval.run.Evaluation;
import org.silenzio.eval.run.Evaluation.Outcome;

/** The task: all chains over one recording. */
final class EvaluateRecording implements FlatMapFunction<Place, Row> {

  private static final long serialVersionUID = 1L;

  private final String job;
  private final Broadcast<WorkOrder> order;
  private final Broadcast<SerializableConfiguration> configuration;

  EvaluateRecording(
      String job, Broadcast<WorkOrder> order, Broadcast<SerializableConfiguration> configuration) {
    this.job = job;
    this.order = order;
    this.configuration = configuration;
  }

  @Override
  public Iterator<Row> call(Place place) throws IOException {
    Evaluation evaluation = Workbench.of(job, order.value());
    try (PlacedCall call = new PlacedCall(place, configuration.value().value())) {
      List<Outcome> outcomes = evaluation.evaluate(call);
      return outcomes.stream().map(OutcomeRows::of).iterator();
    }
  }
}
