package org.silenzio.javasound;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;

/**
 * A device to record from, frame by frame. The device begins with the first frame asked for, so
 * that nothing is lost while a call is still being made ready.
 */
public final class SoundInput implements AutoCloseable {

  /** Some frames of 10 ms: a thread that is late by two loses nothing. */
  public static final int DEFAULT_BUFFER_MS = 40;

  private final TargetDataLine line;
  private final StreamFormat format;
  private final PcmLayout layout;
  private final byte[] bytes;
  private final Tally overruns = new Tally();
  private boolean started;

  /**
   * Takes over a line. [control]
   *
   * @param line open, not started; closed with this
   * @param format frames of the line's rate and channels
   * @throws IllegalArgumentException if the line has another rate or number of channels, or stores
   *     samples in a way that cannot be read
   */
  public SoundInput(TargetDataLine line, StreamFormat format) {
    checkFits(line.getFormat(), format);
    this.line = line;
    this.format = format;
    this.layout = PcmLayout.of(line.getFormat());
    this.bytes = new byte[format.frameSamples() * layout.frameBytes()];
  }

  static void checkFits(AudioFormat stored, StreamFormat format) {
    if (stored.getSampleRate() != format.sampleRateHz()
        || stored.getChannels() != format.channels()) {
      throw new IllegalArgumentException(
          "format is "
              + format
              + ", allowed for this line: "
              + stored.getSampleRate()
              + " Hz and "
              + stored.getChannels()
              + " channels");
    }
  }

  /**
   * Opens a device. [control]
   *
   * @param device one of {@link SoundDevices#inputs}
   * @param format the frames to give, of a rate and channels that the device has
   * @param bufferMs how much the device keeps for a thread that comes late, 5 to 2,000 ms; it adds
   *     no delay to one that comes in time
   * @return the input
   * @throws LineUnavailableException if the device is taken, or has no such format
   */
  public static SoundInput open(SoundDevice device, StreamFormat format, int bufferMs)
      throws LineUnavailableException {
    return new SoundInput(SoundDevices.openInput(device, format, bufferMs), format);
  }

  /**
   * The frames that this gives. [any]
   *
   * @return the format given at construction
   */
  public StreamFormat format() {
    return format;
  }

  /**
   * Waits for the next frame. [audio], and blocks as long as the device takes; does not allocate
   *
   * @param frame of {@link #format()}, receives the sound
   * @return false if the device was closed, by {@link #close} or because it was unplugged: the
   *     frame is left as it is
   * @throws IllegalArgumentException if the frame has another format
   */
  public boolean read(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    if (!started) {
      started = true;
      line.start();
    } else if (line.available() >= line.getBufferSize()) {
      overruns.add(1); // full: what came since has been lost
    }
    int got = 0;
    while (got < bytes.length) {
      int more = line.read(bytes, got, bytes.length - got);
      if (more <= 0) {
        return false;
      }
      got += more;
    }
    layout.decode(bytes, frame, format.frameSamples());
    return true;
  }

  /**
   * Frames before which the device's buffer had run over: some sound before them is lost. [any]
   *
   * @return the count since construction
   */
  public long overruns() {
    return overruns.get();
  }

  /**
   * How much the device keeps. [any]
   *
   * @return the buffer that the system gave, in milliseconds
   */
  public double bufferMs() {
    return 1_000.0 * line.getBufferSize() / layout.frameBytes() / format.sampleRateHz();
  }

  /** Lets go of the device; a thread in {@link #read} returns. [any] */
  @Override
  public void close() {
    line.stop();
    line.close();
  }
}
