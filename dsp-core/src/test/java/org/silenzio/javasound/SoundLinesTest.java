package org.silenzio.javasound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.FakeClock;
import org.silenzio.testing.FakeSoundCard;

/** Devices by a card whose clock passes only while somebody waits for it. */
class SoundLinesTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(48_000, 2);
  private static final AudioFormat STORED = new AudioFormat(48_000, 16, 2, true, false);

  private final FakeClock clock = FakeClock.ofWaiting();
  private final FakeSoundCard card = new FakeSoundCard(clock);
  private final AudioFrame frame = new AudioFrame(FORMAT);

  /** The microphone with a buffer of 40 ms. */
  private SoundInput input() throws LineUnavailableException {
    TargetDataLine line =
        (TargetDataLine) card.getLine(new DataLine.Info(TargetDataLine.class, STORED));
    line.open(STORED, 4 * 4 * 480);
    return new SoundInput(line, FORMAT);
  }

  /** The loudspeaker with a buffer of 40 ms. */
  private SoundOutput output() throws LineUnavailableException {
    SourceDataLine line =
        (SourceDataLine) card.getLine(new DataLine.Info(SourceDataLine.class, STORED));
    line.open(STORED, 4 * 4 * 480);
    return new SoundOutput(line, FORMAT);
  }

  private void setRamp() {
    float[] ramp = new float[30_000];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i / 32_768f;
    }
    card.setRoom(ramp);
  }

  @Test
  void framesComeInOrderAndInTime() throws LineUnavailableException {
    setRamp();
    try (SoundInput input = input()) {
      clock.sleep(1_000_000_000L); // a call that is long in the making loses nothing
      long begin = clock.nanos();
      for (int n = 0; n < 20; n++) {
        assertTrue(input.read(frame));
        for (int c = 0; c < 2; c++) {
          assertEquals(480 * n / 32_768f, frame.channel(c)[0]);
          assertEquals((480 * n + 479) / 32_768f, frame.channel(c)[479]);
        }
      }
      assertEquals(200e6, (double) (clock.nanos() - begin), 1e6);
      assertEquals(0, input.overruns());
      assertEquals(40, input.bufferMs());
    }
  }

  @Test
  void whatIsFetchedTooLateIsCounted() throws LineUnavailableException {
    setRamp();
    try (SoundInput input = input()) {
      assertTrue(input.read(frame));
      clock.sleep(39_000_000L);
      assertTrue(input.read(frame));
      assertEquals(0, input.overruns(), "the buffer held it");
      clock.sleep(100_000_000L);
      assertTrue(input.read(frame));
      assertEquals(1, input.overruns());
      assertTrue(frame.channel(0)[0] > 2 * 480 / 32_768f, "there is a gap");
      for (int n = 0; n < 10; n++) {
        assertTrue(input.read(frame));
      }
      assertEquals(1, input.overruns());
    }
  }

  @Test
  void aClosedInputSaysSo() throws LineUnavailableException {
    SoundInput input = input();
    assertTrue(input.read(frame));
    input.close();
    assertFalse(input.read(frame));
  }

  @Test
  void whatIsWrittenIsPlayedBehindACushion() throws LineUnavailableException {
    try (SoundOutput output = output()) {
      for (int n = 0; n < 10; n++) {
        for (int i = 0; i < 480; i++) {
          frame.channel(0)[i] = (480 * n + i + 1) / 32_768f;
          frame.channel(1)[i] = -0.5f;
        }
        assertTrue(output.write(frame));
      }
      output.drain();
      assertEquals(120e6, (double) clock.nanos(), 1e6); // ten frames and 20 ms of cushion
      assertEquals(0, output.underruns());
    }
    float[] played = card.playedSound(2);
    assertEquals(12 * 480, played.length);
    for (int i = 0; i < played.length; i++) {
      assertEquals(Math.max(0, i - 959) / 32_768f, played[i], "at " + i);
    }
  }

  @Test
  void anOutputThatRanDryIsCountedAndGetsItsCushionAnew() throws LineUnavailableException {
    try (SoundOutput output = output()) {
      for (int n = 0; n < 5; n++) {
        assertTrue(output.write(frame));
        clock.sleep(10_000_000L);
      }
      assertEquals(0, output.underruns());
      clock.sleep(50_000_000L);
      int before = card.playedSound(2).length;
      assertTrue(output.write(frame));
      assertEquals(1, output.underruns());
      assertEquals(3 * 480, card.playedSound(2).length - before, "a frame and 20 ms");
      clock.sleep(25_000_000L); // late, but not too late
      assertTrue(output.write(frame));
      assertEquals(1, output.underruns());
    }
  }

  @Test
  void aClosedOutputSaysSo() throws LineUnavailableException {
    SoundOutput output = output();
    assertTrue(output.write(frame));
    output.close();
    assertFalse(output.write(frame));
  }

  @Test
  void linesOfAnotherFormatAndFramesOfAnotherShapeAreRefused() throws LineUnavailableException {
    TargetDataLine line =
        (TargetDataLine) card.getLine(new DataLine.Info(TargetDataLine.class, STORED));
    line.open(STORED, 4 * 4 * 480);
    for (StreamFormat unfit :
        List.of(StreamFormat.of10Ms(48_000, 1), StreamFormat.of10Ms(16_000, 2))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new SoundInput(line, unfit))
              .getMessage();
      assertTrue(message.contains("allowed for this line: 48000.0 Hz and 2"), message);
    }
    AudioFrame shorter = new AudioFrame(new StreamFormat(48_000, 2, 120));
    try (SoundInput input = input();
        SoundOutput output = output()) {
      assertThrows(IllegalArgumentException.class, () -> input.read(shorter));
      assertThrows(IllegalArgumentException.class, () -> output.write(shorter));
    }
  }

  @Test
  void nothingIsAllocated() throws LineUnavailableException {
    try (SoundInput input = input();
        SoundOutput output = output()) {
      long overheadOfTheFake = Allocation.bytes(0, 1, () -> {});
      assertEquals(0, overheadOfTheFake);
      assertTrue(input.read(frame) && output.write(frame));
      // the fake keeps what is played, so its array grows: frames in between grow nothing
      long least = Long.MAX_VALUE;
      for (int n = 0; n < 3_000 && least > 0; n++) {
        least =
            Math.min(
                least,
                Allocation.ofOne(
                    () -> {
                      boolean _ = input.read(frame) && output.write(frame);
                    }));
      }
      assertEquals(0, least);
    }
  }

  @Test
  void aDeviceIsFoundByWhatOnlyItsNameHolds() {
    Mixer.Info info = card.getMixerInfo();
    List<SoundDevice> devices =
        List.of(
            new SoundDevice("Headset", "USB", info),
            new SoundDevice("Headset (second)", "USB", info),
            new SoundDevice("Built-in Audio", "PCI", info));
    assertEquals("Built-in Audio", SoundDevices.find(devices, "audio").name());
    assertEquals("Headset", SoundDevices.find(devices, "headset").name(), "a whole name wins");
    assertEquals("Headset (second)", SoundDevices.find(devices, "SECOND").name());
    for (String unfit : List.of("head", "webcam")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> SoundDevices.find(devices, unfit))
              .getMessage();
      assertTrue(message.contains("'Built-in Audio'"), message);
    }
  }
}
