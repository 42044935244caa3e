package org.silenzio.eval.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What a command as a user types it comes to. */
record CommandResult(int exitCode, String out, String err) {

  static CommandResult of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Silenzio.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode =
        commandLine.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new CommandResult(exitCode, out.toString(), err.toString());
  }
}
