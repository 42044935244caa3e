package org.silenzio.eval.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.Codecs;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.receive.GroupCall;
import org.silenzio.receive.GroupMember;
import org.silenzio.receive.JitterConfig;
import org.silenzio.receive.MixerConfig;

/**
 * A group call at work on a simulated clock: packets of 20 ms come in time, {@value #TALKERS}
 * members talk all the time, each at another place of the recorded speech, and the others are
 * quiet.
 */
final class GroupRoom implements AutoCloseable {

  /** As many as the mixer's default lets be heard. */
  static final int TALKERS = 5;

  static final StreamFormat ROUND = StreamFormat.of10Ms(48_000, 1);
  static final StreamFormat PACKET = new StreamFormat(48_000, 1, 960);
  static final long ROUND_NANOS = 10_000_000L;

  private static final JitterConfig JITTER = JitterConfig.defaults();

  /** What a quiet room's microphone gives, some 60 dB under full scale. */
  static final double HISS = 0.001;

  /** What the members who do not talk send. */
  enum Quiet {
    /** Packets of soft noise, as without discontinuous transmission. */
    HISS,
    /**
     * Next to nothing: discontinuous transmission. The first packet without sound goes out, as
     * WebRTC does it, those after it do not.
     */
    DTX;

    static Quiet of(String name) {
      return switch (name) {
        case "hiss" -> HISS;
        case "dtx" -> DTX;
        default ->
            throw new IllegalArgumentException("quiet is '" + name + "', allowed: hiss, dtx");
      };
    }
  }

  /**
   * One recording in packets; a length of 0 stands for what is not sent.
   *
   * @param packets the packets
   * @param sentBefore how many of those before each are sent, and of all together
   */
  record Stream(byte[][] packets, int[] sentBefore) {

    static Stream of(byte[][] packets) {
      int[] sentBefore = new int[packets.length + 1];
      for (int n = 0; n < packets.length; n++) {
        sentBefore[n + 1] = sentBefore[n] + (packets[n].length > 0 ? 1 : 0);
      }
      return new Stream(packets, sentBefore);
    }

    /** A member's packet of a number: each is at another place. */
    byte[] packet(int member, int number) {
      return packets[place(member, number) % packets.length];
    }

    /** Its sequence number: only what is sent counts. */
    int sequence(int member, int number) {
      int place = place(member, number);
      return place / packets.length * sentBefore[packets.length]
          + sentBefore[place % packets.length];
    }

    private static int place(int member, int number) {
      return number + 97 * member;
    }
  }

  private final GroupCall call;
  private final List<GroupMember> members = new ArrayList<>();
  private final Stream speech;
  private final Stream quiet;
  private long nanos;
  private int round;
  private long packetsOut;
  private long bytesOut;

  GroupRoom(int people, Quiet kind, int complexity) {
    CodecProvider opus = Codecs.find("opus");
    CodecConfig config = codec(complexity);
    speech = speech();
    quiet = quiet(kind);
    MixerConfig room = MixerConfig.defaults(ROUND).withRoom(people, Math.min(TALKERS, people));
    call = new GroupCall(room, JITTER, config, opus, () -> nanos);
    for (int n = 0; n < people; n++) {
      members.add(
          call.join(
              (packet, length, number, timestamp) -> {
                packetsOut++;
                bytesOut += length;
              }));
    }
  }

  /** Opus for speech: 24 kb/s, variable. */
  static CodecConfig codec(int complexity) {
    return CodecConfig.defaults(PACKET).withComplexity(complexity);
  }

  static float[] recordedSpeech() {
    try {
      return Recording.load(ProjectHome.recordings().resolve("prompts48_clean.wav")).channels()[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream speech() {
    return encode(recordedSpeech(), codec(9));
  }

  static Stream quiet(Quiet kind) {
    boolean dtx = kind == Quiet.DTX;
    float[] hiss = new float[10 * ROUND.sampleRateHz()];
    if (!dtx) {
      Random random = new Random(1);
      for (int i = 0; i < hiss.length; i++) {
        hiss[i] = (float) (HISS * random.nextGaussian());
      }
    }
    return encode(hiss, codec(9).withDtx(dtx));
  }

  private static Stream encode(float[] sound, CodecConfig config) {
    byte[][] packets = new byte[sound.length / PACKET.frameSamples()][];
    AudioFrame frame = new AudioFrame(PACKET);
    try (PacketEncoder encoder = Codecs.find("opus").createEncoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      boolean told = false;
      for (int n = 0; n < packets.length; n++) {
        System.arraycopy(
            sound, n * PACKET.frameSamples(), frame.channel(0), 0, PACKET.frameSamples());
        int length = encoder.encode(frame, packet);
        boolean pause = encoder.lastPacketIsDtx();
        packets[n] = Arrays.copyOf(packet, pause && told ? 0 : length);
        told = pause;
      }
    }
    return Stream.of(packets);
  }

  /** The packets of the next round come in. */
  void receive() {
    nanos += ROUND_NANOS;
    for (int n = round++ & 1; n < members.size(); n += 2) {
      // packets of half the members come in each round
      int number = round >> 1;
      Stream stream = n < TALKERS ? speech : quiet;
      byte[] packet = stream.packet(n, number);
      if (packet.length > 0) {
        int timestamp = number * PACKET.frameSamples();
        members.get(n).put(stream.sequence(n, number), timestamp, nanos, packet, 0, packet.length);
      }
    }
  }

  /** Does the call's work of 10 ms. */
  void work() {
    call.round();
  }

  GroupCall call() {
    return call;
  }

  long packetsOut() {
    return packetsOut;
  }

  long bytesOut() {
    return bytesOut;
  }

  @Override
  public void close() {
    call.close();
  }
}
