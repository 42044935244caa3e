package org.silenzio.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Control;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineListener;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/**
 * A sound card that is not there, 16 bits, one or two channels, 8 to 48 kHz: for programs that want
 * a microphone and a loudspeaker. What the microphone hears, over and over, the test says; what was
 * played, the test reads.
 */
public final class FakeSoundCard implements Mixer {

  private static final String NAME = "Silent Room";

  private static final FakeSoundCard REGISTERED = new FakeSoundCard(FakeClock.real());

  private static final int[] RATES_HZ = {8_000, 16_000, 44_100, 48_000};

  private final Mixer.Info info = new FakeInfo();
  private final FakeClock clock;
  private final ByteArrayOutputStream played = new ByteArrayOutputStream();
  private float[] room = {0f};

  /** A card of a test's own. */
  public FakeSoundCard(FakeClock clock) {
    this.clock = clock;
  }

  /** The one that {@link AudioSystem} finds where {@link FakeSoundCards} is registered. */
  public static FakeSoundCard registered() {
    return REGISTERED;
  }

  private static final class FakeInfo extends Mixer.Info {
    FakeInfo() {
      super(NAME, "Silenzio", "a sound card for tests", "1");
    }
  }

  /** What the microphone hears from its start on, in all of its channels, over and over. */
  public synchronized void setRoom(float[] sound) {
    room = sound.clone();
  }

  /** Forgets what was played. */
  public synchronized void clear() {
    played.reset();
  }

  /** The first channel of what was played, cushions of silence and all. */
  public synchronized float[] playedSound(int channels) {
    byte[] bytes = played.toByteArray();
    float[] sound = new float[bytes.length / 2 / channels];
    for (int i = 0; i < sound.length; i++) {
      int at = 2 * channels * i;
      sound[i] = (short) ((bytes[at] & 0xff) | (bytes[at + 1] << 8)) / 32_768f;
    }
    return sound;
  }

  FakeClock clock() {
    return clock;
  }

  synchronized void heard(long position, byte[] to, int offset, int count, AudioFormat format) {
    for (int k = 0; k < count; k++) {
      long at = position + k;
      long sample = at / format.getFrameSize();
      int value = Math.round(32_768f * room[(int) (sample % room.length)]);
      to[offset + k] = (byte) (at % 2 == 0 ? value : value >> 8);
    }
  }

  synchronized void played(byte[] from, int offset, int count) {
    played.write(from, offset, count);
  }

  private static DataLine.Info lines(Class<? extends DataLine> kind) {
    AudioFormat[] formats =
        Arrays.stream(RATES_HZ)
            .boxed()
            .flatMap(
                rate ->
                    Stream.of(
                        new AudioFormat(rate, 16, 1, true, false),
                        new AudioFormat(rate, 16, 2, true, false)))
            .toArray(AudioFormat[]::new);
    return new DataLine.Info(kind, formats, 64, 1 << 20);
  }

  @Override
  public Mixer.Info getMixerInfo() {
    return info;
  }

  @Override
  public Line.Info[] getSourceLineInfo() {
    return new Line.Info[] {lines(SourceDataLine.class)};
  }

  @Override
  public Line.Info[] getTargetLineInfo() {
    return new Line.Info[] {lines(TargetDataLine.class)};
  }

  @Override
  public Line.Info[] getSourceLineInfo(Line.Info wanted) {
    return matching(getSourceLineInfo(), wanted);
  }

  @Override
  public Line.Info[] getTargetLineInfo(Line.Info wanted) {
    return matching(getTargetLineInfo(), wanted);
  }

  private static Line.Info[] matching(Line.Info[] all, Line.Info wanted) {
    return Arrays.stream(all).filter(wanted::matches).toArray(Line.Info[]::new);
  }

  @Override
  public boolean isLineSupported(Line.Info wanted) {
    return getSourceLineInfo(wanted).length + getTargetLineInfo(wanted).length > 0;
  }

  @Override
  public Line getLine(Line.Info wanted) throws LineUnavailableException {
    if (!isLineSupported(wanted)) {
      throw new LineUnavailableException("not supported: " + wanted);
    }
    DataLine.Info line = (DataLine.Info) wanted;
    return line.getLineClass() == TargetDataLine.class
        ? new FakeMicrophone(line, this)
        : new FakeLoudspeaker(line, this);
  }

  @Override
  public int getMaxLines(Line.Info wanted) {
    return AudioSystem.NOT_SPECIFIED;
  }

  @Override
  public Line[] getSourceLines() {
    return new Line[0];
  }

  @Override
  public Line[] getTargetLines() {
    return new Line[0];
  }

  @Override
  public void synchronize(Line[] lines, boolean maintainSync) {
    throw new IllegalArgumentException("cannot");
  }

  @Override
  public void unsynchronize(Line[] lines) {}

  @Override
  public boolean isSynchronizationSupported(Line[] lines, boolean maintainSync) {
    return false;
  }

  @Override
  public Line.Info getLineInfo() {
    return new Line.Info(Mixer.class);
  }

  @Override
  public void open() {}

  @Override
  public void close() {}

  @Override
  public boolean isOpen() {
    return true;
  }

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
