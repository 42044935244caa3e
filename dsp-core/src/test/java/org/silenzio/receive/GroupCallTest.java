package org.silenzio.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.testing.Allocation;

/** By a codec that loses nothing: what is heard is what was mixed. */
class GroupCallTest {

  private static final int RATE = 48_000;
  private static final int PACKET = 960;
  private static final StreamFormat ROUND = StreamFormat.of10Ms(RATE, 1);
  private static final MixerConfig ROOM = MixerConfig.defaults(ROUND);
  private static final JitterConfig JITTER =
      JitterConfig.defaults().withPackets(16, PACKET * Float.BYTES);
  private static final CodecConfig CODEC = CodecConfig.defaults(new StreamFormat(RATE, 1, PACKET));

  /** A call on a simulated clock, over a network without delay. */
  private static final class World implements AutoCloseable {
    final PcmCodec codec = new PcmCodec();
    final GroupCall call;
    final List<Person> people = new ArrayList<>();
    long nanos;

    World(MixerConfig room, CodecConfig encoding) {
      call = new GroupCall(room, JITTER, encoding, codec, () -> nanos);
    }

    Person enter(double hertz, double amplitude) {
      Person one = new Person(hertz, amplitude);
      one.member = call.join(one);
      people.add(one);
      return one;
    }

    void round() {
      nanos += 10_000_000;
      people.forEach(one -> one.talk(nanos));
      call.round();
    }

    void rounds(int count) {
      for (int n = 0; n < count; n++) {
        round();
      }
    }

    @Override
    public void close() {
      call.close();
    }
  }

  /** Says a tone, and keeps what comes. */
  private static final class Person implements PacketOutlet {
    final double hertz;
    double amplitude;
    GroupMember member;
    boolean keeps = true;
    float[] heard = new float[0];
    byte[] last;
    final List<Integer> numbers = new ArrayList<>();
    final List<Integer> timestamps = new ArrayList<>();
    private final byte[] packet = new byte[PACKET * Float.BYTES];
    private int rounds;
    private int position;

    Person(double hertz, double amplitude) {
      this.hertz = hertz;
      this.amplitude = amplitude;
    }

    void talk(long nanos) {
      if (rounds++ % 2 == 0 && !member.gone()) {
        for (int n = 0; n < PACKET; n++) {
          double angle = 2 * Math.PI * hertz * (position + n) / RATE;
          PcmCodec.write((float) (amplitude * Math.sin(angle)), packet, n);
        }
        assertTrue(member.put(position / PACKET, position, nanos, packet, 0, packet.length));
        position += PACKET;
      }
    }

    @Override
    public void send(byte[] payload, int length, int sequenceNumber, int rtpTimestamp) {
      if (!keeps) {
        return;
      }
      numbers.add(sequenceNumber);
      timestamps.add(rtpTimestamp);
      last = Arrays.copyOf(payload, length);
      int at = heard.length;
      heard = Arrays.copyOf(heard, at + PACKET);
      for (int n = 0; n < PACKET; n++) {
        heard[at + n] = PcmCodec.sample(payload, 0, n);
      }
    }

    /** How strongly another is heard in the last 200 ms: whole periods of multiples of 5 Hz. */
    double hears(Person other) {
      int from = heard.length - RATE / 5;
      double re = 0;
      double im = 0;
      for (int i = from; i < heard.length; i++) {
        double angle = 2 * Math.PI * other.hertz * i / RATE;
        re += heard[i] * Math.cos(angle);
        im += heard[i] * Math.sin(angle);
      }
      return 2 * Math.hypot(re, im) / (heard.length - from);
    }
  }

  @Test
  void everybodyHearsTheTalkersAndNobodyHimself() {
    try (World world = new World(ROOM.withRoom(50, 3), CODEC)) {
      for (int n = 0; n < 50; n++) {
        world.enter(400 + 50 * n, n % 20 == 7 ? 0.1 : 0.001); // 7, 27 and 47 talk
      }
      world.rounds(150);
      for (int listener = 0; listener < 50; listener++) {
        for (int talker = 0; talker < 50; talker++) {
          double heard = world.people.get(listener).hears(world.people.get(talker));
          if (talker % 20 == 7 && talker != listener) {
            assertEquals(0.1, heard, 0.001, listener + " hears " + talker);
          } else {
            assertTrue(heard < 1e-5, listener + " hears " + talker + ": " + heard);
          }
        }
      }
      long before = world.call.encodedPackets();
      world.rounds(20);
      assertEquals(10 * (3 + 1), world.call.encodedPackets() - before, "one packet per mix");
      assertArrayEquals(world.people.get(0).last, world.people.get(1).last);
      assertNotEquals(
          Arrays.hashCode(world.people.get(7).last), Arrays.hashCode(world.people.get(27).last));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aStreamRunsOnWhateverEncoderItComesFrom(int offsetRounds) {
    // the second talks now and then, and hears the first's tone all the time as if he never did
    try (World world = new World(ROOM.withRoom(4, 2), CODEC)) {
      Person first = world.enter(500, 0.2);
      Person second = world.enter(900, 0);
      world.enter(1_300, 0);
      world.rounds(40 + offsetRounds);
      int settled = second.heard.length;
      int changes = 0;
      boolean apart = false;
      for (int round = 0; round < 1_200; round++) {
        second.amplitude = round / 200 % 2 == 0 ? 0.1 : 0;
        world.round();
        changes += apart == second.member.apart() ? 0 : 1;
        apart = second.member.apart();
      }
      assertTrue(changes >= 4, "apart and back: " + changes);
      // a tone obeys x[i+1] = 2 cos(w) x[i] - x[i-1]; nothing else may be in it
      double twice = 2 * Math.cos(2 * Math.PI * first.hertz / RATE);
      for (int i = settled; i < second.heard.length - 1; i++) {
        double expected = twice * second.heard[i] - second.heard[i - 1];
        assertEquals(expected, second.heard[i + 1], 2e-6, "sample " + i);
      }
      assertTrue(second.hears(first) > 0.19);
      for (Person one : world.people) {
        assertEquals((1_240 + offsetRounds) / 2, one.numbers.size());
        for (int n = 1; n < one.numbers.size(); n++) {
          assertEquals(one.numbers.get(n - 1) + 1 & 0xFFFF, one.numbers.get(n));
          assertEquals(one.timestamps.get(n - 1) + PACKET, one.timestamps.get(n));
        }
      }
    }
  }

  @Test
  void whoStopsTalkingWaitsForAQuietPlaceButNotForEver() {
    try (World world = new World(ROOM.withRoom(3, 3), CODEC)) {
      Person first = world.enter(500, 0.2);
      Person second = world.enter(900, 0.2);
      world.enter(1_300, 0);
      world.rounds(40);
      assertTrue(second.member.apart());
      second.amplitude = 0;
      int rounds = 0;
      while (second.member.apart()) {
        world.round();
        rounds++;
      }
      assertTrue(rounds >= 100 && rounds < 115, "the first goes on: " + rounds);
      second.amplitude = 0.2;
      world.rounds(40);
      assertTrue(second.member.apart());
      second.amplitude = 0;
      first.amplitude = 0;
      rounds = 0;
      while (second.member.apart()) {
        world.round();
        rounds++;
      }
      assertTrue(rounds < 20, "nothing is heard: " + rounds);
    }
  }

  @Test
  void membersComeAndGo() {
    try (World world = new World(ROOM.withRoom(3, 2), CODEC)) {
      Person first = world.enter(500, 0.1);
      Person second = world.enter(700, 0.1);
      world.rounds(41);
      Person third = world.enter(900, 0.1);
      third.amplitude = 0.15; // louder: takes a place
      assertThrows(IllegalStateException.class, () -> world.call.join(third));
      assertEquals(1 + 3 * 2, world.codec.open, "an encoder, and two codecs for each");
      first.member.leave();
      world.rounds(60);
      assertTrue(first.member.gone());
      assertEquals(0.15, second.hears(third), 0.002);
      assertTrue(second.hears(first) < 1e-5);
      assertEquals(0.1, third.hears(second), 0.002);
      int packets = first.numbers.size();
      Person fourth = world.enter(1_100, 0.1);
      assertEquals(1 + 3 * 2, world.codec.open, "what the first held is freed");
      world.rounds(60);
      assertEquals(packets, first.numbers.size(), "nothing comes any more");
      assertEquals(30, fourth.numbers.size());
      assertTrue(fourth.hears(third) > 0.14);
      assertEquals(3, world.call.statistics().participants());
      assertEquals(30, fourth.member.received().packetsReceived());
      world.call.close();
      assertEquals(0, world.codec.open);
      world.call.close();
      assertThrows(IllegalStateException.class, () -> world.call.join(first));
    }
  }

  @Test
  void noCommonMixIsEncodedForNobody() {
    try (World world = new World(ROOM.withRoom(3, 2), CODEC)) {
      Person first = world.enter(500, 0.1);
      Person second = world.enter(700, 0.1);
      world.rounds(40);
      long before = world.call.encodedPackets();
      world.rounds(40);
      assertEquals(20 * 2, world.call.encodedPackets() - before);
      int resets = world.codec.resets;
      Person listener = world.enter(900, 0);
      world.rounds(40);
      assertEquals(resets + 1, world.codec.resets, "the common encoder begins");
      assertEquals(0.1, listener.hears(first), 0.001);
      assertEquals(0.1, listener.hears(second), 0.001);
    }
  }

  @Test
  void ofPausesTheFirstPacketIsSentAndTimeRunsOn() {
    try (World world = new World(ROOM.withRoom(2, 2), CODEC.withDtx(true))) {
      Person talker = world.enter(500, 0.1);
      Person listener = world.enter(700, 0);
      world.rounds(40);
      talker.amplitude = 0;
      world.rounds(100);
      talker.amplitude = 0.1;
      world.rounds(40);
      int pauses = 0;
      for (int n = 1; n < listener.numbers.size(); n++) {
        assertEquals(listener.numbers.get(n - 1) + 1 & 0xFFFF, listener.numbers.get(n));
        int ticks = listener.timestamps.get(n) - listener.timestamps.get(n - 1);
        assertEquals(0, ticks % PACKET);
        if (ticks > PACKET) {
          float[] before = Arrays.copyOfRange(listener.heard, (n - 1) * PACKET, n * PACKET);
          assertArrayEquals(new float[PACKET], before, "what tells of a pause is silent");
        }
        pauses += ticks >= 40 * PACKET ? 1 : 0;
      }
      assertEquals(1, pauses);
      assertEquals(1, talker.numbers.size(), "hears one pause");
    }
  }

  @Test
  void doesNotAllocate() {
    Mixer.warmUp(ROOM, 300);
    try (World world = new World(ROOM.withRoom(20, 3), CODEC)) {
      for (int n = 0; n < 20; n++) {
        world.enter(400 + 50 * n, 0.001 * n).keeps = false;
      }
      int[] round = {0};
      long bytes =
          Allocation.bytes(
              300,
              200,
              () -> {
                // another three are loudest from time to time
                int loud = round[0]++ / 40 % 6;
                for (int n = 0; n < 20; n++) {
                  world.people.get(n).amplitude = n % 6 == loud ? 0.1 : 0;
                }
                world.nanos += 10_000_000;
                for (int n = 0; n < 20; n++) {
                  world.people.get(n).talk(world.nanos);
                }
                world.call.round();
              });
      assertEquals(0, bytes);
      assertTrue(world.call.encodedPackets() >= 2L * round[0], "four or more a packet");
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    PcmCodec codec = new PcmCodec();
    refused(
        "room has the format " + CODEC.format() + ", allowed: " + ROUND,
        () -> new GroupCall(ROOM.withFormat(CODEC.format()), JITTER, CODEC, codec));
    for (StreamFormat wrong :
        List.of(
            new StreamFormat(RATE, 1, 720),
            new StreamFormat(RATE, 2, PACKET),
            new StreamFormat(16_000, 1, PACKET))) {
      refused(
          "encoding has the format " + wrong + ", allowed: whole multiples of " + ROUND,
          () -> new GroupCall(ROOM, JITTER, CodecConfig.defaults(wrong), codec));
    }
    assertEquals(0, codec.open);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
