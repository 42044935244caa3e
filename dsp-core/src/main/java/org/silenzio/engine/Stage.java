package org.silenzio.engine;

/** A step of the engine that can be left out, replaced, or switched while the call runs. */
public enum Stage {
  /** Takes offset and rumble out of the capture; no delay. */
  HIGH_PASS,
  /** Takes out of the capture what the loudspeaker plays. */
  ECHO_CANCELLER,
  /** Takes noise out of the capture. */
  NOISE_SUPPRESSOR,
  /** Brings speech to one level. */
  ADAPTIVE_GAIN,
  /** Keeps the capture's peaks below full scale. */
  LIMITER,
  /** Keeps the peaks of what is played below full scale. */
  RENDER_LIMITER
}
