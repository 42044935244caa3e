package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Files;
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
import org.silenzio.eval.peer.CallChain;
import org.silenzio.eval.peer.Peer;

/** Runs peers over a corpus and scores what they make of it. */
public final class Evaluation {

  private final List<Peer> peers;
  private final Scorer scorer;
  private final PeerDelays delays;
  private final Optional<ResultStore> store;
  private final Optional<TakeFolder> takes;

  /**
   * Prepares an evaluation.
   *
   * @param peers the chains, all able to serve
   * @param scorer gives the figures; not closed
   * @param delays tells how late each chain is
   * @param store keeps outcomes, if a later run shall go on where this one ended
   * @param takes keeps the sounds, if anyone shall listen
   */
  public Evaluation(
      List<Peer> peers,
      Scorer scorer,
      PeerDelays delays,
      Optional<ResultStore> store,
      Optional<TakeFolder> takes) {
    this.peers = List.copyOf(peers);
    this.scorer = scorer;
    this.delays = delays;
    this.store = store;
    this.takes = takes;
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
   * @param calls the recordings
   * @param jobs how many recordings at once
   * @param progress is told how many recordings are done
   * @return the outcomes in the order of recordings, then peers
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public List<Outcome> run(List<? extends CallSource> calls, int jobs, IntConsumer progress)
      throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<List<Outcome>>> futures = new ArrayList<>();
      for (CallSource call : calls) {
        Callable<List<Outcome>> job = () -> evaluate(call);
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

  /**
   * Evaluates one recording with every peer. Usable from several threads at once.
   *
   * @return the outcomes in the order of peers; they tell if the recording is unfit
   */
  public List<Outcome> evaluate(CallSource source) {
    try {
      String fingerprint = store.isPresent() ? source.fingerprint() : "";
      List<Optional<Outcome>> known = known(source, fingerprint);
      if (known.stream().allMatch(Optional::isPresent)) {
        return known.stream().map(Optional::orElseThrow).toList();
      }
      CallSignals call = source.load();
      if (takes.isPresent()) {
        takes.get().keepSignals(source, call);
      }
      CallSignals scored = call.atMetricRate();
      Map<String, Double> ideal = scorer.ideal(source.situation(), scored);
      List<Outcome> outcomes = new ArrayList<>();
      for (int p = 0; p < peers.size(); p++) {
        Outcome outcome =
            known.get(p).isPresent()
                ? known.get(p).get()
                : evaluate(source, call, scored, ideal, peers.get(p));
        outcomes.add(outcome);
        if (store.isPresent()) {
          store.get().keep(source, fingerprint, outcome);
        }
      }
      return outcomes;
    } catch (IOException e) {
      // the recording is unfit: said in each of its rows, and the run goes on
      return peers.stream().map(peer -> failed(source, peer, e.getMessage())).toList();
    }
  }

  /** Per peer what an earlier run found, if its sound is not wanted or is there too. */
  private List<Optional<Outcome>> known(CallSource source, String fingerprint) throws IOException {
    List<Optional<Outcome>> known = new ArrayList<>();
    for (Peer peer : peers) {
      boolean soundIsThere =
          takes.isEmpty() || Files.isRegularFile(takes.get().file(source, peer.name()));
      known.add(
          store.isPresent() && soundIsThere
              ? store.get().find(source, fingerprint, peer.name())
              : Optional.empty());
    }
    return known;
  }

  private Outcome evaluate(
      CallSource source, CallSignals call, CallSignals scored, Map<String, Double> ideal, Peer peer)
      throws IOException {
    try {
      int rate = call.sampleRateHz();
      StreamFormat format = StreamFormat.of10Ms(rate, 1);
      int delay = delays.samples(peer, format);
      // silence behind the end fetches what the chain still holds
      float[] capture = Arrays.copyOf(call.capture(), call.capture().length + delay);
      CallRun run;
      try (CallChain chain = peer.open(format, StreamFormat.of10Ms(rate, call.render().length))) {
        run = CallRun.of(chain, capture, call.render());
      }
      ChainOutput output =
          new ChainOutput(Arrays.copyOfRange(run.output(), delay, capture.length), rate);
      Map<String, Double> figures = scorer.score(source.situation(), scored, output);
      figures.putAll(ideal);
      if (takes.isPresent()) {
        takes.get().keep(source, peer.name(), rate, output.samples());
      }
      Row row = new Row(source.group(), source.name(), peer.name(), figures, Optional.empty());
      return new Outcome(row, Optional.of(new Timing(run.percentileUs(50), run.percentileUs(99))));
    } catch (IllegalArgumentException e) {
      return failed(source, peer, e.getMessage());
    }
  }

  private static Outcome failed(CallSource source, Peer peer, String problem) {
    Row row = new Row(source.group(), source.name(), peer.name(), Map.of(), Optional.of(problem));
    return new Outcome(row, Optional.empty());
  }
}
