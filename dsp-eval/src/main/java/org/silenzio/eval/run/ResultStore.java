package org.silenzio.eval.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.Evaluation.Row;
import org.silenzio.eval.run.Evaluation.Timing;

/**
 * Keeps the outcome of every recording and chain in a file of its own, so that a run that was ended
 * goes on where it was. What was scored by another build, with other models or from other signals
 * is not found again. Usable from several threads at once.
 */
public final class ResultStore {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Kept(
      String group,
      String item,
      String peer,
      Map<String, Double> figures,
      double medianUs,
      double percentile99Us) {}

  private final Path folder;
  private final String circumstances;

  /**
   * Opens a store.
   *
   * @param folder where the files are, made if it is missing
   * @param circumstances what else the outcomes depend on: the build and the models
   */
  public ResultStore(Path folder, String circumstances) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.circumstances = circumstances;
  }

  /** The outcome of a recording and chain, if it is known. */
  Optional<Outcome> find(CallSource call, String fingerprint, String peer) throws IOException {
    Path file = file(call, fingerprint, peer);
    Kept kept;
    try {
      kept = MAPPER.readValue(Files.readString(file), Kept.class);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty(); // not ours, or damaged: score it again and replace it
    }
    return Optional.of(
        new Outcome(
            new Row(kept.group, kept.item, kept.peer, kept.figures, Optional.empty()),
            Optional.of(new Timing(kept.medianUs, kept.percentile99Us))));
  }

  /** Keeps an outcome that has no problem; one that has is tried again the next time. */
  void keep(CallSource call, String fingerprint, Outcome outcome) throws IOException {
    if (outcome.timing().isEmpty()) {
      return;
    }
    Row row = outcome.row();
    Timing timing = outcome.timing().get();
    Kept kept =
        new Kept(
            row.group(),
            row.item(),
            row.peer(),
            row.figures(),
            timing.medianUs(),
            timing.percentile99Us());
    AsideFile.write(
        file(call, fingerprint, row.peer()),
        aside -> Files.writeString(aside, MAPPER.writeValueAsString(kept)));
  }

  private Path file(CallSource call, String fingerprint, String peer) {
    String key =
        new Fingerprint()
            .add(circumstances)
            .add(call.group())
            .add(call.name())
            .add(call.situation().name())
            .add(fingerprint)
            .add(peer)
            .hex();
    return folder.resolve(key + ".json");
  }
}
