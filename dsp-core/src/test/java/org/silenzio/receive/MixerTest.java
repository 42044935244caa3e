package org.silenzio.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;

class MixerTest {

  private static final int RATE = 48_000;
  private static final StreamFormat MONO = StreamFormat.of10Ms(RATE, 1);
  private static final MixerConfig DEFAULTS = MixerConfig.defaults(MONO);

  /** Everybody's sound, and what everybody hears. */
  private static final class Room {
    final Mixer mixer;
    final StreamFormat format;
    final List<Participant> people = new ArrayList<>();
    final List<float[]> heard = new ArrayList<>();
    final List<Integer> mixesUsed = new ArrayList<>();
    private final AudioFrame frame;

    Room(MixerConfig config, int people) {
      mixer = new Mixer(config);
      format = config.format();
      frame = new AudioFrame(format);
      for (int n = 0; n < people; n++) {
        enter();
      }
    }

    Participant enter() {
      people.add(mixer.join());
      heard.add(new float[0]);
      return people.getLast();
    }

    /** One round; whoever has no sound gives none; probabilities from 0 to 1, NaN: not told. */
    void round(float[][] sounds, float[] probabilities) {
      for (int n = 0; n < sounds.length; n++) {
        if (sounds[n] != null) {
          for (int c = 0; c < format.channels(); c++) {
            System.arraycopy(sounds[n], 0, frame.channel(c), 0, format.frameSamples());
          }
          people.get(n).put(frame, probabilities[n]);
        }
      }
      mixer.mix();
      mixesUsed.add(mixer.mixes());
      int size = format.frameSamples();
      for (int n = 0; n < people.size(); n++) {
        float[] all = Arrays.copyOf(heard.get(n), heard.get(n).length + size);
        float[] now = mixer.frame(people.get(n).mixIndex()).channel(0);
        System.arraycopy(now, 0, all, all.length - size, size);
        heard.set(n, all);
      }
    }
  }

  private static float[] noise(long seed, double amplitude, int samples) {
    Random random = new Random(seed);
    float[] sound = new float[samples];
    for (int i = 0; i < samples; i++) {
      sound[i] = (float) (amplitude * (2 * random.nextDouble() - 1));
    }
    return sound;
  }

  private static float[] constant(double value, int samples) {
    float[] sound = new float[samples];
    Arrays.fill(sound, (float) value);
    return sound;
  }

  private static float[] piece(float[] sound, int round, int size) {
    return Arrays.copyOfRange(sound, round * size, (round + 1) * size);
  }

  @ParameterizedTest
  @CsvSource({"48000, 480, 1", "16000, 160, 2", "8000, 64, 1", "44100, 441, 1", "192000, 1920, 1"})
  void eachHearsTheSumOfTheOthers(int rate, int size, int channels) {
    StreamFormat format = new StreamFormat(rate, channels, size);
    int people = 4;
    int rounds = 60;
    Room room = new Room(DEFAULTS.withFormat(format), people);
    float[][] sounds = new float[people][];
    for (int n = 0; n < people; n++) {
      sounds[n] = noise(n, 0.05 * (n + 1), rounds * size);
    }
    for (int round = 0; round < rounds; round++) {
      float[][] now = new float[people][];
      for (int n = 0; n < people; n++) {
        now[n] = piece(sounds[n], round, size);
      }
      room.round(now, new float[] {1, 1, 1, 1});
    }
    int delay = room.mixer.latencySamples();
    assertEquals(2 * rate / 1_000 + 8, delay);
    // the ramp at the beginning is done after some of its time
    for (int listener = 0; listener < people; listener++) {
      float[] heard = room.heard.get(listener);
      for (int i = rate / 5; i < heard.length; i++) {
        double others = 0;
        for (int n = 0; n < people; n++) {
          others += n == listener ? 0 : sounds[n][i - delay];
        }
        assertEquals(others, heard[i], 2e-7, listener + " at " + i);
      }
    }
    assertEquals(people + 1, room.mixer.mixes());
  }

  @Test
  void whoIsNotHeardSharesTheCommonMix() {
    int people = 50;
    Room room = new Room(DEFAULTS.withRoom(50, 3), people);
    float[][] sounds = new float[people][];
    float[] talking = new float[people];
    for (int n = 0; n < people; n++) {
      sounds[n] = constant(0.001 * (n + 1), 480);
      talking[n] = n == 7 || n == 20 || n == 33 ? 1f : 0f;
    }
    for (int round = 0; round < 30; round++) {
      room.round(sounds, talking);
    }
    assertEquals(4, room.mixer.mixes());
    assertEquals(4, room.mixer.statistics().mixes());
    assertEquals(3, room.mixer.statistics().speaking());
    double all = 0.008 + 0.021 + 0.034;
    for (int n = 0; n < people; n++) {
      Participant one = room.people.get(n);
      float[] frame = room.mixer.frame(one.mixIndex()).channel(0);
      if (talking[n] == 1) {
        assertTrue(one.mixed());
        assertEquals(all - 0.001 * (n + 1), frame[100], 1e-7);
      } else {
        assertFalse(one.mixed());
        assertEquals(Mixer.COMMON, one.mixIndex());
        assertEquals(all, frame[100], 1e-7);
      }
    }
    assertEquals(
        List.of(33, 20, 7), room.mixer.activeSpeakers().stream().map(Participant::id).toList());
  }

  @Test
  void theLoudestOfTalkersAndThenOfTheRestAreChosen() {
    Room room = new Room(DEFAULTS.withRoom(6, 2), 6);
    float[][] sounds = new float[6][];
    for (int n = 0; n < 6; n++) {
      sounds[n] = noise(n, 0.02 * (n + 1), 480);
    }
    for (int round = 0; round < 50; round++) {
      room.round(sounds, new float[] {1, 1, 1, 0, 0, 0});
    }
    // the noise of the others is louder, but they do not talk
    assertEquals(List.of(1, 2), mixed(room));
    for (int round = 0; round < 100; round++) {
      room.round(sounds, new float[] {1, 0, 0, 0, 0, 0});
    }
    assertEquals(List.of(0, 5), mixed(room));
  }

  private static List<Integer> mixed(Room room) {
    return room.people.stream().filter(Participant::mixed).map(Participant::id).toList();
  }

  @Test
  void aTalkersPlaceIsHeldThroughAPauseAndAgainstOneWhoIsHardlyLouder() {
    Room room = new Room(DEFAULTS.withRoom(3, 1).withHangOverMs(300), 3);
    float[][] sounds = {
      constant(0.1, 480), constant(0.1 * Decibels.toAmplitude(2), 480), constant(0.001, 480)
    };
    for (int round = 0; round < 50; round++) {
      room.round(sounds, new float[] {1, 0, 0});
    }
    for (int round = 0; round < 29; round++) {
      room.round(sounds, new float[] {0, 0, 0});
      assertEquals(List.of(0), mixed(room), "hang-over, round " + round);
    }
    for (int round = 0; round < 10; round++) {
      room.round(sounds, new float[] {0, 1, 0});
    }
    assertEquals(List.of(1), mixed(room), "one who talks goes before one who does not");
    for (int round = 0; round < 50; round++) {
      room.round(sounds, new float[] {1, 1, 0});
    }
    assertEquals(List.of(1), mixed(room));
    for (int round = 0; round < 200; round++) {
      sounds[0] = constant(0.1 * Decibels.toAmplitude(4), 480);
      room.round(sounds, new float[] {1, 1, 0});
      assertEquals(List.of(1), mixed(room), "2 dB louder is not enough");
    }
    sounds[0] = constant(0.1 * Decibels.toAmplitude(6), 480);
    for (int round = 0; round < 200; round++) {
      room.round(sounds, new float[] {1, 1, 0});
    }
    assertEquals(List.of(0), mixed(room), "4 dB is");
  }

  /** The largest step from sample to sample. */
  private static double step(float[] sound, int from) {
    double most = 0;
    for (int i = Math.max(1, from); i < sound.length; i++) {
      most = Math.max(most, Math.abs(sound[i] - sound[i - 1]));
    }
    return most;
  }

  @ParameterizedTest
  @CsvSource({"480, 10", "480, 50", "48, 10", "1, 10", "960, 10"})
  void comingAndGoingIsARampWithoutAStep(int size, double rampMs) {
    // constants show gains as they are: a click would be a step
    StreamFormat format = new StreamFormat(RATE, 1, size);
    Room room = new Room(DEFAULTS.withFormat(format).withRampMs(rampMs), 2);
    float[][] sounds = {constant(0.5, size), null};
    int rounds = 4_800 / size * (int) (rampMs / 10);
    for (int round = 0; round < rounds; round++) {
      room.round(sounds, new float[] {1, 0});
    }
    float[] joining = room.heard.get(1);
    for (int i = 1; i < joining.length; i++) {
      assertTrue(joining[i] >= joining[i - 1], "rises all the way: " + i);
    }
    assertEquals(0f, joining[0]);
    assertEquals(0.5f, joining[joining.length - 1]);
    double steepest = 0.5 / (rampMs * 48) * 1.01;
    assertTrue(step(joining, 0) <= steepest, step(joining, 0) + " of " + steepest);
    room.people.get(0).setGainDb(-20);
    for (int round = 0; round < rounds; round++) {
      room.round(sounds, new float[] {1, 0});
    }
    float[] softer = room.heard.get(1);
    for (int i = joining.length; i < softer.length; i++) {
      assertTrue(softer[i] <= softer[i - 1], "falls all the way: " + i);
    }
    assertEquals(0.05f, softer[softer.length - 1], 1e-6f);
    assertTrue(step(softer, 0) <= steepest);
    room.people.get(0).setGainDb(0);
    for (int round = 0; round < rounds; round++) {
      room.round(sounds, new float[] {1, 0});
    }
    room.people.get(0).leave();
    for (int round = 0; round < rounds; round++) {
      room.round(new float[2][], new float[2]);
    }
    float[] left = room.heard.get(1);
    assertEquals(0f, left[left.length - 1]);
    assertTrue(step(left, 0) <= Math.max(steepest, 0.5 / 240 * 1.01), "falls in 5 ms");
    assertTrue(room.people.get(0).gone());
    assertEquals(1, room.mixer.statistics().participants());
  }

  @Test
  void aListenerWhoBecomesATalkerHearsNoStep() {
    // two talkers so loud that the limiter works all the time
    Room room = new Room(DEFAULTS, 3);
    float[][] sounds = {constant(0.8, 480), constant(0.8, 480), null};
    float[] talking = {1, 1, 0};
    for (int round = 0; round < 200; round++) {
      if (round >= 50 && round < 100) {
        sounds[2] = constant(0.01, 480);
        talking[2] = 1;
      } else {
        sounds[2] = constant(0, 480);
        talking[2] = 0;
      }
      room.round(sounds, talking);
    }
    float[] heard = room.heard.get(2);
    assertTrue(room.mixesUsed.contains(4) && room.mixesUsed.getLast() == 3);
    assertTrue(step(heard, 0) < 0.01, "" + step(heard, 0));
    double ceiling = Decibels.toAmplitude(-1);
    for (int i = 4_800; i < heard.length; i++) {
      assertTrue(heard[i] <= ceiling && heard[i] > 0.93 * ceiling, i + ": " + heard[i]);
    }
    assertTrue(room.mixer.statistics().gainDb() < -4);
  }

  @Test
  void noMixExceedsTheCeiling() {
    int people = 8;
    Room room = new Room(DEFAULTS.withRoom(people, 4).withCeilingDbfs(-3), people);
    Random random = new Random(4);
    double ceiling = Decibels.toAmplitude(-3);
    float[] talking = new float[people];
    for (int round = 0; round < 300; round++) {
      float[][] sounds = new float[people][];
      for (int n = 0; n < people; n++) {
        if (random.nextInt(8) > 0) {
          sounds[n] = noise(random.nextLong(), random.nextInt(6) == 0 ? 4 : 0.1, 480);
        }
        talking[n] = random.nextInt(3) == 0 ? 1 : 0;
        if (random.nextInt(20) == 0) {
          room.people.get(n).setGainDb(random.nextInt(-20, 20));
        }
      }
      room.round(sounds, talking);
      for (int m = 0; m < room.mixer.mixes(); m++) {
        for (float sample : room.mixer.frame(m).channel(0)) {
          assertTrue(Math.abs(sample) <= ceiling, round + ": " + sample);
        }
      }
    }
    assertTrue(room.mixer.statistics().lowestGainDb() < -12);
  }

  @Test
  void aVoiceThatBreaksOffFadesAndIsCounted() {
    Room room = new Room(DEFAULTS, 2);
    for (int round = 0; round < 20; round++) {
      room.round(new float[][] {constant(0.5, 480), constant(0, 480)}, new float[] {1, 0});
    }
    room.round(new float[][] {null, constant(0, 480)}, new float[] {1, 0});
    room.round(new float[][] {null, constant(0, 480)}, new float[] {1, 0});
    float[] heard = room.heard.get(1);
    assertTrue(step(heard, 0) <= 0.5 / 240 * 1.01);
    assertEquals(0f, heard[heard.length - 1]);
    assertEquals(2, room.people.get(0).missingFrames());
    assertEquals(2, room.mixer.statistics().missingFrames());
  }

  @Test
  void sourcesArePulledOnceARoundAndUntilTheLeaverIsGone() {
    Mixer mixer = new Mixer(DEFAULTS.withRoom(2, 2));
    int[] pulls = {0};
    FrameSource source =
        new FrameSource() {
          @Override
          public StreamFormat format() {
            return MONO;
          }

          @Override
          public void pull(AudioFrame frame) {
            pulls[0]++;
            Arrays.fill(frame.channel(0), 0.25f);
          }
        };
    Participant talker = mixer.join(source);
    Participant listener = mixer.join();
    for (int round = 0; round < 10; round++) {
      mixer.mix();
    }
    assertEquals(10, pulls[0]);
    assertEquals(0.25f, mixer.frame(listener.mixIndex()).channel(0)[479]);
    assertEquals(0f, mixer.frame(talker.mixIndex()).channel(0)[479]);
    talker.leave();
    assertFalse(talker.gone());
    for (int round = 0; round < 5; round++) {
      mixer.mix();
    }
    assertTrue(talker.gone());
    assertEquals(10, pulls[0]);
    Participant next = mixer.join();
    assertEquals(talker.id(), next.id(), "the place is free again");
    assertThrows(IllegalStateException.class, mixer::join);
  }

  @Test
  void poisonHarmsNobody() {
    Room poisoned = new Room(DEFAULTS, 3);
    Room healthy = new Room(DEFAULTS, 3);
    float[] poison = constant(Float.NaN, 480);
    poison[3] = Float.POSITIVE_INFINITY;
    poison[4] = -1e30f;
    for (int round = 0; round < 450; round++) {
      float[][] sounds = {noise(2L * round, 0.1, 480), noise(2L * round + 1, 0.1, 480), null};
      float[] unknown = {Float.NaN, Float.NaN, Float.NaN};
      healthy.round(sounds, unknown);
      sounds[0] = round == 10 ? poison : sounds[0];
      poisoned.round(sounds, unknown);
    }
    double ceiling = Decibels.toAmplitude(-1);
    for (float[] heard : poisoned.heard) {
      for (float sample : heard) {
        assertTrue(Math.abs(sample) <= ceiling, "" + sample);
      }
    }
    assertTrue(poisoned.mixer.statistics().lowestGainDb() < -1, "the limiter had to");
    // what all hear is as if nothing had been, once the limiter has let go
    assertEquals(0, poisoned.mixer.statistics().gainDb(), 1e-3);
    for (int n = 0; n < 3; n++) {
      float[] expected = healthy.heard.get(n);
      float[] heard = poisoned.heard.get(n);
      int lastSecond = heard.length - RATE;
      assertTrue(step(expected, lastSecond) > 0.01, "there is something to hear");
      for (int i = lastSecond; i < heard.length; i++) {
        assertEquals(expected[i], heard[i], 1e-6f, n + " at " + i);
      }
    }
  }

  @Test
  void anEmptyRoomIsSilent() {
    Mixer mixer = new Mixer(DEFAULTS);
    mixer.mix();
    assertArrayEquals(new float[480], mixer.frame(Mixer.COMMON).channel(0));
    assertEquals(1, mixer.mixes());
    assertEquals(0, mixer.statistics().gainDb());
    assertThrows(IndexOutOfBoundsException.class, () -> mixer.frame(1));
    assertSame(mixer.frame(0), mixer.frame(0));
  }

  @Test
  void joiningAndLeavingFromOtherThreadsDuringRounds() throws InterruptedException {
    Mixer mixer = new Mixer(DEFAULTS.withRoom(20, 3));
    Thread[] control = new Thread[2];
    Throwable[] failure = new Throwable[1];
    for (int t = 0; t < control.length; t++) {
      control[t] =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, e) -> failure[0] = e)
              .start(
                  () -> {
                    Random random = new Random(5);
                    List<Participant> mine = new ArrayList<>();
                    for (int n = 0; n < 300; n++) {
                      if (mine.size() < 8) {
                        mine.add(mixer.join(new Tone()));
                        mine.getLast().setGainDb(random.nextInt(-30, 10));
                      } else {
                        Participant one = mine.removeFirst();
                        one.leave();
                        while (!one.gone()) {
                          LockSupport.parkNanos(100_000);
                        }
                      }
                      mixer.statistics();
                      mixer.activeSpeakers();
                    }
                    mine.forEach(Participant::leave);
                  });
    }
    while (control[0].isAlive() || control[1].isAlive()) {
      mixer.mix();
      for (int m = 0; m < mixer.mixes(); m++) {
        for (float sample : mixer.frame(m).channel(0)) {
          assertTrue(Math.abs(sample) <= 0.8913);
        }
      }
    }
    for (Thread thread : control) {
      thread.join();
    }
    assertEquals(null, failure[0]);
    for (int round = 0; round < 5; round++) {
      mixer.mix();
    }
    assertEquals(0, mixer.statistics().participants());
  }

  private static final class Tone implements FrameSource {
    private int at;

    @Override
    public StreamFormat format() {
      return MONO;
    }

    @Override
    public void pull(AudioFrame frame) {
      for (int i = 0; i < 480; i++) {
        frame.channel(0)[i] = (float) (0.3 * Math.sin(0.03 * at++));
      }
    }
  }

  @Test
  void doesNotAllocate() {
    MixerConfig config = DEFAULTS.withFormat(StreamFormat.of10Ms(RATE, 2));
    Mixer.warmUp(config, 300);
    Mixer mixer = new Mixer(config);
    List<Participant> people = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      people.add(mixer.join());
    }
    AudioFrame frame = new AudioFrame(config.format());
    System.arraycopy(noise(1, 1, 480), 0, frame.channel(0), 0, 480);
    int[] round = {0};
    long bytes =
        Allocation.bytes(
            300,
            200,
            () -> {
              round[0]++;
              for (int n = 0; n < 50; n++) {
                if ((n + round[0] / 30) % 7 < 3) {
                  people.get(n).put(frame, (n & 1) == 0 ? Float.NaN : 0.8f);
                }
              }
              mixer.mix();
            });
    assertEquals(0, bytes);
    assertTrue(mixer.statistics().mixes() > 5);
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() {
    refused("maxParticipants is 0, allowed: 1 to 10000", () -> DEFAULTS.withRoom(0, 1));
    refused("maxTalkers is 4, allowed: 1 to 3", () -> DEFAULTS.withRoom(3, 4));
    refused("rampMs is 0.5, allowed: 1.0 to 500.0", () -> DEFAULTS.withRampMs(0.5));
    refused(
        "hangOverMs is NaN, allowed: 0.0 to 10000.0", () -> DEFAULTS.withHangOverMs(Double.NaN));
    refused("ceilingDbfs is 1.0, allowed: -60.0 to 0.0", () -> DEFAULTS.withCeilingDbfs(1));
    Participant one = new Mixer(DEFAULTS).join();
    refused("gainDb is NaN, allowed: -60.0 to 30.0, or -Infinity", () -> one.setGainDb(Double.NaN));
    refused("gainDb is 31.0, allowed: -60.0 to 30.0, or -Infinity", () -> one.setGainDb(31));
    AudioFrame wrong = new AudioFrame(StreamFormat.of10Ms(16_000, 1));
    assertThrows(IllegalArgumentException.class, () -> one.put(wrong));
    Mixer other = new Mixer(DEFAULTS.withFormat(StreamFormat.of10Ms(16_000, 1)));
    assertThrows(IllegalArgumentException.class, () -> other.join(new Tone()));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
