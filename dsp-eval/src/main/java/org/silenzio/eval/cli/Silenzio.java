package org.silenzio.eval.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code silenzio COMMAND}. */
@Command(
    name = "silenzio",
    description = "Real-time voice engine for the JVM: tools to try, measure and compare it.",
    mixinStandardHelpOptions = true,
    versionProvider = ProjectVersion.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:unfit input or arguments"},
    subcommands = {
      DemoCommand.class,
      DenoiseCommand.class,
      CancelCommand.class,
      EncodeCommand.class,
      DecodeCommand.class,
      InspectCommand.class,
      LiveCommand.class,
      EvalCommand.class,
      CompareCommand.class,
      ReplayCommand.class,
      InfoCommand.class,
      ScenarioCommand.class,
      NetworkCommand.class,
      BenchCommand.class,
      ClockCommand.class,
      GenerateCompletion.class
    })
public final class Silenzio implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "On failure, show where in the code it happened.")
  private boolean stackTrace;

  private Silenzio() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    CommandLine commandLine = commandLine();
    int exitCode = commandLine.execute(arguments);
    // a full disk or a closed pipe behind standard output must not look like success
    boolean lost = commandLine.getOut().checkError() && exitCode == ExitCode.OK;
    System.exit(lost ? ExitCode.SOFTWARE : exitCode);
  }

  static CommandLine commandLine() {
    Silenzio top = new Silenzio();
    return new CommandLine(top)
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              CommandLine commandLine = failure.getCommandLine();
              String command = commandLine.getCommandSpec().qualifiedName();
              commandLine.getErr().println("silenzio: " + Failures.oneLine(failure));
              commandLine.getErr().println("see: " + command + " --help");
              commandLine.getErr().flush();
              return ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              Failures.report(failure, commandLine.getErr(), top.stackTrace);
              return Failures.exitCode(failure);
            });
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
