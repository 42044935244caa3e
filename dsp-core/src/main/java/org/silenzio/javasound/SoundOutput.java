package org.silenzio.javasound;

import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;

/**
 * A device to play on, frame by frame. Before the first frame, and after each time that the device
 * ran out of sound, half its buffer is filled with silence: frames may come that much late before
 * it runs out, and are heard that much later.
 */
public final class SoundOutput implements AutoCloseable {

  /** Some frames of 10 ms, of which half wait at most times. */
  public static final int DEFAULT_BUFFER_MS = 40;

  private final SourceDataLine line;
  private final StreamFormat format;
  private final PcmLayout layout;
  private final byte[] bytes;
  private final byte[] cushion;
  private final Tally underruns = new Tally();
  private boolean started;

  /**
   * Takes over a line. [control]
   *
   * @param line open, not started; closed with this
   * @param format frames of the line's rate and channels
   * @throws IllegalArgumentException if the line has another rate or number of channels, or stores
   *     samples in a way that cannot be written
   */
  public SoundOutput(SourceDataLine line, StreamFormat format) {
    SoundInput.checkFits(line.getFormat(), format);
    this.line = line;
    this.format = format;
    this.layout = PcmLayout.of(line.getFormat());
    this.bytes = new byte[format.frameSamples() * layout.frameBytes()];
    int cushionFrames = line.getBufferSize() / layout.frameBytes() / 2;
    AudioFrame silence =
        new AudioFrame(new StreamFormat(format.sampleRateHz(), format.channels(), 1));
    this.cushion = new byte[cushionFrames * layout.frameBytes()];
    byte[] one = new byte[layout.frameBytes()];
    layout.encode(silence, 0, 1, one); // where samples have no sign it is not zero
    for (int i = 0; i < cushion.length; i++) {
      cushion[i] = one[i % one.length];
    }
  }

  /**
   * Opens a device. [control]
   *
   * @param device one of {@link SoundDevices#outputs}
   * @param format the frames to take, of a rate and channels that the device has
   * @param bufferMs the device's buffer, 5 to 2,000 ms, the half of which is delay
   * @return the output
   * @throws LineUnavailableException if the device is taken, or has no such format
   */
  public static SoundOutput open(SoundDevice device, StreamFormat format, int bufferMs)
      throws LineUnavailableException {
    return new SoundOutput(SoundDevices.openOutput(device, format, bufferMs), format);
  }

  /**
   * The frames that this takes. [any]
   *
   * @return the format given at construction
   */
  public StreamFormat format() {
    return format;
  }

  /**
   * Plays a frame. [audio], and blocks while the device's buffer is full; does not allocate
   *
   * @param frame of {@link #format()}, left as it is
   * @return false if the device was closed, by {@link #close} or because it was unplugged
   * @throws IllegalArgumentException if the frame has another format
   */
  public boolean write(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    boolean ranOut = started && line.available() >= line.getBufferSize();
    if (ranOut) {
      underruns.add(1);
    }
    if (!started || ranOut) {
      started = true;
      line.start();
      line.write(cushion, 0, cushion.length);
    }
    layout.encode(frame, 0, format.frameSamples(), bytes);
    return line.write(bytes, 0, bytes.length) == bytes.length;
  }

  /**
   * How often the device ran out of sound: each is a gap that was heard. [any]
   *
   * @return the count since construction
   */
  public long underruns() {
    return underruns.get();
  }

  /**
   * How much the device holds. [any]
   *
   * @return the buffer that the system gave, in milliseconds
   */
  public double bufferMs() {
    return 1_000.0 * line.getBufferSize() / layout.frameBytes() / format.sampleRateHz();
  }

  /** Waits until all that was written is played. [control] */
  public void drain() {
    line.drain();
  }

  /** Lets go of the device at once; a thread in {@link #write} returns. [any] */
  @Override
  public void close() {
    line.stop();
    line.close();
  }
}
