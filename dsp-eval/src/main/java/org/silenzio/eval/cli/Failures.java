package org.silenzio.eval.cli;

import java.io.PrintWriter;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.corpus.SoundWriteException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** How a failure is told: one line, and the code that scripts look at. */
final class Failures {

  private Failures() {}

  static void report(Throwable failure, PrintWriter err, boolean stackTrace) {
    err.println("silenzio: " + oneLine(failure));
    if (stackTrace) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  static int exitCode(Throwable failure) {
    return failure instanceof SoundFileException || failure instanceof IllegalArgumentException
        ? ExitCode.USAGE
        : ExitCode.SOFTWARE;
  }

  static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    // exceptions of our own explain themselves; of others the kind is part of the message
    boolean explained =
        message != null
            && (failure instanceof SoundFileException
                || failure instanceof SoundWriteException
                || failure instanceof IllegalArgumentException
                || failure instanceof ParameterException
                || failure instanceof IllegalStateException);
    String line = (explained ? message : failure.toString()).replaceAll("\\s*\\R\\s*", " ");
    // what a library advises to the JVM, users of the launcher say differently
    return line.contains("-Dsilenzio.") ? line + " (in SILENZIO_JAVA_OPTIONS)" : line;
  }
}
