package org.silenzio.eval.run;

import java.util.function.Consumer;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoStatistics;
import org.silenzio.eval.report.CancelTrack;

/** Notes what a canceller tells of itself while a recording passes through it. */
final class StatisticsTrack implements Consumer<EchoCanceller> {

  private final int samples;
  private final int frameSamples;
  private final double momentSamples;
  private final CancelTrack track;
  private long done;
  private int next;
  private EchoStatistics atEnd;

  /**
   * Prepares for a recording.
   *
   * @param sampleRateHz samples per second
   * @param samples how long it is; frames behind its end are not looked at
   * @param frameSamples the canceller's frames
   */
  StatisticsTrack(int sampleRateHz, int samples, int frameSamples) {
    this.samples = samples;
    this.frameSamples = frameSamples;
    this.momentSamples = sampleRateHz * CancelTrack.STEP_MS / 1_000.0;
    int moments = (int) Math.ceil(samples / momentSamples);
    this.track =
        new CancelTrack(
            new double[moments], new double[moments], new double[moments], new double[moments]);
  }

  /** Looks at the canceller after a frame. */
  @Override
  public void accept(EchoCanceller canceller) {
    if (atEnd != null) {
      return;
    }
    done += frameSamples;
    boolean isLast = done >= samples;
    if (!isLast && done < (next + 1) * momentSamples) {
      return;
    }
    EchoStatistics now = canceller.statistics();
    while (next < track.delayMs().length && (isLast || done >= (next + 1) * momentSamples)) {
      note(now);
    }
    if (isLast) {
      atEnd = now;
    }
  }

  private void note(EchoStatistics now) {
    track.enhancementDb()[next] = now.returnLossEnhancementDb();
    track.linearEnhancementDb()[next] = now.linearReturnLossEnhancementDb();
    track.delayMs()[next] = now.delayMs();
    // a drift is the delay's: without one it says nothing
    track.driftPpm()[next] = Double.isNaN(now.delayMs()) ? Double.NaN : now.driftPpm();
    next++;
  }

  CancelTrack track() {
    return track;
  }

  /** What it told when the recording had passed. */
  EchoStatistics atEnd() {
    return atEnd;
  }
}
