package org.silenzio.eval.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.silenzio.audio.AudioFrame;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.Codecs;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.eval.bench.GroupRoom.Quiet;
import org.silenzio.eval.bench.Stage.Body;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.receive.JitterBuffer;
import org.silenzio.receive.JitterConfig;
import org.silenzio.receive.Mixer;
import org.silenzio.receive.MixerConfig;
import org.silenzio.receive.Participant;

/** The stages of a group call of {@value #MEMBERS}, of whom {@link GroupRoom#TALKERS} talk. */
final class RoomStages {

  private static final int MEMBERS = 50;
  private static final String ROUND = "10 ms of 50";
  private static final String PACKETS = "20 ms of 50";
  private static final String MIXES = "20 ms, 6 mixes";

  private RoomStages() {}

  static List<Stage> all() {
    return List.of(
        opus("room-decode-hiss", PACKETS, false, () -> decode(Quiet.HISS)),
        opus("room-decode-dtx", PACKETS, false, () -> decode(Quiet.DTX)),
        opus("room-pull-hiss", ROUND, true, () -> pull(Quiet.HISS)),
        opus("room-pull-dtx", ROUND, true, () -> pull(Quiet.DTX)),
        Stage.of("room-mix", ROUND, true, () -> mix(Float.NaN)),
        Stage.of("room-mix-told", ROUND, true, () -> mix(0f)),
        opus("room-encode-5", MIXES, false, () -> encode(5)),
        opus("room-encode-9", MIXES, false, () -> encode(9)),
        opus("room-round-hiss", ROUND, true, () -> round(Quiet.HISS)),
        opus("room-round-dtx", ROUND, true, () -> round(Quiet.DTX)));
  }

  private static Stage opus(String name, String operation, boolean kernels, Supplier<Body> maker) {
    return new Stage(
        name,
        operation,
        kernels,
        () -> NativeLibraries.status(NativeLibrary.OPUS).problem(),
        maker);
  }

  /** All decoders decode a packet; those for whom none comes make sound up. */
  private static Body decode(Quiet kind) {
    List<PacketDecoder> decoders = new ArrayList<>();
    for (int n = 0; n < MEMBERS; n++) {
      decoders.add(Codecs.find("opus").createDecoder(CodecConfig.defaults(GroupRoom.PACKET)));
    }
    GroupRoom.Stream speech = GroupRoom.speech();
    GroupRoom.Stream quiet = GroupRoom.quiet(kind);
    AudioFrame frame = new AudioFrame(GroupRoom.PACKET);
    return new Body() {
      private int number;

      @Override
      public float run() {
        number++;
        float sum = 0f;
        for (int n = 0; n < MEMBERS; n++) {
          byte[] packet = (n < GroupRoom.TALKERS ? speech : quiet).packet(n, number);
          if (packet.length > 0) {
            decoders.get(n).decode(packet, 0, packet.length, frame);
          } else {
            decoders.get(n).conceal(frame);
          }
          sum += frame.channel(0)[0];
        }
        return sum;
      }

      @Override
      public void close() {
        decoders.forEach(PacketDecoder::close);
      }
    };
  }

  /** All jitter buffers give 10 ms, for which half of them decode a packet. */
  private static Body pull(Quiet kind) {
    long[] nanos = {0};
    List<JitterBuffer> buffers = new ArrayList<>();
    for (int n = 0; n < MEMBERS; n++) {
      buffers.add(
          new JitterBuffer(
              Codecs.find("opus").createDecoder(CodecConfig.defaults(GroupRoom.ROUND)),
              JitterConfig.defaults(),
              () -> nanos[0]));
    }
    GroupRoom.Stream speech = GroupRoom.speech();
    GroupRoom.Stream quiet = GroupRoom.quiet(kind);
    AudioFrame frame = new AudioFrame(GroupRoom.ROUND);
    return new Body() {
      private int round;

      @Override
      public float run() {
        nanos[0] += GroupRoom.ROUND_NANOS;
        int number = round / 2;
        float sum = 0f;
        for (int n = 0; n < MEMBERS; n++) {
          GroupRoom.Stream stream = n < GroupRoom.TALKERS ? speech : quiet;
          byte[] packet = stream.packet(n, number);
          if ((n + round) % 2 == 0 && packet.length > 0) {
            int timestamp = number * GroupRoom.PACKET.frameSamples();
            int sequence = stream.sequence(n, number);
            buffers.get(n).put(sequence, timestamp, nanos[0], packet, 0, packet.length);
          }
          buffers.get(n).pull(frame);
          sum += frame.channel(0)[0];
        }
        round++;
        return sum;
      }

      @Override
      public void close() {
        buffers.forEach(JitterBuffer::close);
      }
    };
  }

  /** All give a frame and the mixes are made; without a probability the mixer's detectors work. */
  private static Body mix(float quietProbability) {
    Mixer mixer =
        new Mixer(MixerConfig.defaults(GroupRoom.ROUND).withRoom(MEMBERS, GroupRoom.TALKERS));
    List<Participant> people = new ArrayList<>();
    for (int n = 0; n < MEMBERS; n++) {
      people.add(mixer.join());
    }
    float[] speech = GroupRoom.recordedSpeech();
    float[] hiss = new float[speech.length];
    Random random = new Random(1);
    for (int i = 0; i < hiss.length; i++) {
      hiss[i] = (float) (GroupRoom.HISS * random.nextGaussian());
    }
    int size = GroupRoom.ROUND.frameSamples();
    int pieces = speech.length / size;
    AudioFrame frame = new AudioFrame(GroupRoom.ROUND);
    boolean told = !Float.isNaN(quietProbability);
    return new Body() {
      private int round;

      @Override
      public float run() {
        round++;
        for (int n = 0; n < MEMBERS; n++) {
          boolean talks = n < GroupRoom.TALKERS;
          int at = (round + 197 * n) % pieces * size;
          System.arraycopy(talks ? speech : hiss, at, frame.channel(0), 0, size);
          people.get(n).put(frame, told && talks ? 1f : quietProbability);
        }
        mixer.mix();
        return mixer.frame(Mixer.COMMON).channel(0)[0];
      }
    };
  }

  /** The common mix and one for each talker. */
  private static Body encode(int complexity) {
    List<PacketEncoder> encoders = new ArrayList<>();
    for (int n = 0; n <= GroupRoom.TALKERS; n++) {
      encoders.add(Codecs.find("opus").createEncoder(GroupRoom.codec(complexity)));
    }
    byte[] packet = new byte[encoders.getFirst().maxPacketBytes()];
    float[] speech = GroupRoom.recordedSpeech();
    int size = GroupRoom.PACKET.frameSamples();
    int pieces = speech.length / size;
    AudioFrame frame = new AudioFrame(GroupRoom.PACKET);
    return new Body() {
      private int round;

      @Override
      public float run() {
        round++;
        float sum = 0f;
        for (int n = 0; n < encoders.size(); n++) {
          System.arraycopy(speech, (round + 97 * n) % pieces * size, frame.channel(0), 0, size);
          sum += encoders.get(n).encode(frame, packet);
        }
        return sum;
      }

      @Override
      public void close() {
        encoders.forEach(PacketEncoder::close);
      }
    };
  }

  /** All of it, at complexity 9. */
  private static Body round(Quiet kind) {
    GroupRoom room = new GroupRoom(MEMBERS, kind, 9);
    return new Body() {
      @Override
      public float run() {
        room.receive();
        room.work();
        return room.bytesOut();
      }

      @Override
      public void close() {
        room.close();
      }
    };
  }
}
