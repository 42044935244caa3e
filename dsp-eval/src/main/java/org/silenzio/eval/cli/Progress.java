package org.silenzio.eval.cli;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.silenzio.eval.run.Denoising;

/** A progress bar on a terminal, nothing elsewhere. */
interface Progress extends Denoising.Progress, AutoCloseable {

  @Override
  void close();

  static Progress of(String task, boolean wanted) {
    return wanted && onTerminal() ? new Bar(task) : new Silent();
  }

  @SuppressWarnings("SystemConsoleNull") // without a terminal some JDKs give null, some a console
  static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** For scripts and logs. */
  final class Silent implements Progress {
    @Override
    public void at(long done, long total) {}

    @Override
    public void close() {}
  }

  /** On standard error, so that results can be piped. */
  final class Bar implements Progress {
    private final ProgressBar bar;

    Bar(String task) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(-1) // unknown yet
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .clearDisplayOnFinish()
              .build();
    }

    @Override
    public void at(long done, long total) {
      bar.maxHint(total);
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
