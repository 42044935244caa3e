package org.silenzio.eval.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.silenzio.eval.corpus.SoundFiles;
import org.silenzio.eval.corpus.SoundFiles.Found;

/**
 * One file into another, or several into a folder.
 *
 * @param input what is read
 * @param output what is written
 */
record FileJobs(Path input, Path output) {

  /**
   * Pairs inputs and outputs.
   *
   * @param inputs files, or folders whose files of a kind are all taken
   * @param output a file, or a folder
   * @param isInput whether a name is of the kind that is read
   * @param kind what that kind is called
   * @param isOutput whether a name is of the kind that is written
   * @param naming gives what is written into a folder its name from that of what is read
   */
  static List<FileJobs> of(
      List<Path> inputs,
      String output,
      Predicate<Path> isInput,
      String kind,
      Predicate<Path> isOutput,
      UnaryOperator<Path> naming)
      throws IOException {
    if (output.isEmpty()) {
      throw new IllegalArgumentException("-o is empty, allowed: a file or folder");
    }
    Path target = Path.of(output);
    boolean one = inputs.size() == 1 && !Files.isDirectory(inputs.getFirst());
    boolean intoFolder = !one || Files.isDirectory(target) || output.endsWith("/");
    boolean isFile = Files.exists(target) && !Files.isDirectory(target);
    if (intoFolder && (isFile || (isOutput.test(target) && !Files.exists(target)))) {
      throw new IllegalArgumentException(
          "-o is " + output + ", a file; for several inputs a folder is allowed");
    }
    List<FileJobs> jobs = new ArrayList<>();
    Set<Path> taken = new HashSet<>();
    List<Found> found = SoundFiles.find(inputs, target, isInput, kind);
    for (Found each : found) {
      Path to = intoFolder ? target.resolve(naming.apply(each.relative())) : target;
      if (Files.exists(to) && isOneOf(to, found)) {
        throw new IllegalArgumentException(
            "-o would overwrite the input " + to + "; name another file or folder");
      }
      if (!taken.add(to.normalize())) {
        throw new IllegalArgumentException("two inputs would be written to " + to);
      }
      jobs.add(new FileJobs(each.file(), to));
    }
    return jobs;
  }

  /** Also sees hard links. */
  private static boolean isOneOf(Path file, List<Found> inputs) throws IOException {
    for (Found input : inputs) {
      if (Files.isSameFile(file, input.file())) {
        return true;
      }
    }
    return false;
  }

  /** Gives names another ending, with its dot. */
  static UnaryOperator<Path> endingWith(String ending) {
    return name -> Path.of(withEnding(name.toString(), ending));
  }

  private static String withEnding(String name, String ending) {
    int dot = name.lastIndexOf('.');
    boolean has = dot > Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
    return (has ? name.substring(0, dot) : name) + ending;
  }
}
