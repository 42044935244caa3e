package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.silenzio.audio.StreamFormat;

/** Native memory comes and goes with its owner, and a late call never reaches it. */
class OpusLifecycleTest {

  private static final StreamFormat MONO_20MS = new StreamFormat(16_000, 1, 320);

  /** How many lives to lead: 100,000 have been, see the property. */
  private static final int LIVES = Integer.getInteger("silenzio.test.opusLives", 1_000);

  private static final long LIMIT_KIB = 5 * 1_024;

  /** What one life holds is 0.5 MiB: a thousand of them lost would be 500. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void createAndCloseLeaveResidentMemoryFlat() throws IOException {
    live(200);
    long before = residentKib();
    live(LIVES);
    long grown = residentKib() - before;
    assertTrue(grown < LIMIT_KIB, LIVES + " lives left " + grown + " KiB");
  }

  private static void live(int times) {
    float[] silence = new float[320];
    float[][] heard = new float[1][1_920];
    for (int n = 0; n < times; n++) {
      try (OpusEncoder encoder = new OpusEncoder(OpusConfig.defaults(MONO_20MS));
          OpusDecoder decoder = new OpusDecoder(OpusDecoderConfig.defaults(MONO_20MS));
          OpusRepacketizer repacketizer = new OpusRepacketizer();
          OpusDred dred = new OpusDred(16_000)) {
        byte[] packet = new byte[encoder.maxPacketBytes()];
        int length = encoder.encode(silence, 0, packet);
        decoder.decode(packet, 0, length, heard, 0);
        repacketizer.add(packet, 0, length);
        dred.parse(packet, 0, length);
      }
      if (n % 20 == 0) {
        OpusConfig surround = OpusConfig.defaults(new StreamFormat(48_000, 6, 960));
        new OpusMultistreamEncoder(surround).close();
        new OpusMultistreamDecoder(48_000, OpusChannelMapping.surround(6)).close();
      }
    }
    System.gc();
  }

  /** A construction that fails leaves nothing behind either. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void refusedConstructionsLeaveResidentMemoryFlat() throws IOException {
    OpusConfig refused =
        OpusConfig.defaults(new StreamFormat(48_000, 6, 960)).withRedundancyMs(100);
    long before = 0;
    for (int n = 0; n < 120; n++) { // an encoder of six channels is 0.5 MiB
      if (n == 20) {
        before = residentKib();
      }
      assertThrows(OpusException.class, () -> new OpusMultistreamEncoder(refused));
      assertThrows(IllegalArgumentException.class, () -> new OpusEncoder(refused));
      assertThrows(IllegalArgumentException.class, () -> new OpusDred(44_100));
    }
    long grown = residentKib() - before;
    // a hundred of them lost would be 50 MiB; exceptions and their traces take some of the heap
    assertTrue(grown < 3 * LIMIT_KIB, "left " + grown + " KiB");
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** One thread works, another closes as often as it takes: both only ever get the exception. */
  @Test
  void aCloseDuringACallIsRefusedAndACallAfterItToo() throws InterruptedException {
    for (int round = 0; round < 60; round++) {
      OpusEncoder encoder = new OpusEncoder(OpusConfig.defaults(MONO_20MS));
      OpusDecoder decoder = new OpusDecoder(OpusDecoderConfig.defaults(MONO_20MS));
      OpusRepacketizer repacketizer = new OpusRepacketizer();
      OpusMultistreamDecoder surround =
          new OpusMultistreamDecoder(16_000, OpusChannelMapping.surround(2));
      byte[] packet = new byte[encoder.maxPacketBytes()];
      float[] sound = new float[320];
      for (int i = 0; i < sound.length; i++) {
        sound[i] = i % 50 / 100f;
      }
      float[][] heard = new float[2][1_920];
      int which = round % 4;
      Runnable work =
          switch (which) {
            case 0 -> () -> encoder.encode(sound, 0, packet);
            case 1 -> () -> decoder.conceal(heard, 0, 1_920);
            case 2 -> () -> repacketizer.pad(packet.clone(), 1, 1_000);
            default -> () -> surround.conceal(heard, 0, 1_920);
          };
      AutoCloseable owner =
          switch (which) {
            case 0 -> encoder;
            case 1 -> decoder;
            case 2 -> repacketizer;
            default -> surround;
          };
      AtomicBoolean working = new AtomicBoolean();
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread worker =
          new Thread(
              () -> {
                try {
                  while (true) {
                    work.run();
                    working.set(true);
                  }
                } catch (Throwable e) {
                  end.set(e);
                }
              });
      worker.start();
      while (!working.get()) {
        Thread.onSpinWait();
      }
      closeAtLast(owner);
      worker.join();
      assertEquals(IllegalStateException.class, end.get().getClass(), () -> "" + end.get());
      encoder.close();
      decoder.close();
      repacketizer.close();
      surround.close();
    }
  }

  private static void closeAtLast(AutoCloseable owner) {
    while (true) {
      try {
        owner.close();
        return;
      } catch (IllegalStateException busy) {
        Thread.onSpinWait(); // a call is under way
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
