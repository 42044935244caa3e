package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.silenzio.audio.SampleGuard;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.bindings.opusenc.opusenc_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Writes Ogg Opus (RFC 7845) by libopusenc, which also resamples. The same sound gives the same
 * bytes. Players leave the codec's delay out, so that what they play is in time with what was
 * written.
 *
 * <p>[control] All methods; any thread, one call at a time. A call after {@link #close}, and a
 * close during one, throw {@link IllegalStateException}.
 */
public final class OggOpusWriter implements AutoCloseable {

  /** Any number will do where one file holds one stream; the same one, for the same bytes. */
  private static final int SERIAL_NUMBER = 1;

  /** Mono and stereo in the usual order (RFC 7845, section 5.1.1.1). */
  private static final int PLAIN_FAMILY = 0;

  /** Up to eight channels in Vorbis' order (section 5.1.1.2). */
  private static final int SURROUND_FAMILY = 1;

  /** How much is handed over at once. */
  private static final int BLOCK_SAMPLES = 4_096;

  private final OggOpusConfig config;
  private final OutputStream out;
  private final SampleGuard guard = new SampleGuard();
  private final Arena arena;
  private final MemorySegment encoder;
  private final MemorySegment pcm;
  private final MemorySegment page;
  private final MemorySegment pageBytes;
  private boolean finished;

  /** Where the binding's symbols are first looked up: after the library is loaded. */
  private static final class Controls {
    private static final MethodHandle WITH_INT =
        opusenc_h.ope_encoder_ctl.makeInvoker(opusenc_h.C_INT).handle();

    private Controls() {}

    static void set(MemorySegment encoder, int request, int value) {
      try {
        check("ope_encoder_ctl", (int) WITH_INT.invokeExact(encoder, request, value));
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new AssertionError("a downcall throws nothing checked", e);
      }
    }
  }

  /**
   * Creates the native encoder.
   *
   * @param out where the file's bytes go; not closed
   * @param config what the file is to be
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded, or is one
   *     without libopusenc
   */
  // reinterpret: the arena frees the encoder when it closes; the arena is closed with this object
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  public OggOpusWriter(OutputStream out, OggOpusConfig config) {
    this.out = Objects.requireNonNull(out, "out");
    this.config = config;
    NativeLibraries.load(NativeLibrary.OPUS, "ope_encoder_create_pull");
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment created =
          opusenc_h.ope_encoder_create_pull(
              comments(config.tags()),
              config.sampleRateHz(),
              config.channels(),
              config.channels() > 2 ? SURROUND_FAMILY : PLAIN_FAMILY,
              error);
      check("ope_encoder_create_pull", error.get(JAVA_INT, 0));
      encoder = created.reinterpret(arena, opusenc_h::ope_encoder_destroy);
      configure();
      Controls.set(encoder, opusenc_h.OPE_SET_SERIALNO_REQUEST(), SERIAL_NUMBER);
      pcm = arena.allocate(JAVA_FLOAT, (long) BLOCK_SAMPLES * config.channels());
      page = arena.allocate(ADDRESS);
      pageBytes = arena.allocate(JAVA_INT);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private void configure() {
    // first, because other controls follow from it
    Controls.set(encoder, opus_h.OPUS_SET_EXPERT_FRAME_DURATION_REQUEST(), frameDuration());
    Controls.set(encoder, opus_h.OPUS_SET_BITRATE_REQUEST(), config.bitrateBitsPerSecond());
    boolean constant = config.rateControl() == OggOpusConfig.RateControl.CBR;
    Controls.set(encoder, opus_h.OPUS_SET_VBR_REQUEST(), constant ? 0 : 1);
    boolean constrained = config.rateControl() == OggOpusConfig.RateControl.CONSTRAINED_VBR;
    Controls.set(encoder, opus_h.OPUS_SET_VBR_CONSTRAINT_REQUEST(), constrained ? 1 : 0);
    Controls.set(encoder, opus_h.OPUS_SET_COMPLEXITY_REQUEST(), config.complexity());
    Controls.set(
        encoder,
        opus_h.OPUS_SET_SIGNAL_REQUEST(),
        switch (config.signal()) {
          case AUTO -> opus_h.OPUS_AUTO();
          case VOICE -> opus_h.OPUS_SIGNAL_VOICE();
          case MUSIC -> opus_h.OPUS_SIGNAL_MUSIC();
        });
    Controls.set(encoder, opus_h.OPUS_SET_DTX_REQUEST(), config.discontinuous() ? 1 : 0);
    int loss = config.expectedLossPercent();
    Controls.set(encoder, opus_h.OPUS_SET_INBAND_FEC_REQUEST(), loss > 0 ? 1 : 0);
    Controls.set(encoder, opus_h.OPUS_SET_PACKET_LOSS_PERC_REQUEST(), loss);
  }

  private int frameDuration() {
    if (config.frameMs() == 2.5) {
      return opus_h.OPUS_FRAMESIZE_2_5_MS();
    }
    return switch ((int) config.frameMs()) {
      case 5 -> opus_h.OPUS_FRAMESIZE_5_MS();
      case 10 -> opus_h.OPUS_FRAMESIZE_10_MS();
      case 20 -> opus_h.OPUS_FRAMESIZE_20_MS();
      case 40 -> opus_h.OPUS_FRAMESIZE_40_MS();
      case 60 -> opus_h.OPUS_FRAMESIZE_60_MS();
      case 80 -> opus_h.OPUS_FRAMESIZE_80_MS();
      case 100 -> opus_h.OPUS_FRAMESIZE_100_MS();
      default -> opus_h.OPUS_FRAMESIZE_120_MS();
    };
  }

  @SuppressWarnings("restricted") // the arena frees the comments when it closes
  private MemorySegment comments(Map<String, String> tags) {
    MemorySegment comments =
        opusenc_h.ope_comments_create().reinterpret(arena, opusenc_h::ope_comments_destroy);
    tags.forEach(
        (name, value) ->
            check(
                "ope_comments_add",
                opusenc_h.ope_comments_add(
                    comments, arena.allocateFrom(name), arena.allocateFrom(value))));
    return comments;
  }

  /**
   * Writes a whole file, aside first and renamed when it is whole: a failure leaves what was there
   * before.
   *
   * @param file where to, in a folder that exists; a file of that name is replaced
   * @param config what the file is to be
   * @param channels planar samples, full scale at ±1, as many arrays as the settings say, all of
   *     one length
   * @throws IOException if the file cannot be written
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  public static void writeFile(Path file, OggOpusConfig config, float[]... channels)
      throws IOException {
    Path aside = file.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(aside, StandardOpenOption.CREATE_NEW)) {
        write(out, config, channels);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /**
   * Writes a whole sound to a stream.
   *
   * @param out where the file's bytes go; not closed
   * @param config what the file is to be
   * @param channels planar samples, full scale at ±1, as many arrays as the settings say, all of
   *     one length
   * @throws IOException if the stream takes no more
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  public static void write(OutputStream out, OggOpusConfig config, float[]... channels)
      throws IOException {
    try (OggOpusWriter writer = new OggOpusWriter(out, config)) {
      writer.write(channels, 0, channels.length == 0 ? 0 : channels[0].length);
      writer.finish();
    }
  }

  /**
   * Adds samples; what is not finite becomes silence.
   *
   * @param channels planar samples, full scale at ±1, as many arrays as the settings say
   * @param offset the first sample to take
   * @param count how many, 0 or more
   * @throws IOException if the stream takes no more
   * @throws IllegalArgumentException if there is another number of channels
   * @throws IndexOutOfBoundsException if a channel has fewer samples
   * @throws IllegalStateException after {@link #finish}
   */
  public void write(float[][] channels, int offset, int count) throws IOException {
    checkOpen();
    if (channels.length != config.channels()) {
      throw new IllegalArgumentException(
          "channels has " + channels.length + ", allowed: " + config.channels());
    }
    for (float[] channel : channels) {
      Objects.checkFromIndexSize(offset, count, channel.length);
    }
    for (int done = 0; done < count; done += BLOCK_SAMPLES) {
      int block = Math.min(BLOCK_SAMPLES, count - done);
      for (int c = 0; c < channels.length; c++) {
        for (int i = 0; i < block; i++) {
          float sample = guard.mend(channels[c][offset + done + i]);
          pcm.setAtIndex(JAVA_FLOAT, (long) i * channels.length + c, sample);
        }
      }
      check("ope_encoder_write_float", opusenc_h.ope_encoder_write_float(encoder, pcm, block));
      passPagesOn();
    }
  }

  /**
   * Writes what the encoder still holds and the file's end. Without it the file is cut short.
   *
   * @throws IOException if the stream takes no more
   * @throws IllegalStateException if it was called before
   */
  public void finish() throws IOException {
    checkOpen();
    finished = true;
    check("ope_encoder_drain", opusenc_h.ope_encoder_drain(encoder));
    passPagesOn();
  }

  private void checkOpen() {
    if (finished) {
      throw new IllegalStateException("the Ogg Opus file is finished");
    }
  }

  @SuppressWarnings("restricted") // the library says how long its page is
  private void passPagesOn() throws IOException {
    while (opusenc_h.ope_encoder_get_page(encoder, page, pageBytes, 0) != 0) {
      MemorySegment bytes = page.get(ADDRESS, 0).reinterpret(pageBytes.get(JAVA_INT, 0));
      out.write(bytes.toArray(JAVA_BYTE));
    }
  }

  private static void check(String function, int result) {
    if (result != opusenc_h.OPE_OK()) {
      throw new IllegalStateException(
          function + ": " + opusenc_h.ope_strerror(result).getString(0) + " (" + result + ")");
    }
  }

  /** Frees the encoder; the stream stays open. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
