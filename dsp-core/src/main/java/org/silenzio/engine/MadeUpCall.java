package org.silenzio.engine;

import java.util.Random;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * A call over and over, for the compiler: a far end, its echo, a voice that shouts in the end, and
 * digital silence. What never happened before, the compiler takes for impossible: the first frame
 * in which it does runs uncompiled, and the next ones too. Does not allocate.
 */
final class MadeUpCall {

  static final int ROUND_MS = 5_000;
  static final int FAR_END_MS = 3_000;
  private static final int VOICE_FROM_MS = 2_000;
  private static final int SHOUT_FROM_MS = 4_000;
  private static final int SILENT_FROM_MS = 4_500;

  /** Far above what a limiter lets pass. */
  private static final double SHOUT = 1.5;

  private static final double VOICE = 0.2;
  private static final int ECHO_MS = 40;
  private static final double PITCH_HZ = 120;
  private static final int MS_PER_SECOND = 1_000;

  private final float[] played;
  private final float[] heard;
  private final AudioFrame render;
  private final AudioFrame capture;
  private int playedAt;
  private int heardAt;

  MadeUpCall(StreamFormat captureFormat, StreamFormat renderFormat) {
    render = new AudioFrame(renderFormat);
    capture = new AudioFrame(captureFormat);
    played = new float[renderFormat.sampleRateHz() * ROUND_MS / MS_PER_SECOND];
    heard = new float[captureFormat.sampleRateHz() * ROUND_MS / MS_PER_SECOND];
    Random random = new Random(1);
    for (int n = 0; n < played.length; n++) {
      boolean plays = msOf(n, renderFormat) < FAR_END_MS;
      played[n] = (plays ? 0.1f : 0f) * (float) random.nextGaussian();
    }
    for (int n = 0; n < heard.length; n++) {
      double ms = msOf(n, captureFormat);
      int source = (int) ((ms - ECHO_MS) * renderFormat.sampleRateHz() / MS_PER_SECOND);
      float echo = source < 0 ? 0f : 0.5f * played[source];
      double phase = 2 * Math.PI * PITCH_HZ * ms / MS_PER_SECOND;
      double amplitude = ms > SHOUT_FROM_MS ? SHOUT : ms > VOICE_FROM_MS ? VOICE : 0;
      double voice = amplitude * Math.pow(Math.sin(phase), 9);
      float sound = echo + (float) voice + 0.002f * (float) random.nextGaussian();
      heard[n] = ms > SILENT_FROM_MS ? 0f : sound;
    }
  }

  private static double msOf(int sample, StreamFormat format) {
    return (double) MS_PER_SECOND * sample / format.sampleRateHz();
  }

  /** What comes next from the far end. */
  AudioFrame nextRender() {
    playedAt = fill(render, played, playedAt);
    return render;
  }

  /** What the microphone hears next. */
  AudioFrame nextCapture() {
    heardAt = fill(capture, heard, heardAt);
    return capture;
  }

  private static int fill(AudioFrame frame, float[] sound, int from) {
    int at = from;
    for (int i = 0; i < frame.format().frameSamples(); i++) {
      for (int c = 0; c < frame.format().channels(); c++) {
        frame.channel(c)[i] = sound[at];
      }
      at = (at + 1) % sound.length;
    }
    return at;
  }
}
