package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.silenzio.bindings.opusfile.opusfile_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Reads Ogg Opus (RFC 7845) by libopusfile: floats at 48 kHz, the codec's delay taken off and the
 * header's gain applied. A file may hold several streams one after the other (links); they are read
 * as one sound. Where a part of the file is missing or damaged, silence takes its time, up to 10 s,
 * and reading goes on behind it.
 *
 * <p>[control] All methods; any thread, one call at a time. A call after {@link #close}, and a
 * close during one, throw {@link IllegalStateException}.
 */
public final class OggOpusReader implements AutoCloseable {

  /** The rate of what is read, whatever went into the encoder. */
  public static final int SAMPLE_RATE_HZ = 48_000;

  /** What libopusfile can put out at once: 120 ms. */
  private static final int BLOCK_SAMPLES = 5_760;

  /** Longer gaps are more likely a damaged time than a missing sound. */
  private static final int MAX_SILENCE_SAMPLES = 10 * SAMPLE_RATE_HZ;

  /** The most that its mapping families allow. */
  private static final int MAX_CHANNELS = 8;

  private final Arena arena;
  private final OpusFileFeed feed;
  private final AutoCloseable source;
  private final MemorySegment file;
  private final MemorySegment block;
  private final MemorySegment linkOfBlock;
  private final boolean seekable;
  private final boolean downmixed;
  private final int channels;

  /** What was decoded and not yet handed out. */
  private int blockStart;

  private int blockEnd;
  private int blockChannels;

  /** What stands for a gap before the block. */
  private int silence;

  private int link;
  private long gaps;

  // reinterpret: the arena frees the file when it closes; the arena is closed with this object
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  private OggOpusReader(OpusFileFeed feed, byte[] bytes, AutoCloseable source) throws IOException {
    NativeLibraries.load(NativeLibrary.OPUS, "op_open_callbacks");
    this.feed = feed;
    this.source = source;
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment opened;
      if (feed != null) {
        opened = OpusFileCalls.open(feed, arena, error);
      } else {
        MemorySegment data = arena.allocate(Math.max(1, bytes.length));
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, data, 0, bytes.length);
        opened = opusfile_h.op_open_memory(data, bytes.length, error);
      }
      if (opened.equals(MemorySegment.NULL)) {
        throw failure(error.get(JAVA_INT, 0));
      }
      file = opened.reinterpret(arena, opusfile_h::op_free);
      block = arena.allocate(JAVA_FLOAT, (long) BLOCK_SAMPLES * MAX_CHANNELS);
      linkOfBlock = arena.allocate(JAVA_INT);
      seekable = OpusFileCalls.isSeekable(file);
      downmixed = hasDifferentLinks();
      channels = downmixed ? 2 : opusfile_h.op_channel_count(file, 0);
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private boolean hasDifferentLinks() {
    for (int each = 1; each < opusfile_h.op_link_count(file); each++) {
      if (opusfile_h.op_channel_count(file, each) != opusfile_h.op_channel_count(file, 0)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Opens a file; what is no regular one, such as a pipe, is read as a stream.
   *
   * @param file in any file system
   * @return at the first sample
   * @throws IOException if it cannot be read or is no Ogg Opus
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  public static OggOpusReader open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      InputStream stream = Files.newInputStream(file);
      return open(new OpusFileFeed(stream), stream);
    }
    SeekableByteChannel channel = Files.newByteChannel(file);
    return open(new OpusFileFeed(channel), channel);
  }

  private static OggOpusReader open(OpusFileFeed feed, AutoCloseable source) throws IOException {
    try {
      return new OggOpusReader(feed, null, source);
    } catch (IOException | RuntimeException | Error e) {
      closeQuietly(source, e);
      throw e;
    }
  }

  private static void closeQuietly(AutoCloseable source, Throwable because) {
    try {
      source.close();
    } catch (Exception e) {
      because.addSuppressed(e);
    }
  }

  /**
   * Reads a stream from where it stands, without seeking: its length is not known.
   *
   * @param stream the file's bytes; not closed
   * @return at the first sample
   * @throws IOException if it cannot be read or is no Ogg Opus
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  public static OggOpusReader open(InputStream stream) throws IOException {
    return new OggOpusReader(
        new OpusFileFeed(Objects.requireNonNull(stream, "stream")), null, () -> {});
  }

  /**
   * Opens a file in memory.
   *
   * @param file its bytes, which are copied
   * @return at the first sample
   * @throws IOException if it is no Ogg Opus
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  public static OggOpusReader open(byte[] file) throws IOException {
    return new OggOpusReader(null, file, () -> {});
  }

  /**
   * How many channels {@link #read} gives, for the whole file: those of its links or, where these
   * differ, two, into which the library mixes.
   *
   * @return 1 to 8, in the order of RFC 7845, section 5.1.1.2
   */
  public int channels() {
    return channels;
  }

  /**
   * Whether {@link #seek} works and lengths are known.
   *
   * @return false for streams and pipes
   */
  public boolean isSeekable() {
    return seekable;
  }

  /**
   * How many streams follow one another.
   *
   * @return 1 or more; 1 too where it cannot be known
   */
  public int links() {
    return opusfile_h.op_link_count(file);
  }

  /**
   * The link that the last samples read belong to.
   *
   * @return from 0; where nothing can be sought, links are counted as they come
   */
  public int link() {
    return link;
  }

  /**
   * The length of the whole sound.
   *
   * @return samples at 48 kHz; −1 if it is not known
   */
  public long samples() {
    return Math.max(-1, opusfile_h.op_pcm_total(file, -1));
  }

  /**
   * The length of a link.
   *
   * @param link from 0
   * @return samples at 48 kHz; −1 if it is not known
   */
  public long samples(int link) {
    return Math.max(-1, opusfile_h.op_pcm_total(file, Objects.checkIndex(link, links())));
  }

  /**
   * The mean rate of the whole file, with all that the container needs.
   *
   * @return bits per second; −1 if it is not known
   */
  public int bitrateBitsPerSecond() {
    return Math.max(-1, OpusFileCalls.bitrate(file, -1));
  }

  /**
   * A link's header.
   *
   * @param link from 0; where nothing can be sought there is the newest alone, as 0
   * @return what it says
   */
  public OggOpusHead head(int link) {
    return OpusFileCalls.head(file, Objects.checkIndex(link, links()));
  }

  /**
   * A link's comments.
   *
   * @param link from 0; where nothing can be sought there are the newest alone, as 0
   * @return what they say
   */
  public OggOpusTags tags(int link) {
    return OpusFileCalls.tags(file, Objects.checkIndex(link, links()));
  }

  /**
   * Where the next sample lies, as the file's own times tell.
   *
   * @return samples at 48 kHz from the beginning
   */
  public long positionSamples() {
    return Math.max(0, OpusFileCalls.pcmTell(file) - (blockEnd - blockStart) - silence);
  }

  /**
   * How often something was missing or damaged in what was read so far.
   *
   * @return 0 if all was whole
   */
  public long gaps() {
    return gaps;
  }

  /**
   * Goes to a sample, exactly.
   *
   * @param sample 0 to {@link #samples()} − 1
   * @throws IllegalArgumentException if there is no such sample
   * @throws UnsupportedOperationException if the source cannot be sought in
   * @throws IOException if the file cannot be read there
   */
  public void seek(long sample) throws IOException {
    if (!seekable) {
      throw new UnsupportedOperationException("a stream cannot be sought in");
    }
    long samples = samples();
    if (sample < 0 || sample >= samples) {
      throw new IllegalArgumentException(
          "sample is " + sample + ", allowed: 0 to " + (samples - 1));
    }
    blockStart = blockEnd;
    silence = 0;
    int result = opusfile_h.op_pcm_seek(file, sample);
    if (result < 0) {
      throw failure(result);
    }
  }

  /**
   * Reads the next samples, across links.
   *
   * @param into one array per channel, full scale at ±1, which loud sound may pass
   * @param at where the first sample goes, in each
   * @param samples how many, 0 or more
   * @return how many there were, fewer than asked for only at the end; 0 at the end
   * @throws IOException if the file cannot be read further; what was read before stays in the
   *     arrays
   * @throws IllegalArgumentException if there is another number of arrays
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public int read(float[][] into, int at, int samples) throws IOException {
    if (into.length != channels) {
      throw new IllegalArgumentException("into has " + into.length + ", allowed: " + channels);
    }
    for (float[] channel : into) {
      Objects.checkFromIndexSize(at, samples, channel.length);
    }
    int read = 0;
    while (read < samples) {
      if (blockStart == blockEnd && !fill()) {
        break;
      }
      int count;
      if (silence > 0) {
        count = Math.min(samples - read, silence);
        for (float[] channel : into) {
          Arrays.fill(channel, at + read, at + read + count, 0f);
        }
        silence -= count;
      } else {
        count = Math.min(samples - read, blockEnd - blockStart);
        deliver(into, at + read, count);
        blockStart += count;
      }
      read += count;
    }
    return read;
  }

  /** Decodes a block; false at the end. */
  private boolean fill() throws IOException {
    long expected = OpusFileCalls.pcmTell(file);
    long gapsBefore = gaps;
    int result;
    do {
      linkOfBlock.set(JAVA_INT, 0, -1);
      result =
          downmixed
              ? opusfile_h.op_read_float_stereo(file, block, BLOCK_SAMPLES * 2)
              : opusfile_h.op_read_float(file, block, BLOCK_SAMPLES * MAX_CHANNELS, linkOfBlock);
      if (result == opusfile_h.OP_HOLE()) {
        gaps++;
      }
    } while (result == opusfile_h.OP_HOLE());
    if (result < 0) {
      throw failure(result);
    }
    blockStart = 0;
    blockEnd = 0;
    if (result == 0) {
      IOException failed = feed == null ? null : feed.takeFailure();
      if (failed != null) {
        throw failed; // the library takes it for the end
      }
      return false;
    }
    link = downmixed ? OpusFileCalls.currentLink(file) : linkOfBlock.get(JAVA_INT, 0);
    blockChannels = downmixed ? 2 : opusfile_h.op_channel_count(file, link);
    if (blockChannels != channels && Math.max(blockChannels, channels) > 2) {
      throw new IOException(
          "a stream of "
              + blockChannels
              + " channels follows one of "
              + channels
              + ", which can be mixed only where it can be sought");
    }
    blockEnd = result;
    if (gaps > gapsBefore) {
      long missing = OpusFileCalls.pcmTell(file) - result - expected;
      silence = missing > 0 && missing <= MAX_SILENCE_SAMPLES ? (int) missing : 0;
    }
    return true;
  }

  private void deliver(float[][] into, int at, int count) {
    for (int c = 0; c < channels; c++) {
      float[] plane = into[c];
      for (int i = 0; i < count; i++) {
        long from = (long) (blockStart + i) * blockChannels;
        plane[at + i] =
            blockChannels == channels
                ? block.getAtIndex(JAVA_FLOAT, from + c)
                : channels == 2
                    ? block.getAtIndex(JAVA_FLOAT, from)
                    : 0.5f
                        * (block.getAtIndex(JAVA_FLOAT, from)
                            + block.getAtIndex(JAVA_FLOAT, from + 1));
      }
    }
  }

  /** What a source threw, or else the library's reason. */
  private IOException failure(int code) {
    IOException failed = feed == null ? null : feed.takeFailure();
    return failed != null ? failed : new IOException(reason(code));
  }

  private static String reason(int code) {
    if (code == opusfile_h.OP_ENOTFORMAT()) {
      return "is no Ogg Opus file";
    } else if (code == opusfile_h.OP_EBADHEADER()) {
      return "its Opus header is damaged";
    } else if (code == opusfile_h.OP_EVERSION()) {
      return "its Opus header has a version that is not known";
    } else if (code == opusfile_h.OP_EBADPACKET()) {
      return "a packet in it is damaged";
    } else if (code == opusfile_h.OP_EBADLINK() || code == opusfile_h.OP_EBADTIMESTAMP()) {
      return "its pages are damaged or out of order";
    } else if (code == opusfile_h.OP_EIMPL()) {
      return "it has channels in an arrangement that libopusfile does not know";
    } else if (code == opusfile_h.OP_EREAD()) {
      return "it cannot be read, or ends before the first sound";
    } else if (code == opusfile_h.OP_EFAULT()) {
      return "libopusfile has no memory left, or found its own state damaged";
    }
    return "libopusfile gives the error " + code;
  }

  /** Frees the decoder and closes the file; a stream that was given stays open. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
      try {
        source.close();
      } catch (Exception e) {
        // all that was wanted of it has been read
      }
    }
  }
}
