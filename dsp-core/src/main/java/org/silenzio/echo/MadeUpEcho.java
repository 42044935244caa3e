package org.silenzio.echo;

import java.util.Random;
import org.silenzio.audio.AudioFrame;

/**
 * A made-up call over and over: a far end that comes and goes, its echo in noise, a near end that
 * talks into it, and a path that is another one the second time. Does not allocate.
 */
final class MadeUpEcho {

  private static final int ROUND_MS = 4_000;
  private static final int FAR_END_MS = 3_000;
  private static final int DOUBLE_TALK_FROM_MS = 2_000;
  private static final int ECHO_MS = 30;
  private static final int OTHER_ECHO_MS = 60;

  private final float[] farEnd;
  private final float[] heard;
  private final AudioFrame render;
  private final AudioFrame capture;
  private int at;

  MadeUpEcho(EchoCancellerConfig config) {
    render = new AudioFrame(config.renderFormat());
    capture = new AudioFrame(config.format());
    int frame = config.format().frameSamples();
    int samplesPerMs = config.format().sampleRateHz() / 1_000;
    int round = ROUND_MS * samplesPerMs;
    int length = Math.ceilDiv(2 * round, frame) * frame;
    farEnd = new float[length];
    heard = new float[length];
    Random random = new Random(1);
    for (int n = 0; n < length; n++) {
      int ms = n % round / samplesPerMs;
      farEnd[n] = ms < FAR_END_MS ? 0.1f * (float) random.nextGaussian() : 0f;
      int late = (n < round ? ECHO_MS : OTHER_ECHO_MS) * samplesPerMs;
      float echo = n < late ? 0f : 0.5f * farEnd[n - late];
      boolean talks = ms >= DOUBLE_TALK_FROM_MS && ms < FAR_END_MS;
      heard[n] = echo + (talks ? 0.1f : 0.001f) * (float) random.nextGaussian();
    }
  }

  /** Fills both frames with what comes next. */
  void next() {
    int samples = capture.format().frameSamples();
    for (int c = 0; c < render.format().channels(); c++) {
      System.arraycopy(farEnd, at, render.channel(c), 0, samples);
    }
    System.arraycopy(heard, at, capture.channel(0), 0, samples);
    at = (at + samples) % farEnd.length;
  }

  AudioFrame render() {
    return render;
  }

  AudioFrame capture() {
    return capture;
  }
}
