package org.silenzio.eval.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.metric.neural.MetricModels;
import org.silenzio.eval.peer.Peer;
import org.silenzio.eval.peer.Peers;
import org.silenzio.eval.run.Evaluation;
import org.silenzio.eval.run.PeerDelays;
import org.silenzio.eval.run.ResultStore;
import org.silenzio.eval.run.Scorer;
import org.silenzio.eval.run.TakeFolder;

/**
 * What a JVM sets up once for all the recordings it gets: models opened, libraries loaded, delays
 * measured. Usable from several threads at once.
 */
final class Workbench implements AutoCloseable {

  private static Workbench current;
  private static String currentJob = "";

  private final Scorer scorer;
  private final Evaluation evaluation;

  private Workbench(WorkOrder order) throws IOException {
    List<Peer> peers = order.peers().stream().map(Workbench::peer).toList();
    Recording speech = new Recording(order.speechRateHz(), new float[][] {order.speech()});
    Optional<ResultStore> store =
        order.results() == null
            ? Optional.empty()
            : Optional.of(new ResultStore(Path.of(order.results()), order.circumstances()));
    scorer = new Scorer(Optional.ofNullable(order.models()).map(Path::of).map(MetricModels::in));
    evaluation =
        new Evaluation(
            peers,
            scorer,
            new PeerDelays(speech),
            store,
            Optional.ofNullable(order.sounds()).map(Path::of).map(TakeFolder::new));
  }

  /** What served on the machine that gave the order must serve here as well. */
  private static Peer peer(String name) {
    Peer peer = Peers.find(name);
    Optional<String> problem = peer.unavailability();
    if (problem.isPresent()) {
      throw new IllegalStateException("peer " + name + ": " + problem.get());
    }
    return peer;
  }

  /**
   * The evaluation of a job.
   *
   * @param job tells jobs apart; a new one ends the one before it
   */
  static synchronized Evaluation of(String job, WorkOrder order) throws IOException {
    if (!currentJob.equals(job)) {
      end();
      current = new Workbench(order);
      currentJob = job;
    }
    return current.evaluation;
  }

  /** Clears the bench of this JVM; nothing must be at work on it. */
  static synchronized void end() {
    if (current != null) {
      current.close();
      current = null;
      currentJob = "";
    }
  }

  @Override
  public void close() {
    scorer.close();
  }
}
