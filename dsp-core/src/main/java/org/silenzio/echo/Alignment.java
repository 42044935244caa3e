package org.silenzio.echo;

/**
 * Where the filters' window over the far end begins. It moves only when it must, for each move
 * costs the filters a part of what they know: when the direct path would lie outside or behind the
 * window's first frames. The rest is for the room, and only those frames are seen of the far end's
 * sides.
 */
final class Alignment {

  /** Frames that the window begins before the direct path: its spectra overlap both ways. */
  private static final int LEAD_FRAMES = 2;

  /** The last frame of the window in which the direct path may come. */
  private static final int LATEST_FRAME = 4;

  private final int range;
  private int offset;

  /**
   * Makes a window that begins with the newest frame.
   *
   * @param range how many frames late it can begin
   */
  Alignment(int range) {
    this.range = range;
  }

  /**
   * Takes a delay in.
   *
   * @param frames after which the direct path comes
   * @return by how many frames the window moves, positive to older ones
   */
  int follow(int frames) {
    int before = offset;
    if (frames < offset + 1 || frames > offset + LATEST_FRAME) {
      offset = Math.clamp(frames - LEAD_FRAMES, 0, range);
    }
    return offset - before;
  }

  /**
   * All frames count as so many older than before: the window moves along, as far as it can.
   *
   * @return by how many frames it could not
   */
  int slip(int frames) {
    int wanted = offset + frames;
    offset = Math.clamp(wanted, 0, range);
    return offset - wanted;
  }

  /** Where the window begins, in frames before the newest one. */
  int offset() {
    return offset;
  }

  void reset() {
    offset = 0;
  }
}
