package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.Codecs;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.receive.GroupCall;
import org.silenzio.receive.GroupMember;
import org.silenzio.receive.JitterConfig;
import org.silenzio.receive.MixerConfig;
import org.silenzio.receive.PacketOutlet;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;

/** A group call by Opus from end to end: each has an encoder and a decoder at home. */
class OpusGroupCallTest {

  private static final int PACKET = 960;
  private static final int SECOND = 48_000;
  private static final StreamFormat ROUND = StreamFormat.of10Ms(SECOND, 1);
  private static final CodecConfig SPEECH =
      CodecConfig.defaults(new StreamFormat(SECOND, 1, PACKET)).withComplexity(5);

  /** The delay is constant, so that what is heard can be laid over what was said. */
  private static final JitterConfig JITTER =
      JitterConfig.defaults().withStartDelayMs(40).withDelayMs(40, 40);

  private static final class World implements AutoCloseable {
    final CodecProvider opus = Codecs.find("opus");
    final GroupCall call;
    final List<Person> people = new ArrayList<>();
    long nanos;

    World(int places, int talkers) {
      MixerConfig room = MixerConfig.defaults(ROUND).withRoom(places, talkers);
      call = new GroupCall(room, JITTER, SPEECH, opus, () -> nanos);
    }

    Person enter(float[] says) {
      Person one = new Person(opus, says);
      one.member = call.join(one);
      people.add(one);
      return one;
    }

    void packets(int count) {
      for (int n = 0; n < 2 * count; n++) {
        nanos += 10_000_000;
        for (int p = 0; n % 2 == 0 && p < people.size(); p++) {
          people.get(p).talk(nanos);
        }
        call.round();
      }
    }

    @Override
    public void close() {
      people.forEach(Person::close);
      call.close();
    }
  }

  private static final class Person implements PacketOutlet, AutoCloseable {
    final float[] says;
    final float[] heard;
    GroupMember member;
    private final PacketEncoder encoder;
    private final PacketDecoder decoder;
    private final AudioFrame frame = new AudioFrame(SPEECH.format());
    private final byte[] packet;
    private int said;
    private int hears;

    Person(CodecProvider opus, float[] says) {
      this.says = says;
      heard = new float[10 * SECOND];
      encoder = opus.createEncoder(SPEECH);
      decoder = opus.createDecoder(SPEECH);
      packet = new byte[encoder.maxPacketBytes()];
    }

    void talk(long nanos) {
      if (says == null) {
        return; // only listens
      }
      int at = said * PACKET % (says.length - PACKET);
      System.arraycopy(says, at, frame.channel(0), 0, PACKET);
      int length = encoder.encode(frame, packet);
      member.put(said, said * PACKET, nanos, packet, 0, length);
      said++;
    }

    @Override
    public void send(byte[] payload, int length, int sequenceNumber, int rtpTimestamp) {
      decoder.decode(payload, 0, length, frame);
      int at = hears * PACKET % (heard.length - PACKET);
      System.arraycopy(frame.channel(0), 0, heard, at, PACKET);
      hears++;
    }

    @Override
    public void close() {
      encoder.close();
      decoder.close();
    }
  }

  /** A second of speech after a second of silence. */
  private static float[] alternating(float[] speech, int from) {
    float[] sound = new float[10 * SECOND];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = i / SECOND % 2 == 1 ? speech[(from + i) % speech.length] : 0f;
    }
    return sound;
  }

  /** Soft noise: louder than silence, so that it takes the place of one who pauses. */
  private static float[] hiss() {
    Random random = new Random(1);
    float[] sound = new float[10 * SECOND];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (float) (0.001 * random.nextGaussian());
    }
    return sound;
  }

  /** Over every stride-th sample from the second second to the ninth. */
  private static double correlation(float[] said, float[] heard, int lag, int stride) {
    double product = 0;
    double saidEnergy = 0;
    double heardEnergy = 0;
    for (int i = SECOND; i < 9 * SECOND; i += stride) {
      product += said[i - lag] * heard[i];
      saidEnergy += said[i - lag] * said[i - lag];
      heardEnergy += heard[i] * heard[i];
    }
    return product / Math.sqrt(saidEnergy * heardEnergy + 1e-20);
  }

  /** Where two sounds match best within 125 ms. */
  private static int lag(float[] said, float[] heard) {
    int coarse = lag(said, heard, 0, 6_000, 4, 11);
    return lag(said, heard, Math.max(0, coarse - 4), coarse + 5, 1, 1);
  }

  private static int lag(float[] said, float[] heard, int from, int to, int step, int stride) {
    int best = from;
    double most = -1;
    for (int lag = from; lag < to; lag += step) {
      double match = correlation(said, heard, lag, stride);
      if (match > most) {
        most = match;
        best = lag;
      }
    }
    return best;
  }

  private static double match(float[] said, float[] heard) {
    return correlation(said, heard, lag(said, heard), 1);
  }

  private static float[] sum(float[] a, float[] b) {
    float[] both = a.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += b[i];
    }
    return both;
  }

  @Test
  void everybodyHearsTheTalkersAndNobodyHimself() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    try (World world = new World(4, 2)) {
      Person first = world.enter(Arrays.copyOf(speech, 10 * SECOND));
      Person second = world.enter(alternating(speech, 5 * SECOND));
      Person third = world.enter(hiss());
      Person fourth = world.enter(null);
      world.packets(490);
      double own = match(first.says, first.heard);
      double other = match(second.says, first.heard);
      double steady = match(first.says, second.heard);
      double both = match(sum(first.says, second.says), fourth.heard);
      // two codings, one of a mix, leave 0.77
      String figures = own + ", " + other + ", " + steady + ", " + both;
      assertTrue(own < 0.15, "oneself: " + figures);
      assertTrue(other > 0.7, "the other: " + figures);
      assertTrue(steady > 0.7, "through all changes of encoders: " + figures);
      assertTrue(both > 0.7, "both: " + figures);
      assertTrue(match(sum(first.says, second.says), third.heard) > 0.7);
    }
  }

  /** What is heard in each packet but was not said, by a known delay. */
  private static double[] errors(float[] said, float[] heard, int lag) {
    double[] errors = new double[heard.length / PACKET];
    for (int n = 10; n < errors.length; n++) {
      for (int i = n * PACKET; i < (n + 1) * PACKET; i++) {
        double off = heard[i] - said[i - lag];
        errors[n] += off * off;
      }
    }
    return errors;
  }

  @Test
  void aChangeOfEncodersCostsNoMoreThanCodingDoes() {
    float[] speech = Arrays.copyOf(Recordings.load(Recordings.CLEAN_48K), 10 * SECOND);
    double[][] errors = new double[2][];
    List<Integer> changes = new ArrayList<>();
    for (int talks = 0; talks < 2; talks++) {
      try (World world = new World(4, 2)) {
        world.enter(speech);
        float[] buzz = new float[10 * SECOND];
        for (int i = 0; i < buzz.length; i++) {
          double angle = 2 * Math.PI * 150 * i / SECOND;
          buzz[i] = (float) (0.1 * (Math.sin(angle) + Math.sin(2 * angle) + Math.sin(5 * angle)));
        }
        Person second = world.enter(buzz);
        world.enter(hiss());
        boolean mixed = false;
        for (int n = 0; n < 490; n++) {
          // heard for a second and a half, then mute for as long, or always mute
          boolean mute = talks == 0 || n / 75 % 2 == 1;
          second.member.participant().setGainDb(mute ? Double.NEGATIVE_INFINITY : 0);
          world.packets(1);
          if (mixed != second.member.participant().mixed()) {
            mixed = !mixed;
            changes.add(n);
          }
        }
        errors[talks] = errors(speech, second.heard, lag(speech, second.heard));
      }
    }
    double always = Arrays.stream(errors[0], 50, 480).sum();
    double changing = Arrays.stream(errors[1], 50, 480).sum();
    double alwaysThere = 0;
    double changingThere = 0;
    for (int n : changes) {
      for (int after = 0; after < 3 && n > 50 && n < 480; after++) {
        alwaysThere += errors[0][n + after];
        changingThere += errors[1][n + after];
      }
    }
    assertTrue(changes.size() >= 4, changes::toString);
    assertTrue(changing < 1.05 * always, changing + " of " + always);
    assertTrue(changingThere < 1.2 * alwaysThere, changingThere + " of " + alwaysThere);
  }

  @Test
  void aRoundOfFiftyAllocatesNothing() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    try (World world = new World(50, 3)) {
      for (int n = 0; n < 50; n++) {
        world.enter(n < 5 ? alternating(speech, n * SECOND) : null);
      }
      assertEquals(0, Allocation.bytes(100, 30, () -> world.packets(1)));
      assertTrue(world.call.statistics().mixes() >= 3);
    }
  }
}
