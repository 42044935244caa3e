package org.silenzio.eval.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.silenzio.eval.peer.Peer;
import org.silenzio.eval.peer.Peers;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * What a run measures: what was asked for and can run here.
 *
 * @param cases in the order of the table
 * @param leftOut what cannot run here, each with the reason
 */
public record BenchPlan(List<BenchCase> cases, List<String> leftOut) {

  private static final String CHAIN = "ChainBenchmark.frame";
  private static final String STAGE = "StageBenchmark.operation";
  private static final String OVERHEAD = "RnnoiseBenchmark.";
  private static final String OPUS = "OpusBenchmark.";
  private static final String FRAME = "10 ms";
  private static final String PACKET = "20 ms";
  private static final String NO_KERNELS = "";

  /**
   * What is asked for.
   *
   * @param name part of the cases' ids; empty for all
   * @param chains names that {@link Peers#find} knows
   * @param baseline the chain that chains are compared with
   * @param sampleRatesHz the rates of the chains
   * @param inputs the inputs of the chains
   * @param kernels "scalar", "simd" or both
   */
  public record Selection(
      String name,
      List<String> chains,
      String baseline,
      List<Integer> sampleRatesHz,
      List<InputKind> inputs,
      List<String> kernels) {}

  /**
   * Plans a run.
   *
   * @throws IllegalArgumentException if a chain is unknown or nothing bears the name
   */
  public static BenchPlan of(Selection selection) {
    List<BenchCase> cases = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (int rate : selection.sampleRatesHz()) {
      for (InputKind input : selection.inputs()) {
        selection.chains().forEach(name -> addChain(name, rate, input, selection, cases));
      }
    }
    Stages.all().forEach(stage -> addStage(stage, selection.kernels(), cases));
    addOverhead(cases);
    List<BenchCase> asked =
        cases.stream().filter(one -> one.matches(selection.name())).distinct().toList();
    if (asked.isEmpty()) {
      throw new IllegalArgumentException(
          "NAME is '"
              + selection.name()
              + "', which is part of no benchmark; some: "
              + String.join(", ", cases.stream().map(BenchCase::what).distinct().toList()));
    }
    List<BenchCase> able = new ArrayList<>();
    for (BenchCase one : asked) {
      Optional<String> problem = problem(one);
      problem.ifPresentOrElse(
          reason -> leftOut.add(one.what() + ": " + reason), () -> able.add(one));
    }
    return new BenchPlan(able, leftOut.stream().distinct().toList());
  }

  private static Optional<String> problem(BenchCase one) {
    return switch (one.benchmark()) {
      case CHAIN -> Peers.find(one.what()).unavailability();
      case STAGE -> Stages.find(one.what()).problem().get();
      default -> {
        boolean opus = one.benchmark().startsWith(OPUS);
        yield NativeLibraries.status(opus ? NativeLibrary.OPUS : NativeLibrary.RNNOISE).problem();
      }
    };
  }

  private static void addChain(
      String name, int rate, InputKind input, Selection selection, List<BenchCase> cases) {
    Peer peer = Peers.find(name);
    Peer baseline = Peers.find(selection.baseline());
    String details = rate / 1_000.0 + " kHz " + input.id();
    for (String kernels : kernelsOf(peer.usesKernels(), selection.kernels())) {
      String baselineKernels =
          !baseline.usesKernels() ? NO_KERNELS : kernels.isEmpty() ? last(selection) : kernels;
      String baselineId = BenchCase.id(CHAIN, baseline.name(), details, baselineKernels);
      cases.add(
          new BenchCase(
              CHAIN,
              name,
              details,
              kernels,
              FRAME,
              Map.of("chain", name, "sampleRateHz", "" + rate, "input", input.id()),
              Optional.of(baselineId)));
    }
  }

  private static String last(Selection selection) {
    return selection.kernels().getLast();
  }

  private static void addStage(Stage stage, List<String> kernels, List<BenchCase> cases) {
    for (String kind : kernelsOf(stage.usesKernels(), kernels)) {
      Optional<String> scalarTwin =
          kind.equals("simd")
              ? Optional.of(BenchCase.id(STAGE, stage.name(), "", "scalar"))
              : Optional.empty();
      cases.add(
          new BenchCase(
              STAGE,
              stage.name(),
              "",
              kind,
              stage.operation(),
              Map.of("stage", stage.name()),
              scalarTwin));
    }
  }

  private static List<String> kernelsOf(boolean used, List<String> kernels) {
    return used ? kernels : List.of(NO_KERNELS);
  }

  private static void addOverhead(List<BenchCase> cases) {
    addPair(
        OVERHEAD, "baseline", "bare C call", "suppressor", "our suppressor over C", FRAME, cases);
    addPair(
        OPUS, "bareEncode", "bare opus_encode_float", "encode", "our Opus encoder", PACKET, cases);
    addPair(
        OPUS, "bareDecode", "bare opus_decode_float", "decode", "our Opus decoder", PACKET, cases);
    addPair(
        OPUS, "bareDecode", "bare opus_decode_float", "pull", "jitter buffer, even", PACKET, cases);
    addPair(
        OPUS,
        "bareDecode",
        "bare opus_decode_float",
        "pullUneven",
        "jitter buffer, uneven",
        PACKET,
        cases);
  }

  /** A C function alone, and what calls it. */
  private static void addPair(
      String benchmark,
      String bareMethod,
      String bare,
      String method,
      String what,
      String operation,
      List<BenchCase> cases) {
    String baseline = BenchCase.id(benchmark + bareMethod, bare, "", NO_KERNELS);
    cases.add(
        new BenchCase(
            benchmark + bareMethod, bare, "", NO_KERNELS, operation, Map.of(), Optional.empty()));
    cases.add(
        new BenchCase(
            benchmark + method, what, "", NO_KERNELS, operation, Map.of(), Optional.of(baseline)));
  }
}
