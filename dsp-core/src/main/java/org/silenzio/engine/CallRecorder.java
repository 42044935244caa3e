package org.silenzio.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * Records all that decides what the capture becomes, and what it became: the audio thread copies
 * into frames made beforehand, a thread of its own writes them to a {@link CallFolder}. It ends by
 * itself at the length that was asked for, or when the disk does not keep pace: what came before
 * can still be replayed, what came behind a gap could not.
 *
 * <p>[audio] the tap's methods. [control] {@link #start}, {@link #close}.
 */
final class CallRecorder implements CaptureTap, AutoCloseable {

  private static final Logger LOG = System.getLogger(CallRecorder.class.getName());

  /** What may wait for the disk: 3 s. */
  private static final int CAPACITY_FRAMES = 300;

  private static final long REST_NANOS = 50_000_000;
  private static final long JOIN_MS = 10_000;

  private final CallEventQueue queue;
  private final long mostFrames;
  private final Thread thread;
  private RecordedFrame open; // null: not recording
  private boolean pendingReset;
  private long seen;
  private volatile CallFolder folder; // null: not started
  private volatile boolean full;
  private volatile boolean stopped;
  private volatile boolean failed;

  /**
   * Makes a recorder that waits for its start. [control]
   *
   * @param format the engine's frames on the capture side
   * @param farEnd the far end's frames
   * @param mostFrames where it ends
   */
  CallRecorder(StreamFormat format, StreamFormat farEnd, long mostFrames) {
    this.mostFrames = mostFrames;
    queue = new CallEventQueue(format, farEnd, CAPACITY_FRAMES);
    thread = new Thread(this::write, "silenzio-recorder");
    thread.setDaemon(true);
  }

  /**
   * Begins with the next frame: the chain must know nothing yet.
   *
   * @param into is written to, and closed by this
   */
  void start(CallFolder into) {
    folder = into;
    thread.start();
  }

  @Override
  public void before(AudioFrame frame, AudioFrame farEnd, EngineSettings settings) {
    open = null;
    if (folder == null || full) {
      return;
    }
    RecordedFrame next = seen < mostFrames ? queue.next() : null;
    if (next == null) {
      full = true;
      return;
    }
    next.begin(frame, farEnd, settings, pendingReset);
    pendingReset = false;
    open = next;
  }

  @Override
  public void standby(int level) {
    if (open != null) {
      open.standby = level;
    }
  }

  @Override
  public void takeOver(int level) {
    if (open != null) {
      open.takeOver = level;
    }
  }

  @Override
  public void after(AudioFrame frame) {
    if (open != null) {
      open.output.copyFrom(frame);
      queue.publish();
      open = null;
      seen++;
    }
  }

  @Override
  public void reset() {
    pendingReset = folder != null;
  }

  private void write() {
    while (!stopped && !failed) {
      drain();
      LockSupport.parkNanos(REST_NANOS); // not to be interrupted: that would close the files
    }
    drain();
  }

  private void drain() {
    try {
      boolean any = false;
      for (RecordedFrame frame = queue.peek(); frame != null && !failed; frame = queue.peek()) {
        folder.write(frame);
        queue.release();
        any = true;
      }
      if (any) {
        folder.flush();
      }
    } catch (IOException | UncheckedIOException e) {
      failed = true;
      full = true;
      LOG.log(Level.WARNING, "the call is no longer recorded to " + folder.path(), e);
    }
  }

  /** Writes what waits and ends. Once no frame comes any more. */
  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      folder.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the recording in " + folder.path() + " was not ended", e);
    }
  }
}
