package org.silenzio.eval.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.corpus.CorpusItem;
import org.silenzio.eval.peer.CallChain;
import org.silenzio.eval.peer.Peer;

/** Runs peers over a corpus and scores what they make of it. */
public final class Evaluation {

  private final List<Peer> peers;
  private final Scorer scorer;
  private final PeerDelays delays;

  /**
   * Prepares an evaluation.
   *
   * @param peers the chains, all able to serve
   * @param scorer gives the figures; not closed
   * @param delays tells how late each chain is
   */
  public Evaluation(List<Peer> peers, Scorer scorer, PeerDelays delays) {
    this.peers = List.copyOf(peers);
    this.scorer = scorer;
    this.delays = delays;
  }

  /**
   * One recording through one chain.
   *
   * @param group the recording's folder
   * @param item the recording
   * @param peer the chain
   * @param figures its figures by name; none where there is a problem
   * @param problem why the recording could not be scored
   */
  public record Row(
      String group,
      String item,
      String peer,
      Map<String, Double> figures,
      Optional<String> problem) {}

  /** How long a chain took per frame of 10 ms, in microseconds. */
  public record Timing(double medianUs, double percentile99Us) {}

  /** A row with its timing, which differs from run to run and so is no part of the results. */
  public record Outcome(Row row, Optional<Timing> timing) {}

  /**
   * Evaluates every recording with every peer.
   *
   * @param items the recordings
   * @param jobs how many recordings at once
   * @param progress is told how many recordings are done
   * @return the outcomes in the order of recordings, then peers
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public List<Outcome> run(List<CorpusItem> items, int jobs, IntConsumer progress)
      throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<List<Outcome>>> futures = new ArrayList<>();
      for (CorpusItem item : items) {
        Callable<List<Outcome>> job = () -> evaluate(item);
        futures.add(pool.submit(job));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<List<Outcome>> future : futures) {
        outcomes.addAll(future.get());
        progress.accept(outcomes.size() / peers.size());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an evaluation failed: " + e.getCause(), e);
    }
  }

  private List<Outcome> evaluate(CorpusItem item) {
    CallSignals call;
    try {
      call = CallSignals.load(item);
    } catch (IOException e) {
      // the recording is unfit: said in each of its rows, and the run goes on
      return peers.stream().map(peer -> failed(item, peer, e.getMessage())).toList();
    }
    CallSignals scored = call.atMetricRate();
    return peers.stream().map(peer -> evaluate(item, call, scored, peer)).toList();
  }

  private Outcome evaluate(CorpusItem item, CallSignals call, CallSignals scored, Peer peer) {
    try {
      StreamFormat format = StreamFormat.of10Ms(call.sampleRateHz(), 1);
      int delay = delays.samples(peer, format);
      // silence behind the end fetches what the chain still holds
      float[] capture = Arrays.copyOf(call.capture(), call.capture().length + delay);
      CallRun run;
      try (CallChain chain = peer.open(format)) {
        run = CallRun.of(chain, capture, call.farEnd());
      }
      float[] inTime = Arrays.copyOfRange(run.output(), delay, capture.length);
      float[] output = Rates.toMetricRate(inTime, call.sampleRateHz());
      Map<String, Double> figures = scorer.score(item.situation(), scored, output);
      Row row = new Row(item.group(), item.name(), peer.name(), figures, Optional.empty());
      return new Outcome(row, Optional.of(new Timing(run.percentileUs(50), run.percentileUs(99))));
    } catch (IllegalArgumentException e) {
      return failed(item, peer, e.getMessage());
    }
  }

  private static Outcome failed(CorpusItem item, Peer peer, String problem) {
    Row row = new Row(item.group(), item.name(), peer.name(), Map.of(), Optional.of(problem));
    return new Outcome(row, Optional.empty());
  }
}
