package org.silenzio.eval.run;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.peer.CallChain;

/**
 * A recorded call through a chain, 10 ms at a time, nothing seen ahead.
 *
 * @param output what would be sent, as long as the capture, late by the chain's delay
 * @param frameNanos how long each frame took
 */
public record CallRun(float[] output, long[] frameNanos) {

  /**
   * Streams a call.
   *
   * @param chain takes the frames; not closed
   * @param capture what the microphone heard
   * @param render what the loudspeakers played, as many channels as the chain takes; silence
   *     follows where they are shorter
   */
  public static CallRun of(CallChain chain, float[] capture, float[]... render) {
    StreamFormat format = chain.format();
    int frameSamples = format.frameSamples();
    int frames = Math.ceilDiv(capture.length, frameSamples);
    AudioFrame near = new AudioFrame(format);
    AudioFrame far = new AudioFrame(chain.renderFormat());
    float[] output = new float[capture.length];
    long[] frameNanos = new long[frames];
    for (int n = 0; n < frames; n++) {
      int at = n * frameSamples;
      for (int c = 0; c < render.length; c++) {
        fill(far.channel(c), render[c], at);
      }
      fill(near.channel(0), capture, at);
      long started = System.nanoTime();
      chain.process(far, near);
      frameNanos[n] = System.nanoTime() - started;
      System.arraycopy(near.channel(0), 0, output, at, Math.min(frameSamples, output.length - at));
    }
    return new CallRun(output, frameNanos);
  }

  private static void fill(float[] frame, float[] signal, int at) {
    int available = Math.clamp(signal.length - at, 0, frame.length);
    if (available > 0) {
      System.arraycopy(signal, at, frame, 0, available);
    }
    Arrays.fill(frame, available, frame.length, 0f);
  }

  /** The time per frame that a share of frames stays below, in microseconds. */
  public double percentileUs(double percent) {
    long[] sorted = frameNanos.clone();
    Arrays.sort(sorted);
    int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)] / 1_000.0;
  }
}
