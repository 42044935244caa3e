package org.silenzio.natives.opus;

import org.silenzio.bindings.opus.opus_h;

/** libopus refused a request, in its own words. */
public final class OpusException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final int errorCode;

  OpusException(String request, int errorCode) {
    super(request + ": " + opus_h.opus_strerror(errorCode).getString(0) + " (" + errorCode + ")");
    this.errorCode = errorCode;
  }

  /**
   * The error as libopus numbers it.
   *
   * @return one of {@code opus_defines.h}, below 0
   */
  public int errorCode() {
    return errorCode;
  }

  /** Passes a result through unless it is an error. */
  static int check(String request, int result) {
    if (result < 0) {
      throw new OpusException(request, result);
    }
    return result;
  }
}
