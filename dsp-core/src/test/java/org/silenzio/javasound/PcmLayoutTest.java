package org.silenzio.javasound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;

class PcmLayoutTest {

  private static final StreamFormat STEREO = new StreamFormat(48_000, 2, 2);

  private static AudioFormat format(Encoding encoding, int bits, boolean bigEndian) {
    return new AudioFormat(encoding, 48_000, bits, 2, 2 * bits / 8, 48_000, bigEndian);
  }

  @ParameterizedTest
  @CsvSource({
    "PCM_SIGNED,   8, 80 00 40 7f",
    "PCM_UNSIGNED, 8, 00 80 c0 ff",
    "PCM_SIGNED,   16, 8000 0000 4000 7fff",
    "PCM_UNSIGNED, 16, 0000 8000 c000 ffff",
    "PCM_SIGNED,   24, 800000 000000 400000 7fffff",
    "PCM_UNSIGNED, 24, 000000 800000 c00000 ffffff",
    "PCM_SIGNED,   32, 80000000 00000000 40000000 7fffffff",
    "PCM_UNSIGNED, 32, 00000000 80000000 c0000000 ffffffff",
    "PCM_FLOAT,    32, bf800000 00000000 3f000000 3f800000",
    "PCM_FLOAT,    64, bff0000000000000 0000000000000000 3fe0000000000000 3ff0000000000000",
  })
  void fullScaleHalfAndSilenceAreWhereTheyShouldBe(String encoding, int bits, String words) {
    for (boolean bigEndian : new boolean[] {true, false}) {
      PcmLayout layout = PcmLayout.of(format(new Encoding(encoding), bits, bigEndian));
      byte[] stored = new byte[4 * bits / 8];
      int at = 0;
      for (String word : words.split(" ", -1)) {
        for (int k = 0; k < bits / 8; k++) {
          int from = bigEndian ? k : bits / 8 - 1 - k;
          stored[at++] = (byte) Integer.parseInt(word.substring(2 * from, 2 * from + 2), 16);
        }
      }
      AudioFrame frame = new AudioFrame(STEREO);
      layout.decode(stored, frame, 2);
      double largest = encoding.equals("PCM_FLOAT") ? 1 : 1 - Math.scalb(1.0, 1 - bits);
      assertArrayEquals(new float[] {-1f, 0.5f}, frame.channel(0));
      assertArrayEquals(new float[] {0f, (float) largest}, frame.channel(1));
      byte[] again = new byte[stored.length];
      frame.channel(1)[1] = 1f;
      layout.encode(frame, 0, 2, again);
      assertArrayEquals(stored, again);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24})
  void integersThatFloatsHoldComeBackAsTheyWere(int bits) {
    StreamFormat format = new StreamFormat(48_000, 2, 500);
    AudioFrame frame = new AudioFrame(format);
    byte[] stored = new byte[2 * 500 * bits / 8];
    new Random(bits).nextBytes(stored);
    for (Encoding encoding : new Encoding[] {Encoding.PCM_SIGNED, Encoding.PCM_UNSIGNED}) {
      PcmLayout layout = PcmLayout.of(format(encoding, bits, false));
      layout.decode(stored, frame, 500);
      byte[] again = new byte[stored.length];
      layout.encode(frame, 0, 500, again);
      assertArrayEquals(stored, again);
    }
  }

  @Test
  void whatDoesNotFitIsHeldAndNanIsSilence() {
    PcmLayout layout = PcmLayout.of(format(Encoding.PCM_SIGNED, 16, false));
    AudioFrame frame = new AudioFrame(STEREO);
    frame.channel(0)[0] = 3f;
    frame.channel(0)[1] = Float.NEGATIVE_INFINITY;
    frame.channel(1)[0] = Float.NaN;
    byte[] bytes = new byte[8];
    layout.encode(frame, 0, 2, bytes);
    ByteBuffer shorts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(Short.MAX_VALUE, shorts.getShort(0));
    assertEquals(0, shorts.getShort(2));
    assertEquals(Short.MIN_VALUE, shorts.getShort(4));
  }

  @Test
  void whatIsNoPcmIsRefusedWithARemedy() {
    for (AudioFormat unfit :
        new AudioFormat[] {
          format(Encoding.ULAW, 8, false),
          format(Encoding.PCM_FLOAT, 16, false),
          new AudioFormat(Encoding.PCM_SIGNED, 48_000, 24, 2, 8, 48_000, false) // padded
        }) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> PcmLayout.of(unfit)).getMessage();
      assertTrue(message.contains("AudioSystem.getAudioInputStream"), message);
    }
  }

  @Test
  void nothingIsAllocated() {
    PcmLayout layout = PcmLayout.of(format(Encoding.PCM_SIGNED, 16, false));
    AudioFrame frame = new AudioFrame(new StreamFormat(48_000, 2, 480));
    byte[] bytes = new byte[4 * 480];
    assertEquals(
        0,
        Allocation.bytes(
            2_000,
            1_000,
            () -> {
              layout.decode(bytes, frame, 480);
              layout.encode(frame, 0, 480, bytes);
            }));
  }
}
