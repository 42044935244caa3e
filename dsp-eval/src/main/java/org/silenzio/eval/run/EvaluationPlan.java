package org.silenzio.eval.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation elsewhere is to do, in names: the machines that work on it look for the things
 * themselves.
 *
 * @param master where the work is done, in the engine's own words
 * @param corpora folders of recordings, paths or URIs that the engine understands
 * @param peers the chains' names
 * @param models the folder of the neural metrics' models, if they are wanted; every machine needs
 *     it at this path
 * @param results where outcomes are kept for a later run, if they are; the same folder for every
 *     machine
 * @param sounds where sounds are kept, if they are; the same folder for every machine
 * @param parquet where the rows are written as Parquet, if they are: a folder that is not there yet
 */
public record EvaluationPlan(
    String master,
    List<String> corpora,
    List<String> peers,
    Optional<Path> models,
    Optional<Path> results,
    Optional<Path> sounds,
    Optional<String> parquet) {

  /** Keeps its own lists. */
  public EvaluationPlan {
    corpora = List.copyOf(corpora);
    peers = List.copyOf(peers);
  }
}
