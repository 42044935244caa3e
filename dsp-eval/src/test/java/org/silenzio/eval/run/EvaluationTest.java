package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.metric.ActiveSpeechLevel;
import org.silenzio.eval.peer.CallChain;
import org.silenzio.eval.peer.Peer;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.testing.Recordings;

class EvaluationTest {

  private static final int RATE_HZ = 16_000;

  @TempDir Path folder;

  private float[] speech;
  private final AtomicInteger opened = new AtomicInteger();

  @BeforeEach
  void speech() {
    speech = Recordings.load("austen16_clean.wav");
  }

  /** A frame later, and half as loud. */
  private final class LatePeer implements Peer {
    @Override
    public String name() {
      return "late";
    }

    @Override
    public String description() {
      return "a frame later, half as loud";
    }

    @Override
    public Optional<String> unavailability() {
      return Optional.empty();
    }

    @Override
    public CallChain open(StreamFormat capture, StreamFormat render) {
      opened.incrementAndGet();
      float[] last = new float[capture.frameSamples()];
      return new CallChain() {
        @Override
        public StreamFormat format() {
          return capture;
        }

        @Override
        public StreamFormat renderFormat() {
          return render;
        }

        @Override
        public void process(AudioFrame farEnd, AudioFrame frame) {
          float[] samples = frame.channel(0);
          for (int i = 0; i < samples.length; i++) {
            float now = samples[i];
            samples[i] = last[i] / 2;
            last[i] = now;
          }
        }

        @Override
        public void close() {}
      };
    }
  }

  private record Call(String fingerprint, CallSignals load) implements CallSource {
    @Override
    public String group() {
      return "calls";
    }

    @Override
    public String name() {
      return "a/b: c";
    }

    @Override
    public Situation situation() {
      return Situation.NEAR_END;
    }

    @Override
    public boolean nearEndIsKnown() {
      return true;
    }
  }

  private Call call(String fingerprint) {
    return new Call(
        fingerprint,
        new CallSignals(
            RATE_HZ,
            speech,
            new float[][] {speech, new float[speech.length]},
            Optional.of(speech),
            Optional.of(new float[speech.length]),
            OptionalDouble.empty()));
  }

  private List<Outcome> run(
      CallSource call, Optional<ResultStore> store, Optional<TakeFolder> takes)
      throws InterruptedException {
    try (Scorer scorer = new Scorer(Optional.empty())) {
      PeerDelays delays = new PeerDelays(new Recording(RATE_HZ, new float[][] {speech}));
      return new Evaluation(List.of(new LatePeer()), scorer, delays, store, takes)
          .run(List.of(call), 1, done -> {});
    }
  }

  private int opens(CallSource call, String circumstances, Optional<TakeFolder> takes)
      throws IOException, InterruptedException {
    int before = opened.get();
    ResultStore store = new ResultStore(folder.resolve("results"), circumstances);
    List<Outcome> outcomes = run(call, Optional.of(store), takes);
    assertEquals(run(call, Optional.empty(), Optional.empty()).get(0).row(), outcomes.get(0).row());
    return opened.get() - before - 2; // the comparison opens twice: for its delay and the call
  }

  @Test
  void whatIsLateByAWholeDelayIsScoredAndKeptInTime() throws Exception {
    TakeFolder takes = new TakeFolder(folder.resolve("sounds"));
    Call call = call("1");
    Outcome outcome = run(call, Optional.empty(), Optional.of(takes)).get(0);
    double level = ActiveSpeechLevel.of(speech, RATE_HZ).levelDbfs();
    assertEquals(level - 6.02, outcome.row().figures().get("speech dBFS"), 0.01);
    assertEquals(100, outcome.row().figures().get("SI-SDR dB"), "in time; scale does not count");
    // half as loud is not gone, but for what was within 6 dB of the floor
    assertEquals(98, outcome.row().figures().get("voiced kept %"), 2);
    assertEquals(0, outcome.row().figures().get("voiced spurious %"));
    assertEquals(0, outcome.row().figures().get("pitch GPE %"));
    assertEquals(0, outcome.row().figures().get("pitch cents"), 0.01);
    Recording heard = Recording.load(takes.file(call, "late"));
    float[] half = new float[speech.length];
    for (int i = 0; i < half.length; i++) {
      half[i] = speech[i] / 2;
    }
    assertArrayEquals(half, heard.channels()[0], 1f / 32_768);
    assertEquals(2, Recording.load(takes.file(call, "far-end")).channels().length);
    assertArrayEquals(speech, Recording.load(takes.file(call, "clean")).channels()[0], 1f / 32_768);
  }

  @Test
  void aRunThatWasEndedGoesOnWhereItWas() throws Exception {
    assertEquals(2, opens(call("1"), "build", Optional.empty()));
    assertEquals(0, opens(call("1"), "build", Optional.empty()));
    assertEquals(2, opens(call("2"), "build", Optional.empty()), "other signals");
    assertEquals(2, opens(call("1"), "another", Optional.empty()), "another build");
    Optional<TakeFolder> takes = Optional.of(new TakeFolder(folder.resolve("sounds")));
    assertEquals(2, opens(call("1"), "build", takes), "its sound is wanted and not there");
    assertEquals(0, opens(call("1"), "build", takes));
  }

  @Test
  void aDamagedResultIsScoredAgain() throws Exception {
    assertEquals(2, opens(call("1"), "build", Optional.empty()));
    try (Stream<Path> files = Files.list(folder.resolve("results"))) {
      Files.writeString(files.findFirst().orElseThrow(), "{\"group\": ");
    }
    assertEquals(2, opens(call("1"), "build", Optional.empty()));
    assertEquals(0, opens(call("1"), "build", Optional.empty()));
  }

  @Test
  void theCsvHoldsEveryFigureAndQuotesWhatNeedsIt() throws Exception {
    List<Outcome> outcomes = run(call("1"), Optional.empty(), Optional.empty());
    Evaluation.Row row = outcomes.get(0).row();
    Outcome failed =
        new Outcome(
            new Evaluation.Row("calls", "x", "late", Map.of(), Optional.of("no, \"it\"")),
            Optional.empty());
    StringWriter text = new StringWriter();
    CsvTable.write(List.of(outcomes.get(0), failed), text);
    try (MappingIterator<Map<String, String>> lines =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(text.toString())) {
      Map<String, String> scored = lines.next();
      assertEquals("a/b: c", scored.get("item"));
      row.figures()
          .forEach((name, value) -> assertEquals(value, Double.valueOf(scored.get(name)), name));
      assertTrue(Double.parseDouble(scored.get("us/frame")) > 0);
      assertEquals("no, \"it\"", lines.next().get("problem"));
      assertFalse(lines.hasNext());
    }
  }
}
