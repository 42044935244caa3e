package org.silenzio.natives.rnnoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.rnnoise.rnnoise_h;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;
import org.silenzio.rnnoise.RnnoiseModel;
import org.silenzio.testing.Recordings;

/** The network in Java and its weights, held against the C library. */
@ExtendWith(NeedsRnnoise.class)
class JavaAgainstNativeTest {

  private static final int FRAME = RnnoiseState.FRAME_SAMPLES;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prompts48_clean.wav",
        "prompts48_steam_snr5_noisy.wav",
        "prompts48_keyboard_snr10_noisy.wav"
      })
  void bothComeToTheSameSoundAndTheSameProbabilities(String name) {
    float[] input = Recordings.load(name);
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    NoiseSuppressorConfig config = NoiseSuppressorConfig.defaults(format);
    AudioFrame expected = new AudioFrame(format);
    AudioFrame actual = new AudioFrame(format);
    double power = 0;
    double error = 0;
    int frames = input.length / FRAME;
    int apart = 0;
    try (NoiseSuppressor library = new RnnoiseProvider().create(config);
        NoiseSuppressor java =
            NoiseSuppressors.create(config.withImplementation(Implementation.JAVA))) {
      for (int n = 0; n < frames; n++) {
        System.arraycopy(input, n * FRAME, expected.channel(0), 0, FRAME);
        System.arraycopy(input, n * FRAME, actual.channel(0), 0, FRAME);
        library.process(expected);
        java.process(actual);
        for (int i = 0; i < FRAME; i++) {
          power += Math.pow(expected.channel(0)[i], 2);
          error += Math.pow(actual.channel(0)[i] - expected.channel(0)[i], 2);
        }
        apart += Math.abs(library.speechProbability() - java.speechProbability()) > 0.01 ? 1 : 0;
      }
    }
    double ratioDb = Decibels.fromPower(power / error);
    assertTrue(ratioDb >= 45, "differs by " + -ratioDb + " dB");
    assertTrue(apart <= frames / 100, apart + " of " + frames + " probabilities differ");
  }

  @Test
  void theResourceIsWhatTheLibraryCarries() {
    assertArrayEquals(RnnoiseWeights.read(), RnnoiseModel.builtInBytes());
  }

  @Test
  void theLibraryFedWithTheResourceGivesTheSameSound() {
    float[] input = Recordings.load("prompts48_steam_snr5_noisy.wav");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment blob = arena.allocateFrom(ValueLayout.JAVA_BYTE, RnnoiseModel.builtInBytes());
      // never freed: the library's own rnnoise_model_free reads a field that it never set
      MemorySegment model = rnnoise_h.rnnoise_model_from_buffer(blob, (int) blob.byteSize());
      MemorySegment fed = rnnoise_h.rnnoise_create(model);
      MemorySegment own = rnnoise_h.rnnoise_create(MemorySegment.NULL);
      assertTrue(fed.address() != 0, "the library takes the resource");
      MemorySegment in = arena.allocate(ValueLayout.JAVA_FLOAT, FRAME);
      MemorySegment fedOut = arena.allocate(ValueLayout.JAVA_FLOAT, FRAME);
      MemorySegment ownOut = arena.allocate(ValueLayout.JAVA_FLOAT, FRAME);
      for (int at = 0; at + FRAME <= input.length; at += FRAME) {
        for (int i = 0; i < FRAME; i++) {
          in.setAtIndex(ValueLayout.JAVA_FLOAT, i, input[at + i] * 32_768f);
        }
        rnnoise_h.rnnoise_process_frame(fed, fedOut, in);
        rnnoise_h.rnnoise_process_frame(own, ownOut, in);
        assertArrayEquals(
            ownOut.toArray(ValueLayout.JAVA_FLOAT), fedOut.toArray(ValueLayout.JAVA_FLOAT));
      }
      rnnoise_h.rnnoise_destroy(fed);
      rnnoise_h.rnnoise_destroy(own);
    }
  }
}
