package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.SeekableByteChannel;

/**
 * The bytes that libopusfile asks for. Nothing is ever thrown through native code: a failure is
 * kept for the caller to fetch.
 */
@SuppressWarnings("restricted") // libopusfile says how long its buffers are
final class OpusFileFeed {

  private static final int FAILED = -1;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;

  /** One of the two. */
  private final SeekableByteChannel channel;

  private final InputStream stream;
  private IOException failure;

  OpusFileFeed(SeekableByteChannel channel) {
    this.channel = channel;
    this.stream = null;
  }

  OpusFileFeed(InputStream stream) {
    this.channel = null;
    this.stream = stream;
  }

  boolean isSeekable() {
    return channel != null;
  }

  /** What went wrong since this was last asked, or null. */
  IOException takeFailure() {
    IOException taken = failure;
    failure = null;
    return taken;
  }

  /** {@code op_read_func}: 0 at the end. */
  int read(MemorySegment unused, MemorySegment to, int bytes) {
    try {
      MemorySegment room = to.reinterpret(bytes);
      if (channel != null) {
        return Math.max(0, channel.read(room.asByteBuffer()));
      }
      byte[] got = new byte[bytes];
      int count = Math.max(0, stream.read(got));
      MemorySegment.copy(got, 0, room, JAVA_BYTE, 0, count);
      return count;
    } catch (IOException | RuntimeException | Error e) {
      return failed(e);
    }
  }

  /** {@code op_seek_func}: 0 if it went well. */
  int seek(MemorySegment unused, long offset, int whence) {
    try {
      long base =
          switch (whence) {
            case SEEK_SET -> 0;
            case SEEK_CUR -> channel.position();
            default -> channel.size();
          };
      channel.position(base + offset);
      return 0;
    } catch (IOException | RuntimeException | Error e) {
      return failed(e);
    }
  }

  /** {@code op_tell_func}. */
  long tell(MemorySegment unused) {
    try {
      return channel.position();
    } catch (IOException | RuntimeException | Error e) {
      return failed(e);
    }
  }

  private int failed(Throwable e) {
    if (failure == null) {
      failure = e instanceof IOException io ? io : new IOException(e.toString(), e);
    }
    return FAILED;
  }
}
