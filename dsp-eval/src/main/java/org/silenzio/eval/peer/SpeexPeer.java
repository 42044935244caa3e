package org.silenzio.eval.peer;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * SpeexDSP's echo canceller with a tail of 200 ms, its preprocessor, or both.
 *
 * @param name the name users ask for
 * @param echo whether the echo canceller runs
 * @param preprocess whether the preprocessor suppresses noise and, with the canceller, residual
 *     echo
 */
record SpeexPeer(String name, boolean echo, boolean preprocess) implements Peer {

  private static final int TAIL_MS = 200;

  @Override
  public String description() {
    return "SpeexDSP:"
        + (echo ? " echo canceller, tail " + TAIL_MS + " ms" : "")
        + (echo && preprocess ? "," : "")
        + (preprocess ? " preprocessor" : "");
  }

  @Override
  public Optional<String> unavailability() {
    return SpeexDsp.problem();
  }

  @Override
  public boolean usesKernels() {
    return false;
  }

  @Override
  public CallChain open(StreamFormat capture, StreamFormat render) {
    return new Chain(capture, render, echo, preprocess);
  }

  private static final class Chain implements CallChain {
    private static final float SCALE = 32_768f;

    private final SpeexDsp speex = SpeexDsp.get();
    private final StreamFormat format;
    private final StreamFormat renderFormat;
    private final Arena arena;
    private final MemorySegment far;
    private final MemorySegment mic;
    private final MemorySegment out;
    private final MemorySegment echoState;
    private final MemorySegment preprocessor;

    @SuppressWarnings("MustBeClosedChecker") // closed with this chain
    Chain(StreamFormat format, StreamFormat renderFormat, boolean echo, boolean preprocess) {
      this.format = format;
      this.renderFormat = renderFormat;
      int samples = format.frameSamples();
      arena = Arena.ofShared();
      far = arena.allocate(JAVA_SHORT, samples);
      mic = arena.allocate(JAVA_SHORT, samples);
      out = arena.allocate(JAVA_SHORT, samples);
      int rate = format.sampleRateHz();
      echoState =
          echo ? speex.createEchoState(samples, rate * TAIL_MS / 1_000) : MemorySegment.NULL;
      if (echo) {
        MemorySegment argument = arena.allocateFrom(JAVA_INT, rate);
        speex.controlEcho(echoState, SpeexDsp.SPEEX_ECHO_SET_SAMPLING_RATE, argument);
      }
      preprocessor = preprocess ? speex.createPreprocessor(samples, rate) : MemorySegment.NULL;
      if (preprocess) {
        MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
        speex.controlPreprocessor(preprocessor, SpeexDsp.SPEEX_PREPROCESS_SET_DENOISE, on);
        if (echo) {
          speex.controlPreprocessor(
              preprocessor, SpeexDsp.SPEEX_PREPROCESS_SET_ECHO_STATE, echoState);
        }
      }
    }

    @Override
    public StreamFormat format() {
      return format;
    }

    @Override
    public StreamFormat renderFormat() {
      return renderFormat;
    }

    @Override
    public void process(AudioFrame farEnd, AudioFrame capture) {
      copy(capture.channel(0), mic);
      MemorySegment result = mic;
      if (echoState.address() != 0) {
        copyMean(farEnd, far);
        speex.cancelEcho(echoState, mic, far, out);
        result = out;
      }
      if (preprocessor.address() != 0) {
        speex.preprocess(preprocessor, result);
      }
      float[] samples = capture.channel(0);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = result.getAtIndex(JAVA_SHORT, i) / SCALE;
      }
    }

    private static void copy(float[] samples, MemorySegment to) {
      for (int i = 0; i < samples.length; i++) {
        to.setAtIndex(JAVA_SHORT, i, toShort(samples[i]));
      }
    }

    /** Two loudspeakers stand for one: the canceller has a single reference. */
    private static void copyMean(AudioFrame frame, MemorySegment to) {
      int channels = frame.format().channels();
      for (int i = 0; i < frame.format().frameSamples(); i++) {
        float sum = 0;
        for (int c = 0; c < channels; c++) {
          sum += frame.channel(c)[i];
        }
        to.setAtIndex(JAVA_SHORT, i, toShort(sum / channels));
      }
    }

    private static short toShort(float sample) {
      return (short) Math.clamp(Math.round(sample * SCALE), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public void close() {
      if (!arena.scope().isAlive()) {
        return;
      }
      if (preprocessor.address() != 0) {
        speex.destroyPreprocessor(preprocessor);
      }
      if (echoState.address() != 0) {
        speex.destroyEchoState(echoState);
      }
      arena.close();
    }
  }
}
