package org.silenzio.eval.bench;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/** Hands out a call frame by frame, without end. Does not allocate. One call at a time. */
public final class CallFeed {

  /** How much of the call comes before the silence: 3 s, enough for any chain to settle. */
  public static final int SPEECH_FRAMES = 300;

  private final float[] farEnd;
  private final float[] capture;
  private final boolean fallsSilent;
  private final int frameSamples;
  private final int frames;
  private int given;

  /**
   * A feed at the call's beginning.
   *
   * @throws IllegalArgumentException if the call is shorter than a frame
   */
  public CallFeed(CallInput call, InputKind kind) {
    this.farEnd = call.farEnd();
    this.capture = call.capture();
    this.fallsSilent = kind == InputKind.SILENCE_AFTER_SPEECH;
    this.frameSamples = StreamFormat.of10Ms(call.sampleRateHz(), 1).frameSamples();
    this.frames = capture.length / frameSamples;
    if (frames == 0) {
      throw new IllegalArgumentException(
          "capture has " + capture.length + " samples, allowed: a frame of 10 ms or more");
    }
  }

  /** Fills both frames with what comes next. */
  public void next(AudioFrame far, AudioFrame near) {
    if (fallsSilent && given >= SPEECH_FRAMES) {
      Arrays.fill(far.channel(0), 0f);
      Arrays.fill(near.channel(0), 0f);
      return;
    }
    int at = given % frames * frameSamples;
    System.arraycopy(farEnd, at, far.channel(0), 0, frameSamples);
    System.arraycopy(capture, at, near.channel(0), 0, frameSamples);
    // back to the start without overflow, and never back from the silence
    given = given + 1 == frames && !fallsSilent ? 0 : given + 1;
  }

  /** Starts again with the call's beginning. */
  public void rewind() {
    given = 0;
  }
}
