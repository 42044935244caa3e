package org.silenzio.testing;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Control;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineListener;

/**
 * A line of a sound card that is not there: as many samples pass as its clock says, through a
 * buffer as large as it was opened with.
 */
abstract class FakeLine implements DataLine {

  private static final long WAIT_NANOS = 500_000;

  private final DataLine.Info info;
  private final FakeClock clock;
  private AudioFormat format;
  private int bufferBytes;
  private long startNanos;
  private volatile boolean open;
  private volatile boolean running;

  FakeLine(DataLine.Info info, FakeClock clock) {
    this.info = info;
    this.clock = clock;
    this.format = info.getFormats().length == 0 ? null : info.getFormats()[0];
  }

  public void open(AudioFormat wanted, int bytes) {
    format = wanted;
    bufferBytes = bytes;
    open = true;
  }

  public void open(AudioFormat wanted) {
    open(wanted, Math.round(wanted.getFrameRate() / 2) * wanted.getFrameSize());
  }

  @Override
  public void open() {
    open(format);
  }

  /** Bytes that the device has taken or given since it began. */
  final long passedBytes() {
    double seconds = running ? (clock.nanos() - startNanos) / 1e9 : 0;
    long frames = (long) (seconds * format.getFrameRate());
    return frames * format.getFrameSize();
  }

  final void await() {
    clock.sleep(WAIT_NANOS);
  }

  /** Begins to count anew, as after an underrun. */
  final void restart() {
    startNanos = clock.nanos();
  }

  @Override
  public void start() {
    if (!running) {
      restart();
      running = true;
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public void close() {
    open = false;
    running = false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isActive() {
    return running;
  }

  @Override
  public AudioFormat getFormat() {
    return format;
  }

  @Override
  public int getBufferSize() {
    return bufferBytes;
  }

  @Override
  public DataLine.Info getLineInfo() {
    return info;
  }

  @Override
  public int getFramePosition() {
    return (int) getLongFramePosition();
  }

  @Override
  public long getLongFramePosition() {
    return passedBytes() / format.getFrameSize();
  }

  @Override
  public long getMicrosecondPosition() {
    return Math.round(1e6 * getLongFramePosition() / format.getFrameRate());
  }

  @Override
  public float getLevel() {
    return AudioSystem.NOT_SPECIFIED;
  }

  @Override
  public void flush() {}

  @Override
  public Control[] getControls() {
    return new Control[0];
  }

  @Override
  public boolean isControlSupported(Control.Type control) {
    return false;
  }

  @Override
  public Control getControl(Control.Type control) {
    throw new IllegalArgumentException("no controls");
  }

  @Override
  public void addLineListener(LineListener listener) {}

  @Override
  public void removeLineListener(LineListener listener) {}
}
