package org.silenzio.natives.rnnoise;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.silenzio.bindings.rnnoise.rnnoise_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.noise.MonoDenoiser;

/**
 * One state of the C library: one mono stream at 48 kHz, in frames of 10 ms. Plain calls, no checks
 * of the samples. It lives as long as the arena it is created in: a call after the arena's close
 * throws {@link IllegalStateException}, and so does a close during a call.
 */
final class RnnoiseState implements MonoDenoiser {

  /** The only rate that the network knows. */
  static final int SAMPLE_RATE_HZ = 48_000;

  /** The only frame size: 10 ms. */
  static final int FRAME_SAMPLES = 480;

  /** The C library takes floats on the scale of 16-bit integers, which its header does not say. */
  private static final float PCM16_SCALE = 32_768f;

  private final MemorySegment pcm;
  private final MemorySegment state;

  /**
   * Creates the native state. [control]
   *
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  RnnoiseState(Arena arena) {
    NativeLibraries.load(NativeLibrary.RNNOISE); // before the binding looks its symbols up
    state = create(arena);
    pcm = arena.allocate(JAVA_FLOAT, FRAME_SAMPLES);
  }

  @SuppressWarnings("restricted") // reinterpret: the arena frees the state when it closes
  private static MemorySegment create(Arena arena) {
    MemorySegment created = rnnoise_h.rnnoise_create(MemorySegment.NULL);
    if (created.address() == 0) {
      throw new IllegalStateException("rnnoise_create gave NULL: no memory, or no weights");
    }
    return created.reinterpret(arena, rnnoise_h::rnnoise_destroy);
  }

  /**
   * Denoises {@value #FRAME_SAMPLES} samples in place. [audio]
   *
   * @param samples full scale at ±1, all finite
   * @return the probability that the frame holds speech, 0 to 1
   */
  @Override
  public float process(float[] samples) {
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      pcm.setAtIndex(JAVA_FLOAT, i, samples[i] * PCM16_SCALE);
    }
    float speechProbability = rnnoise_h.rnnoise_process_frame(state, pcm, pcm);
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      samples[i] = pcm.getAtIndex(JAVA_FLOAT, i) * (1 / PCM16_SCALE);
    }
    return speechProbability;
  }

  /** Returns to the state after construction. [audio] */
  @Override
  public void reset() {
    int failed = rnnoise_h.rnnoise_init(state, MemorySegment.NULL);
    if (failed != 0) {
      throw new IllegalStateException("rnnoise_init gave " + failed);
    }
  }
}
