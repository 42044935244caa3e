package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;

/**
 * Takes down what is left of an echo. A suppressor takes it for speech and lets it stand, while the
 * noise that had hidden it goes. So where the far end alone is heard, the sound is turned down to
 * its own background; but not for some seconds behind talk of the near end, for in double talk an
 * ear forgives an echo sooner than a voice that comes and goes. [audio]
 */
final class EchoRemains {

  /** As likely as not. */
  private static final float LIKELY = 0.5f;

  /** The suppressor's delay: what comes out of it was likely so long ago. */
  private static final int HELD_FRAMES = 3;

  /** Longer than a sentence's pauses: 3 s. */
  private static final int TALK_FRAMES = 300;

  /** More would not be heard beside a voice's level, and cuts deeper where talk begins. */
  private static final double MOST_DB = 30;

  /** What the power keeps over a frame, as it is compared with the background: 15 ms. */
  private static final double PEAK_KEEP = 0.5;

  /** What the background is the least of keeps: 45 ms, so that a short dip is no background. */
  private static final double SMOOTH_KEEP = 0.8;

  /** The background rises by 3 dB a second where nothing falls below it. */
  private static final double RISE = 1.0069;

  /** The least of such a power of noise lies so far below its mean, 4 dB. */
  private static final double BIAS = 2.5;

  /** Powers of less than −150 dBFS are silence. */
  private static final double SILENCE = 1e-15;

  private static final double FULL_SCALE = 1;

  /** A voice's onset must not wait: as long as a ramp, which so ends with its frame. */
  private static final double WITHIN_A_FRAME_MS = 20;

  private final float least = (float) Decibels.toAmplitude(-MOST_DB);
  private final Ramp gain;
  private int sinceLikely;
  private int sinceTalk;
  private double peak;
  private double smooth;
  private double background;

  /** Makes one that has heard nobody. */
  EchoRemains() {
    gain = new Ramp(1f, WITHIN_A_FRAME_MS);
    reset();
  }

  /**
   * Turns a frame down where nothing of it is the near end's.
   *
   * @param frame what canceller and suppressor left
   * @param power its mean power over time, of all channels together
   * @param applies whether both are heard
   * @param nearEnd how likely the near end is heard, 0 to 1
   * @param talk how likely somebody has talked there for a while, 0 to 1
   */
  void process(AudioFrame frame, double power, boolean applies, float nearEnd, float talk) {
    sinceLikely = nearEnd > LIKELY ? 0 : Math.min(sinceLikely + 1, HELD_FRAMES + 1);
    sinceTalk = talk >= LIKELY ? 0 : Math.min(sinceTalk + 1, TALK_FRAMES + 1);
    follow(power);
    boolean remains = applies && sinceLikely > HELD_FRAMES && sinceTalk > TALK_FRAMES;
    gain.aim(remains ? toBackground() : 1f);
    gain.advance();
    gain.scale(frame);
  }

  private void follow(double power) {
    peak = Math.max(power, PEAK_KEEP * peak) + SILENCE;
    smooth = SMOOTH_KEEP * smooth + (1 - SMOOTH_KEEP) * power + SILENCE;
    background = Math.min(RISE * background, smooth);
  }

  private float toBackground() {
    return Math.clamp((float) Math.sqrt(BIAS * background / peak), least, 1f);
  }

  void reset() {
    gain.jump(1f);
    sinceLikely = HELD_FRAMES + 1;
    sinceTalk = TALK_FRAMES + 1;
    peak = 0;
    smooth = 0;
    background = FULL_SCALE;
  }
}
