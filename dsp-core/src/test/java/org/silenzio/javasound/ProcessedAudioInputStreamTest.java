package org.silenzio.javasound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class ProcessedAudioInputStreamTest {

  private static final int SAMPLES = 5_000;
  private static final int LATENCY = 333;

  /** Turns the sign and is late: what a stream makes of it is known to the last bit. */
  private static final class LateMirror implements FrameProcessor {
    private final StreamFormat format;
    private final float[][] past;
    private int at;
    private boolean closed;

    LateMirror(StreamFormat format) {
      this.format = format;
      this.past = new float[format.channels()][LATENCY];
    }

    @Override
    public StreamFormat format() {
      return format;
    }

    @Override
    public void process(AudioFrame frame) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      int next = at;
      for (int c = 0; c < past.length; c++) {
        next = at;
        float[] samples = frame.channel(c);
        for (int i = 0; i < samples.length; i++) {
          float late = past[c][next];
          past[c][next] = -samples[i];
          samples[i] = late;
          next = (next + 1) % LATENCY;
        }
      }
      at = next;
    }

    @Override
    public void reset() {
      throw new AssertionError("nobody asked");
    }

    @Override
    public int latencySamples() {
      return LATENCY;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final AudioFormat MONO16 = new AudioFormat(48_000, 16, 1, true, false);

  private final byte[] original = new byte[2 * SAMPLES];
  private final byte[] mirrored = new byte[2 * SAMPLES];
  private final LateMirror mirror = new LateMirror(new StreamFormat(48_000, 1, 480));

  ProcessedAudioInputStreamTest() {
    Random random = new Random(7);
    for (int i = 0; i < SAMPLES; i++) {
      int value = random.nextInt(-32_767, 32_768);
      original[2 * i] = (byte) value;
      original[2 * i + 1] = (byte) (value >> 8);
      mirrored[2 * i] = (byte) -value;
      mirrored[2 * i + 1] = (byte) (-value >> 8);
    }
  }

  private AudioInputStream source(long samples) {
    return new AudioInputStream(new ByteArrayInputStream(original), MONO16, samples);
  }

  private ProcessedAudioInputStream stream() {
    return new ProcessedAudioInputStream(source(SAMPLES), mirror);
  }

  @Test
  void soundLiesWhereItLayAndIsAsLong() throws IOException {
    try (AudioInputStream stream = stream()) {
      assertEquals(SAMPLES, stream.getFrameLength());
      assertEquals(MONO16, stream.getFormat());
      assertArrayEquals(mirrored, stream.readAllBytes());
      assertEquals(-1, stream.read(new byte[100]));
    }
  }

  @Test
  void aStreamOfUnknownLengthIsAsLongAsItTurnsOutToBe() throws IOException {
    AudioInputStream endless = source(AudioSystem.NOT_SPECIFIED);
    try (AudioInputStream stream = new ProcessedAudioInputStream(endless, mirror)) {
      assertEquals(AudioSystem.NOT_SPECIFIED, stream.getFrameLength());
      assertArrayEquals(mirrored, stream.readAllBytes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8, true, false",
    "16, true, true",
    "24, true, false",
    "24, true, true",
    "32, true, false",
  })
  void everyLayoutGoesThroughMonoAndStereo(int bits, boolean signed, boolean bigEndian)
      throws IOException {
    for (int channels = 1; channels <= 2; channels++) {
      AudioFormat format = new AudioFormat(44_100, bits, channels, signed, bigEndian);
      // of the JDK's own making: its conversion from 16 bits and back is the truth
      AudioFormat plain = new AudioFormat(44_100, 16, channels, true, false);
      byte[] wide = converted(original, plain, format);
      byte[] expected = converted(mirrored, plain, format);
      AudioInputStream source =
          new AudioInputStream(
              new ByteArrayInputStream(wide), format, wide.length / format.getFrameSize());
      LateMirror processor = new LateMirror(new StreamFormat(44_100, channels, 441));
      try (AudioInputStream stream = new ProcessedAudioInputStream(source, processor)) {
        byte[] actual = stream.readAllBytes();
        assertEquals(expected.length, actual.length);
        byte[] a = converted(expected, format, plain);
        byte[] b = converted(actual, format, plain);
        int step = bits == 8 ? 300 : 1; // a step of 8 bits, for the JDK takes full scale for 127
        for (int i = 0; i < a.length; i += 2) {
          assertEquals(word(a, i), word(b, i), step, "at " + i);
        }
      }
    }
  }

  private static int word(byte[] bytes, int at) {
    return (short) ((bytes[at] & 0xff) | (bytes[at + 1] << 8));
  }

  private static byte[] converted(byte[] bytes, AudioFormat from, AudioFormat to)
      throws IOException {
    AudioInputStream stream =
        new AudioInputStream(
            new ByteArrayInputStream(bytes), from, bytes.length / from.getFrameSize());
    return AudioSystem.getAudioInputStream(to, stream).readAllBytes();
  }

  @Test
  void smallReadsAndSkipsMoveAlongTheSameSound() throws IOException {
    try (AudioInputStream stream = stream()) {
      Random random = new Random(3);
      int position = 0;
      while (position < mirrored.length) {
        int wanted = 2 * random.nextInt(1, 700);
        if (random.nextBoolean()) {
          byte[] piece = new byte[wanted];
          int got = stream.read(piece);
          assertTrue(got > 0);
          assertArrayEquals(
              Arrays.copyOfRange(mirrored, position, position + got), Arrays.copyOf(piece, got));
          position += got;
        } else {
          long skipped = stream.skip(wanted);
          assertTrue(skipped >= 0 && skipped <= wanted);
          position += (int) skipped;
        }
      }
      assertEquals(0, stream.skip(2));
    }
  }

  @Test
  void markAndResetGiveTheSameBytesAgain() throws IOException {
    try (AudioInputStream stream = stream()) {
      assertTrue(stream.markSupported());
      stream.readNBytes(1_000);
      stream.mark(6_000);
      byte[] once = stream.readNBytes(5_000);
      stream.reset();
      assertArrayEquals(once, stream.readNBytes(5_000));
      assertArrayEquals(
          Arrays.copyOfRange(mirrored, 6_000, mirrored.length), stream.readAllBytes());
    }
  }

  @Test
  void whatIsAvailableComesWithoutAskingTheSourceForMoreThanItHas() throws IOException {
    int[] ready = {0};
    InputStream slow =
        new ByteArrayInputStream(original) {
          @Override
          public synchronized int available() {
            return Math.min(ready[0], super.available());
          }

          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            assertTrue(length <= ready[0], "would block");
            ready[0] -= length;
            return super.read(to, offset, length);
          }
        };
    AudioInputStream source = new AudioInputStream(slow, MONO16, SAMPLES);
    try (AudioInputStream stream = new ProcessedAudioInputStream(source, mirror)) {
      assertEquals(0, stream.available());
      ready[0] = 959; // not yet a frame
      assertEquals(0, stream.available());
      ready[0] = 2 * 960 + 100;
      int available = stream.available();
      assertEquals(2 * 960 - 2 * LATENCY, available);
      byte[] got = stream.readNBytes(available);
      assertArrayEquals(Arrays.copyOf(mirrored, available), got);
      assertEquals(0, stream.available());
    }
  }

  @Test
  void closingClosesSourceAndProcessorAndLaterReadsAreRefused() throws IOException {
    boolean[] sourceClosed = {false};
    InputStream bytes =
        new ByteArrayInputStream(original) {
          @Override
          public void close() {
            sourceClosed[0] = true;
          }
        };
    AudioInputStream stream =
        new ProcessedAudioInputStream(new AudioInputStream(bytes, MONO16, SAMPLES), mirror);
    stream.readNBytes(100);
    assertFalse(mirror.closed);
    stream.close();
    stream.close();
    assertTrue(mirror.closed && sourceClosed[0]);
    assertThrows(IOException.class, () -> stream.readNBytes(20_000));
  }

  @Test
  void otherRatesAndChannelsAreRefused() {
    LateMirror stereo = new LateMirror(new StreamFormat(48_000, 2, 480));
    LateMirror slower = new LateMirror(new StreamFormat(16_000, 1, 160));
    for (FrameProcessor unfit : new FrameProcessor[] {stereo, slower}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new ProcessedAudioInputStream(source(SAMPLES), unfit));
    }
  }

  @Test
  void aRecordingIsDenoisedByWhateverReadsStreams() throws Exception {
    float[] clean = Recordings.load("austen16_clean.wav");
    try (AudioInputStream file =
            AudioSystem.getAudioInputStream(
                Recordings.path("austen16_vinyl_snr10_noisy.wav").toFile());
        AudioInputStream stream = ProcessedAudioInputStream.denoised(file)) {
      ByteArrayOutputStream wav = new ByteArrayOutputStream();
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, wav);
      float[] denoised = new float[clean.length];
      float[] noisy = Recordings.load("austen16_vinyl_snr10_noisy.wav");
      byte[] bytes = wav.toByteArray();
      for (int i = 0; i < denoised.length; i++) {
        denoised[i] = word(bytes, 44 + 2 * i) / 32_768f;
      }
      double before = Tones.power(noisy, 4_000, 12_000); // before the first word
      double after = Tones.power(denoised, 4_000, 12_000);
      assertTrue(10 * Math.log10(before / after) > 15, before + " to " + after);
      assertTrue(correlation(clean, denoised, 0) > 0.9, "in time with the original");
      assertTrue(correlation(clean, denoised, 40) < 0.9);
    }
  }

  private static double correlation(float[] a, float[] b, int lag) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 24_000; i < 96_000; i++) {
      ab += a[i] * b[i + lag];
      aa += a[i] * a[i];
      bb += b[i + lag] * b[i + lag];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
