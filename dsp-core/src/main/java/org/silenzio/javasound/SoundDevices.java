package org.silenzio.javasound;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.silenzio.audio.StreamFormat;

/** The devices that Java Sound has here. Stateless; asks the system each time. [control] */
public final class SoundDevices {

  private static final int MIN_BUFFER_MS = 5;
  private static final int MAX_BUFFER_MS = 2_000;

  private SoundDevices() {}

  /**
   * What sound can be recorded from.
   *
   * @return the devices in the system's order, the default first; empty where there is none
   */
  public static List<SoundDevice> inputs() {
    return having(TargetDataLine.class);
  }

  /**
   * What sound can be played on.
   *
   * @return the devices in the system's order, the default first; empty where there is none
   */
  public static List<SoundDevice> outputs() {
    return having(SourceDataLine.class);
  }

  private static List<SoundDevice> having(Class<? extends DataLine> kind) {
    Line.Info wanted = new Line.Info(kind);
    return Arrays.stream(AudioSystem.getMixerInfo())
        .filter(info -> AudioSystem.getMixer(info).isLineSupported(wanted))
        .map(SoundDevice::of)
        .toList();
  }

  /**
   * The device that a user means.
   *
   * @param devices those to choose from
   * @param wanted a whole name, or a part that only one name has; case does not matter
   * @return the device
   * @throws IllegalArgumentException if none or several fit; the message lists the names
   */
  public static SoundDevice find(List<SoundDevice> devices, String wanted) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    List<SoundDevice> whole =
        devices.stream().filter(device -> device.name().equalsIgnoreCase(wanted)).toList();
    List<SoundDevice> part =
        devices.stream()
            .filter(device -> device.name().toLowerCase(Locale.ROOT).contains(lower))
            .toList();
    List<SoundDevice> fitting = whole.isEmpty() ? part : whole;
    if (fitting.size() != 1) {
      throw new IllegalArgumentException(
          "device is '"
              + wanted
              + "', which "
              + (fitting.isEmpty() ? "no" : "more than one")
              + " name holds; allowed: "
              + devices.stream().map(device -> "'" + device.name() + "'").toList());
    }
    return fitting.getFirst();
  }

  /** Opens what a device has for recording, with a buffer of about the size asked for. */
  static TargetDataLine openInput(SoundDevice device, StreamFormat format, int bufferMs)
      throws LineUnavailableException {
    AudioFormat stored = storable(device, TargetDataLine.class, format, bufferMs);
    TargetDataLine line =
        (TargetDataLine) line(device, new DataLine.Info(TargetDataLine.class, stored));
    line.open(stored, bufferBytes(stored, bufferMs));
    return line;
  }

  /** Opens what a device has for playing, with a buffer of about the size asked for. */
  static SourceDataLine openOutput(SoundDevice device, StreamFormat format, int bufferMs)
      throws LineUnavailableException {
    AudioFormat stored = storable(device, SourceDataLine.class, format, bufferMs);
    SourceDataLine line =
        (SourceDataLine) line(device, new DataLine.Info(SourceDataLine.class, stored));
    line.open(stored, bufferBytes(stored, bufferMs));
    return line;
  }

  private static Line line(SoundDevice device, DataLine.Info info) throws LineUnavailableException {
    return AudioSystem.getMixer(device.mixer()).getLine(info);
  }

  private static int bufferBytes(AudioFormat format, int bufferMs) {
    return Math.round(format.getSampleRate() * bufferMs / 1_000f) * format.getFrameSize();
  }

  /**
   * How the device can take samples of that rate and these channels; 16 bits if it has the choice.
   */
  private static AudioFormat storable(
      SoundDevice device, Class<? extends DataLine> kind, StreamFormat format, int bufferMs)
      throws LineUnavailableException {
    if (bufferMs < MIN_BUFFER_MS || bufferMs > MAX_BUFFER_MS) {
      throw new IllegalArgumentException(
          "bufferMs is " + bufferMs + ", allowed: " + MIN_BUFFER_MS + " to " + MAX_BUFFER_MS);
    }
    Mixer mixer = AudioSystem.getMixer(device.mixer());
    List<AudioFormat> ways =
        List.of(
            stored(format, Encoding.PCM_SIGNED, Short.SIZE, false),
            stored(format, Encoding.PCM_SIGNED, Short.SIZE, true),
            stored(format, Encoding.PCM_SIGNED, 24, false),
            stored(format, Encoding.PCM_SIGNED, Integer.SIZE, false),
            stored(format, Encoding.PCM_FLOAT, Float.SIZE, false));
    for (AudioFormat way : ways) {
      if (mixer.isLineSupported(new DataLine.Info(kind, way))) {
        return way;
      }
    }
    throw new LineUnavailableException(
        "'"
            + device.name()
            + "' offers none of 16, 24, 32 bits and float at "
            + format.sampleRateHz()
            + " Hz with "
            + format.channels()
            + " channels; try another rate, number of channels or device");
  }

  private static AudioFormat stored(
      StreamFormat format, Encoding encoding, int bits, boolean bigEndian) {
    return new AudioFormat(
        encoding,
        format.sampleRateHz(),
        bits,
        format.channels(),
        format.channels() * bits / 8,
        format.sampleRateHz(),
        bigEndian);
  }
}
