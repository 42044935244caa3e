package org.silenzio.eval.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.natives.opus.OggOpusHead;
import org.silenzio.natives.opus.OggOpusPackets;
import org.silenzio.natives.opus.OggOpusTags;
import org.silenzio.natives.opus.OpusPacket;
import org.silenzio.natives.opus.OpusPacket.Mode;
import org.silenzio.natives.opus.OpusPacket.Voice;

/**
 * What an Ogg Opus file is made of, told without decoding it. Of packets that hold several streams
 * (surround) only the sizes are looked at.
 *
 * @param file the file
 * @param bytes its size
 * @param seconds how long it plays
 * @param kilobitsPerSecond the mean rate, with all that the container needs
 * @param complete whether its last stream is closed as it should be
 * @param damagedPages pages passed over
 * @param lostPages pages that are missing in the numbering
 * @param links the streams that follow one another
 * @param packets each packet, if that was wanted
 */
public record OpusInspection(
    String file,
    long bytes,
    double seconds,
    double kilobitsPerSecond,
    boolean complete,
    long damagedPages,
    long lostPages,
    List<Link> links,
    List<Packet> packets) {

  private static final int RATE_HZ = 48_000;

  /** Each bucket up to this many bytes. */
  private static final int[] SIZES = {2, 10, 20, 40, 80, 160, 320, 640, 1_275};

  /**
   * One stream.
   *
   * @param head its header
   * @param vendor the encoder
   * @param comments texts such as TITLE=…
   * @param seconds how long it plays
   * @param packets how many
   * @param invalidPackets those that are no Opus
   * @param soundKilobitsPerSecond the mean rate of the packets alone
   * @param modes how many packets are of each mode
   * @param bandwidths of each bandwidth
   * @param packetMs of each length
   * @param frameMs with frames of each length
   * @param stereoPercent the share of stereo packets
   * @param fecPercent the share that repeat the packet before
   * @param dtxPercent the share that say there is nothing
   * @param voicePercent the share of speech among those that tell; null if none does
   * @param paddingBytes bytes that only fill up
   * @param sizes the packets' sizes
   */
  public record Link(
      OggOpusHead head,
      String vendor,
      List<String> comments,
      double seconds,
      long packets,
      long invalidPackets,
      double soundKilobitsPerSecond,
      Map<String, Long> modes,
      Map<String, Long> bandwidths,
      Map<Double, Long> packetMs,
      Map<Double, Long> frameMs,
      double stereoPercent,
      double fecPercent,
      double dtxPercent,
      Double voicePercent,
      long paddingBytes,
      Sizes sizes) {}

  /**
   * The sizes of packets, in bytes.
   *
   * @param least the smallest
   * @param mean the mean
   * @param median half are not larger
   * @param percentile95 19 of 20 are not larger
   * @param most the largest
   * @param histogram how many lie at or below each bound and above the one before; the last bound
   *     is the largest packet
   */
  public record Sizes(
      int least,
      double mean,
      int median,
      int percentile95,
      int most,
      Map<Integer, Long> histogram) {}

  /**
   * One packet; a packet that is not valid has its size alone.
   *
   * @param number from 0, over all links
   * @param link from 0
   * @param bytes its size
   * @param valid whether it is a single Opus packet
   * @param mode silk, hybrid or celt
   * @param bandwidth narrowband to fullband
   * @param channels 1 or 2
   * @param ms its length
   * @param frames how many it holds
   * @param code how they are packed
   * @param vbr whether their sizes differ
   * @param paddingBytes bytes that only fill up
   * @param fec whether it repeats the packet before
   * @param voice active, inactive or unknown
   * @param dtx whether it says that there is nothing
   */
  public record Packet(
      long number,
      int link,
      int bytes,
      boolean valid,
      String mode,
      String bandwidth,
      int channels,
      double ms,
      int frames,
      int code,
      boolean vbr,
      int paddingBytes,
      boolean fec,
      String voice,
      boolean dtx) {

    static Packet of(long number, int link, byte[] data, int bytes) {
      if (!OpusPacket.isValid(data, 0, bytes)) {
        return new Packet(
            number, link, bytes, false, null, null, 0, 0, 0, 0, false, 0, false, null, false);
      }
      return new Packet(
          number,
          link,
          bytes,
          true,
          lower(OpusPacket.mode(data, 0, bytes)),
          lower(OpusPacket.bandwidth(data, 0, bytes)),
          OpusPacket.channels(data, 0, bytes),
          OpusPacket.durationMs(data, 0, bytes),
          OpusPacket.frames(data, 0, bytes),
          OpusPacket.code(data, 0, bytes),
          OpusPacket.isVbr(data, 0, bytes),
          OpusPacket.paddingBytes(data, 0, bytes),
          OpusPacket.hasFec(data, 0, bytes),
          lower(OpusPacket.voice(data, 0, bytes)),
          OpusPacket.isDtx(data, 0, bytes));
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a file to its end.
   *
   * @param file Ogg Opus
   * @param eachPacket whether every packet is wanted
   * @throws SoundFileException if it is none or cannot be read
   */
  public static OpusInspection of(Path file, boolean eachPacket) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SoundFileException(file, Files.exists(file) ? "is no file" : "no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(file, Files.size(file), new OggOpusPackets(in), eachPacket);
    } catch (IOException e) {
      throw new SoundFileException(file, e.getMessage(), e);
    }
  }

  private static OpusInspection of(
      Path file, long fileBytes, OggOpusPackets from, boolean eachPacket) throws IOException {
    List<Link> links = new ArrayList<>();
    List<Packet> packets = new ArrayList<>();
    Tally tally = null;
    long number = 0;
    int bytes;
    while ((bytes = from.next()) >= 0) {
      if (tally == null || from.link() != tally.link) {
        if (tally != null) {
          links.add(tally.sum());
        }
        tally = new Tally(from.link(), from.head(), from.tags());
      }
      tally.add(from.packet(), bytes, from.granulePosition());
      if (eachPacket) {
        packets.add(Packet.of(number, from.link(), from.packet(), bytes));
      }
      number++;
    }
    if (tally != null) {
      links.add(tally.sum());
    }
    double seconds = links.stream().mapToDouble(Link::seconds).sum();
    return new OpusInspection(
        file.toString(),
        fileBytes,
        seconds,
        seconds == 0 ? 0 : fileBytes * 8 / 1e3 / seconds,
        from.isEnded(),
        from.damagedPages(),
        from.lostPages(),
        links,
        eachPacket ? packets : null);
  }

  /** Counts a link's packets. */
  private static final class Tally {
    private final int link;
    private final OggOpusHead head;
    private final OggOpusTags tags;
    private final Map<String, Long> modes = new TreeMap<>();
    private final Map<String, Long> bandwidths = new TreeMap<>();
    private final Map<Double, Long> packetMs = new TreeMap<>();
    private final Map<Double, Long> frameMs = new TreeMap<>();
    private final Map<Integer, Long> sizes = new TreeMap<>();
    private long packets;
    private long valid;
    private long bytes;
    private long stereo;
    private long fec;
    private long dtx;
    private long voiceKnown;
    private long voice;
    private long padding;
    private long samples;
    private long firstSample = -1;
    private long lastGranule;

    Tally(int link, OggOpusHead head, OggOpusTags tags) {
      this.link = link;
      this.head = head;
      this.tags = tags;
    }

    void add(byte[] data, int length, long granule) {
      packets++;
      bytes += length;
      sizes.merge(length, 1L, Long::sum);
      if (head.streams() == 1 && OpusPacket.isValid(data, 0, length)) {
        valid++;
        Mode mode = OpusPacket.mode(data, 0, length);
        modes.merge(lower(mode), 1L, Long::sum);
        bandwidths.merge(lower(OpusPacket.bandwidth(data, 0, length)), 1L, Long::sum);
        packetMs.merge(OpusPacket.durationMs(data, 0, length), 1L, Long::sum);
        frameMs.merge(OpusPacket.frameMs(data, 0, length), 1L, Long::sum);
        stereo += OpusPacket.channels(data, 0, length) - 1;
        fec += OpusPacket.hasFec(data, 0, length) ? 1 : 0;
        dtx += OpusPacket.isDtx(data, 0, length) ? 1 : 0;
        Voice told = OpusPacket.voice(data, 0, length);
        voiceKnown += told == Voice.UNKNOWN ? 0 : 1;
        voice += told == Voice.ACTIVE ? 1 : 0;
        padding += OpusPacket.paddingBytes(data, 0, length);
        samples += OpusPacket.samples(data, 0, length, RATE_HZ);
      }
      if (granule >= 0) {
        if (firstSample < 0) {
          // a stream may begin at any time; one page alone may say to cut its end off
          firstSample = Math.max(0, granule - samples);
        }
        lastGranule = granule;
      }
    }

    Link sum() {
      long from = head.streams() == 1 ? Math.max(0, firstSample) : 0;
      double seconds = Math.max(0, lastGranule - from - head.preSkipSamples()) / (double) RATE_HZ;
      return new Link(
          head,
          tags.vendor(),
          tags.comments(),
          seconds,
          packets,
          head.streams() == 1 ? packets - valid : 0,
          seconds == 0 ? 0 : bytes * 8 / 1e3 / seconds,
          modes,
          bandwidths,
          packetMs,
          frameMs,
          percent(stereo, valid),
          percent(fec, valid),
          percent(dtx, valid),
          voiceKnown == 0 ? null : percent(voice, voiceKnown),
          padding,
          sizes());
    }

    private Sizes sizes() {
      Map<Integer, Long> histogram = new TreeMap<>();
      int most = 0;
      for (Map.Entry<Integer, Long> size : sizes.entrySet()) {
        most = size.getKey();
      }
      for (Map.Entry<Integer, Long> size : sizes.entrySet()) {
        int bound = most;
        for (int i = SIZES.length - 1; i >= 0; i--) {
          if (size.getKey() <= SIZES[i]) {
            bound = SIZES[i];
          }
        }
        histogram.merge(bound, size.getValue(), Long::sum);
      }
      return new Sizes(
          rank(0),
          packets == 0 ? 0 : (double) bytes / packets,
          rank(0.5),
          rank(0.95),
          most,
          histogram);
    }

    /** The smallest size that this share of packets does not pass. */
    private int rank(double share) {
      long before = 0;
      for (Map.Entry<Integer, Long> size : sizes.entrySet()) {
        before += size.getValue();
        if (before >= share * packets && before > 0) {
          return size.getKey();
        }
      }
      return 0;
    }
  }

  private static double percent(long part, long all) {
    return all == 0 ? 0 : 100.0 * part / all;
  }
}
