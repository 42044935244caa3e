package org.silenzio.gain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class LevelMeterTest {

  private static LevelReading read(StreamFormat format, float[] sound) {
    AudioFrame frame = new AudioFrame(format);
    int size = format.frameSamples();
    try (LevelMeter meter = new LevelMeter(format)) {
      for (int at = 0; at + size <= sound.length; at += size) {
        for (int c = 0; c < format.channels(); c++) {
          System.arraycopy(sound, at, frame.channel(c), 0, size);
        }
        meter.process(frame);
      }
      return meter.reading();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8000, 1, 80",
    "11025, 1, 441",
    "16000, 2, 160",
    "44100, 2, 512",
    "48000, 1, 480",
    "192000, 1, 23040"
  })
  void aToneOf997HertzReadsItsPower(int rate, int channels, int size) {
    // BS.1770-4: a tone of 997 Hz at full scale reads −3.01 on one channel
    float[] tone = Tones.sine(997, 0.5, rate, 2 * rate);
    LevelReading reading = read(new StreamFormat(rate, channels, size), tone);
    assertEquals(-9.03, reading.momentaryDbfs(), 0.02);
    assertEquals(-6.02, reading.highestPeakDbfs(), 0.05);
  }

  @Test
  void theLastFrameIsMeasuredAlone() {
    float[] sound = new float[960];
    sound[100] = -0.5f;
    for (int i = 480; i < 960; i++) {
      sound[i] = i % 2 == 0 ? 0.1f : -0.1f;
    }
    LevelReading reading = read(StreamFormat.of10Ms(48_000, 1), sound);
    assertEquals(-20, reading.peakDbfs(), 1e-5);
    assertEquals(-20, reading.rmsDbfs(), 1e-5);
    assertEquals(-6.0206, reading.highestPeakDbfs(), 1e-4);
    assertEquals(Double.NEGATIVE_INFINITY, reading.momentaryDbfs(), "not 100 ms yet");
  }

  @Test
  void lowAndHighTonesAreWeighedAsTheStandardsTableDoes() {
    for (double hz : new double[] {40, 100, 500, 2_000, 8_000}) {
      float[] tone = Tones.sine(hz, 0.5, 48_000, 96_000);
      double read = read(StreamFormat.of10Ms(48_000, 1), tone).momentaryDbfs();
      assertEquals(GatedLoudness.of(tone, 48_000), read, 0.05, hz + " Hz");
    }
  }

  @Test
  void poisonIsSilenceAndResetForgets() {
    StreamFormat format = StreamFormat.of10Ms(16_000, 1);
    AudioFrame frame = new AudioFrame(format);
    LevelMeter meter = new LevelMeter(format);
    frame.channel(0)[0] = Float.NaN;
    frame.channel(0)[1] = Float.NEGATIVE_INFINITY;
    frame.channel(0)[2] = 0.1f;
    meter.process(frame);
    assertEquals(-20, meter.reading().peakDbfs(), 1e-5);
    meter.reset();
    LevelReading silence = meter.reading();
    assertEquals(Double.NEGATIVE_INFINITY, silence.highestPeakDbfs());
    assertEquals(Double.NEGATIVE_INFINITY, silence.rmsDbfs());
    meter.close();
    assertThrows(IllegalStateException.class, () -> meter.process(frame));
    assertThrows(IllegalStateException.class, meter::reset);
  }

  @Test
  void doesNotAllocate() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    StreamFormat format = StreamFormat.of10Ms(48_000, 2);
    AudioFrame frame = new AudioFrame(format);
    int[] at = {0};
    try (LevelMeter meter = new LevelMeter(format)) {
      long bytes =
          Allocation.bytes(
              2_000,
              1_000,
              () -> {
                at[0] = (at[0] + 480) % (speech.length - 480);
                System.arraycopy(speech, at[0], frame.channel(1), 0, 480);
                meter.process(frame);
              });
      assertEquals(0, bytes);
    }
  }
}
