package org.silenzio.eval.reception;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.silenzio.eval.network.Network;
import org.silenzio.eval.network.NetworkSimulator;
import org.silenzio.eval.network.Networks;
import org.silenzio.eval.network.Transmission;
import org.silenzio.eval.reception.ReceptionScorer.Reference;
import org.silenzio.eval.run.CallSignals;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.Evaluation.Row;
import org.silenzio.eval.run.Evaluation.Timing;
import org.silenzio.eval.run.Rates;
import org.silenzio.eval.run.TakeFolder;

/**
 * Sends speech through networks to receivers and scores what they give out. All receivers of one
 * recording meet the same arrivals; all encodings have the same bit rate, protection included.
 */
public final class ReceptionEvaluation {

  private final List<Receiver> receivers;
  private final int bitrateBitsPerSecond;
  private final OptionalInt expectedLossPercent;
  private final ReceptionScorer scorer;
  private final Optional<TakeFolder> takes;

  /**
   * Prepares an evaluation.
   *
   * @param receivers the ways of receiving
   * @param bitrateBitsPerSecond the encoder's aim
   * @param expectedLossPercent the loss that encoders expect, 0 to 100; empty for the network's own
   * @param scorer gives the figures; not closed
   * @param takes keeps the sounds, if anyone shall listen
   */
  public ReceptionEvaluation(
      List<Receiver> receivers,
      int bitrateBitsPerSecond,
      OptionalInt expectedLossPercent,
      ReceptionScorer scorer,
      Optional<TakeFolder> takes) {
    this.receivers = List.copyOf(receivers);
    this.bitrateBitsPerSecond = bitrateBitsPerSecond;
    this.expectedLossPercent = expectedLossPercent;
    this.scorer = scorer;
    this.takes = takes;
  }

  /**
   * Evaluates every recording with every receiver.
   *
   * @param sent recordings with their networks
   * @param jobs how many at once
   * @param progress is told how many are done
   * @return the outcomes in the order of recordings, then receivers
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public List<Outcome> run(List<SentSpeech> sent, int jobs, IntConsumer progress)
      throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<List<Outcome>>> futures = new ArrayList<>();
      for (SentSpeech speech : sent) {
        Callable<List<Outcome>> job = () -> evaluate(speech);
        futures.add(pool.submit(job));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<List<Outcome>> future : futures) {
        outcomes.addAll(future.get());
        progress.accept(outcomes.size() / receivers.size());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an evaluation failed: " + e.getCause(), e);
    }
  }

  private List<Outcome> evaluate(SentSpeech sent) {
    try {
      CallSignals call = sent.load();
      if (takes.isPresent()) {
        takes.get().keepSignals(sent, call);
      }
      float[] clean = Rates.toMetricRate(call.capture(), call.sampleRateHz());
      Map<Protection, Encoded> encoded = new HashMap<>();
      List<Outcome> outcomes = new ArrayList<>();
      for (Receiver receiver : receivers) {
        Encoded packets =
            encoded.computeIfAbsent(
                receiver.protection(), protection -> encode(sent, protection, call, clean));
        outcomes.add(evaluate(sent, receiver, packets, call));
      }
      return outcomes;
    } catch (IOException e) {
      // the recording is unfit: said in each of its rows, and the run goes on
      return receivers.stream().map(receiver -> failed(sent, receiver, e.getMessage())).toList();
    }
  }

  /** What is sent, and what would be heard of it if nothing were lost. */
  private record Encoded(Encoding.Packets packets, Reference reference) {}

  private Encoded encode(SentSpeech sent, Protection protection, CallSignals call, float[] clean) {
    int lossPercent =
        expectedLossPercent.orElseGet(() -> (int) Math.round(100 * sent.network().lossShare()));
    Encoding encoding = new Encoding(protection, bitrateBitsPerSecond, lossPercent);
    Encoding.Packets packets = encoding.encode(call.capture(), call.sampleRateHz());
    Network perfect = Networks.find("clean-lan").getFirst();
    Transmission inTime =
        NetworkSimulator.run(perfect, packets.tagged().length, Encoding.PACKET_MS, 0);
    Heard lossFree =
        Reception.of(Receiver.find("plc-60"), packets.tagged(), inTime, call.sampleRateHz());
    return new Encoded(packets, Reference.of(clean, lossFree));
  }

  private Outcome evaluate(SentSpeech sent, Receiver receiver, Encoded encoded, CallSignals call)
      throws IOException {
    byte[][] packets = encoded.packets().tagged();
    Transmission transmission =
        NetworkSimulator.run(sent.network(), packets.length, Encoding.PACKET_MS, sent.randomRun());
    try {
      Heard heard = Reception.of(receiver, packets, transmission, call.sampleRateHz());
      Map<String, Double> figures =
          scorer.score(
              encoded.reference(),
              heard,
              transmission.lostShare(),
              encoded.packets().bitsPerSecond());
      if (takes.isPresent()) {
        float[] take = ReceptionScorer.raw(heard, call.capture().length);
        takes.get().keep(sent, receiver.name(), heard.sampleRateHz(), take);
      }
      Row row = new Row(sent.group(), sent.name(), receiver.name(), figures, Optional.empty());
      return new Outcome(row, Optional.of(new Timing(heard.medianUs(), heard.percentile99Us())));
    } catch (IllegalArgumentException e) {
      return failed(sent, receiver, e.getMessage());
    }
  }

  private static Outcome failed(SentSpeech sent, Receiver receiver, String problem) {
    Row row = new Row(sent.group(), sent.name(), receiver.name(), Map.of(), Optional.of(problem));
    return new Outcome(row, Optional.empty());
  }
}
