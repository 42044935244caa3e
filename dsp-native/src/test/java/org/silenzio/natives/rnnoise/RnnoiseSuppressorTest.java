package org.silenzio.natives.rnnoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.rnnoise.rnnoise_h;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.RnnoiseContract;

@ExtendWith(NeedsRnnoise.class)
class RnnoiseSuppressorTest extends RnnoiseContract {

  @Override
  protected NoiseSuppressor create(NoiseSuppressorConfig config) {
    return new RnnoiseProvider().create(config);
  }

  @Test
  void equalsTheCLibraryDrivenDirectly() {
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    float[] expected = byTheCLibrary(noisy);
    float[] denoised;
    try (NoiseSuppressor suppressor = new RnnoiseProvider().create(FULL)) {
      denoised = denoise(suppressor, noisy);
    }
    assertArrayEquals(expected, denoised, 1e-6f);
  }

  /** The C library without anything of ours but its binding. */
  private static float[] byTheCLibrary(float[] input) {
    float[] output = new float[input.length];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = rnnoise_h.rnnoise_create(MemorySegment.NULL);
      MemorySegment in = arena.allocate(ValueLayout.JAVA_FLOAT, FRAME);
      MemorySegment out = arena.allocate(ValueLayout.JAVA_FLOAT, FRAME);
      for (int at = 0; at + FRAME <= input.length; at += FRAME) {
        for (int i = 0; i < FRAME; i++) {
          in.setAtIndex(ValueLayout.JAVA_FLOAT, i, input[at + i] * 32_768f);
        }
        rnnoise_h.rnnoise_process_frame(state, out, in);
        for (int i = 0; i < FRAME; i++) {
          output[at + i] = out.getAtIndex(ValueLayout.JAVA_FLOAT, i) / 32_768f;
        }
      }
      rnnoise_h.rnnoise_destroy(state);
    }
    return output;
  }

  @Test
  void closingDuringCallsNeverCrashes() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      NoiseSuppressor suppressor = new RnnoiseProvider().create(FULL);
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread audio =
          Thread.ofPlatform()
              .start(
                  () -> {
                    AudioFrame frame = new AudioFrame(MONO);
                    try {
                      while (true) {
                        suppressor.process(frame);
                      }
                    } catch (IllegalStateException e) {
                      end.set(e);
                    }
                  });
      Thread.sleep(1);
      boolean closed = false;
      while (!closed) {
        try {
          suppressor.close();
          closed = true;
        } catch (IllegalStateException e) {
          Thread.onSpinWait(); // refused: a call is under way
        }
      }
      audio.join();
      assertTrue(end.get() instanceof IllegalStateException);
    }
  }

  /** A close that comes during a call is refused as a whole: no channel may be gone. */
  @Test
  void aRefusedCloseLeavesAllChannelsAlive() throws InterruptedException {
    StreamFormat stereo = StreamFormat.of10Ms(48_000, 2);
    int refused = 0;
    for (int round = 0; round < 60; round++) {
      NoiseSuppressor suppressor = new RnnoiseProvider().create(FULL.withFormat(stereo));
      AtomicReference<Boolean> stop = new AtomicReference<>(false);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread audio =
          Thread.ofPlatform()
              .start(
                  () -> {
                    AudioFrame frame = new AudioFrame(stereo);
                    try {
                      while (!stop.get()) {
                        suppressor.process(frame);
                      }
                    } catch (IllegalStateException e) {
                      failure.set(e);
                    }
                  });
      Thread.sleep(1);
      boolean wasRefused = false;
      try {
        suppressor.close();
      } catch (IllegalStateException e) {
        wasRefused = true;
        refused++;
      }
      stop.set(true);
      audio.join();
      if (wasRefused) {
        suppressor.process(new AudioFrame(stereo));
        assertNull(failure.get());
        suppressor.close();
      }
      assertThrows(IllegalStateException.class, () -> suppressor.process(new AudioFrame(stereo)));
    }
    assertTrue(refused > 0, "the race never happened");
  }

  /** Found as a service, on the class path and on the module path, and adapted to the stream. */
  @Test
  void servesA16KilohertzStreamWithItsStatedDelay() {
    float[] clean = Recordings.load("austen16_clean.wav");
    StreamFormat format = StreamFormat.of10Ms(16_000, 1);
    try (NoiseSuppressor suppressor =
        NoiseSuppressors.create(
            NoiseSuppressorConfig.defaults(format)
                .withImplementation(Implementation.NATIVE)
                .withMaxAttenuationDb(0))) {
      assertEquals(320 + 2 * 64, suppressor.latencySamples());
      AudioFrame frame = new AudioFrame(format);
      double error = 0;
      double power = 0;
      for (int at = 0; at + 160 <= clean.length; at += 160) {
        System.arraycopy(clean, at, frame.channel(0), 0, 160);
        suppressor.process(frame);
        for (int i = 0; i < 160 && at >= 3_200; i++) {
          double expected = clean[at + i - suppressor.latencySamples()];
          error += Math.pow(frame.channel(0)[i] - expected, 2);
          power += expected * expected;
        }
      }
      // the recording ends at 6 kHz, inside the resampler's pass band
      assertTrue(Decibels.fromPower(error / power) < -50);
    }
  }
}
