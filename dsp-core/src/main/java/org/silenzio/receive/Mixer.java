package org.silenzio.receive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.gain.LimiterConfig;
import org.silenzio.gain.SharedGain;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;
import org.silenzio.kernel.WarmUp;

/**
 * A room: gives each participant the sound of the others. The loudest few are mixed; whoever is not
 * among them hears the same as all who are not, the {@link #COMMON} mix, so that it is made, and
 * can be encoded, once. A talker's mix is the common one without the own voice. The work is linear
 * in participants and in talkers.
 *
 * <p>A round: each participant without a source gives a frame ({@link Participant#put}), {@link
 * #mix}, then each listener's frame is {@code frame(participant.mixIndex())}.
 *
 * <p>All mixes share one limiter's gain: none exceeds the ceiling, and a listener who becomes a
 * talker hears no step. Who joins, leaves, is chosen or no longer does so by a ramp.
 *
 * <p>[audio] {@link #mix}, {@link #frame}, {@link #mixes}: any thread, one call at a time.
 * [control] construction, {@code join}, {@link #warmUp}: any threads. [any] the rest.
 */
public final class Mixer {

  /** The mix of those who are not heard themselves. */
  public static final int COMMON = 0;

  private final MixerConfig config;
  private final StreamFormat format;
  private final SampleKernel kernel = Kernels.samples();
  private final SharedGain gain;
  private final ActiveSpeakers speakers;
  private final int historySamples;
  private final AtomicReferenceArray<Participant> places;
  private final Participant[] talkers;
  private final float[][] common;
  private final AudioFrame[] mixes;
  private final float[] window;
  private final Tally frames = new Tally();
  private final Tally missingBefore = new Tally();
  private int talkerCount;
  private volatile int mixCount = 1;
  private volatile float lastGain = 1f;
  private volatile float lowestGain = 1f;

  /**
   * Makes an empty room. [control]
   *
   * @param config what it is made for
   */
  public Mixer(MixerConfig config) {
    this.config = config;
    format = config.format();
    gain = new SharedGain(LimiterConfig.defaults(format).withCeilingDbfs(config.ceilingDbfs()));
    speakers = new ActiveSpeakers(config.maxTalkers());
    historySamples = gain.latencySamples() + SharedGain.HISTORY_SAMPLES;
    places = new AtomicReferenceArray<>(config.maxParticipants());
    talkers = new Participant[config.maxParticipants()];
    common = new float[format.channels()][historySamples + format.frameSamples()];
    mixes = new AudioFrame[config.maxParticipants() + 1];
    for (int n = 0; n < mixes.length; n++) {
      mixes[n] = new AudioFrame(format);
    }
    window = new float[SharedGain.HISTORY_SAMPLES + SharedGain.MAX_RUN_SAMPLES];
  }

  /**
   * The frames of participants and mixes. [any]
   *
   * @return the format, constant
   */
  public StreamFormat format() {
    return format;
  }

  /**
   * Lets one in who gives frames by {@link Participant#put}. [control]
   *
   * @return the participant
   * @throws IllegalStateException if the room is full
   */
  public Participant join() {
    return enter(null);
  }

  /**
   * Lets one in whose frames are pulled in each round, such as a jitter buffer's. [control]
   *
   * @param source gives what the participant says, in the mixer's format
   * @return the participant
   * @throws IllegalArgumentException if the source has another format
   * @throws IllegalStateException if the room is full
   */
  public Participant join(FrameSource source) {
    Objects.requireNonNull(source, "source");
    if (!source.format().equals(format)) {
      throw new IllegalArgumentException(
          "source has the format " + source.format() + ", allowed: " + format);
    }
    return enter(source);
  }

  private Participant enter(FrameSource source) {
    for (int n = 0; n < places.length(); n++) {
      if (places.get(n) == null) {
        Participant one = new Participant(n, source, config, historySamples);
        if (places.compareAndSet(n, null, one)) {
          return one;
        }
      }
    }
    throw new IllegalStateException(
        "the room is full: maxParticipants is " + config.maxParticipants());
  }

  /**
   * Gets the compiler to do its work before the first round, in a room of its own with loud and
   * soft talkers. [control]
   *
   * @param config as the mixer's
   * @param budgetMs the time it may take, 1 or more
   * @return whether it seems compiled; false says that rounds may be slow for a while, no more
   * @throws IllegalArgumentException if the budget is under 1
   */
  public static boolean warmUp(MixerConfig config, int budgetMs) {
    Mixer room = new Mixer(config.withRoom(2, 1));
    Participant told = room.join();
    Participant heard = room.join();
    Random random = new Random(1);
    AudioFrame soft = new AudioFrame(config.format());
    AudioFrame loud = new AudioFrame(config.format());
    for (int c = 0; c < config.format().channels(); c++) {
      for (int i = 0; i < config.format().frameSamples(); i++) {
        soft.channel(c)[i] = 0.1f * random.nextFloat();
        loud.channel(c)[i] = 4f * random.nextFloat() - 2f;
      }
    }
    return WarmUp.run(
        budgetMs,
        List.of(
            () -> round(room, told, loud, heard, soft),
            () -> round(room, told, soft, heard, loud)));
  }

  private static void round(
      Mixer room, Participant told, AudioFrame one, Participant heard, AudioFrame other) {
    told.put(one, 1f);
    heard.put(other);
    room.mix();
  }

  /** Mixes a round: takes each participant's frame, makes all mixes. [audio] Does not allocate. */
  public void mix() {
    listen();
    choose();
    sum();
    limit();
    mixCount = talkerCount + 1;
    frames.add(1);
  }

  private void listen() {
    speakers.begin();
    for (int n = 0; n < places.length(); n++) {
      Participant one = places.getAcquire(n);
      if (one != null) {
        one.listen();
        speakers.consider(one);
      }
    }
  }

  /** Who is in the mixes: those chosen, and those who are fading. */
  private void choose() {
    talkerCount = 0;
    for (int n = 0; n < places.length(); n++) {
      Participant one = places.getAcquire(n);
      if (one == null) {
        continue;
      }
      one.choose(speakers.chose(one));
      one.assign(COMMON);
      if (one.contribute()) {
        talkers[talkerCount++] = one;
        one.assign(talkerCount);
      } else if (one.leaving()) {
        missingBefore.add(one.missingFrames());
        one.go();
        places.setRelease(n, null);
      }
    }
  }

  private void sum() {
    int size = format.frameSamples();
    for (int c = 0; c < common.length; c++) {
      System.arraycopy(common[c], size, common[c], 0, historySamples);
      Arrays.fill(common[c], historySamples, historySamples + size, 0f);
      for (int t = 0; t < talkerCount; t++) {
        kernel.mix(common[c], historySamples, talkers[t].line(c), historySamples, size, 1f, 1f);
      }
    }
  }

  private void limit() {
    int size = format.frameSamples();
    float lowest = 1f;
    for (int at = 0; at < size; at += SharedGain.MAX_RUN_SAMPLES) {
      int length = Math.min(SharedGain.MAX_RUN_SAMPLES, size - at);
      gain.begin(length);
      for (int c = 0; c < common.length; c++) {
        gain.hear(common[c], historySamples + at);
        for (int t = 0; t < talkerCount; t++) {
          hearWithout(talkers[t].line(c), common[c], at, length);
        }
      }
      boolean unchanged = gain.end();
      lowest = Math.min(lowest, gain.lowest());
      write(at, length, unchanged);
    }
    lastGain = lowest;
    lowestGain = Math.min(lowestGain, lowest);
  }

  private void hearWithout(float[] own, float[] all, int at, int length) {
    int from = historySamples + at - SharedGain.HISTORY_SAMPLES;
    int total = SharedGain.HISTORY_SAMPLES + length;
    System.arraycopy(all, from, window, 0, total);
    kernel.mix(window, 0, own, from, total, -1f, -1f);
    gain.hear(window, SharedGain.HISTORY_SAMPLES);
  }

  /** The run that leaves, delayed by the limiter's look-ahead, in all mixes. */
  private void write(int at, int length, boolean unchanged) {
    int from = SharedGain.HISTORY_SAMPLES + at;
    for (int c = 0; c < common.length; c++) {
      for (int m = 0; m <= talkerCount; m++) {
        float[] out = mixes[m].channel(c);
        System.arraycopy(common[c], from, out, at, length);
        if (m != COMMON) {
          kernel.mix(out, at, talkers[m - 1].line(c), from, length, -1f, -1f);
        }
        if (!unchanged) {
          gain.apply(out, at);
        }
      }
    }
  }

  /**
   * How many different mixes the last round has: the common one and one for each who is heard.
   * [audio]
   *
   * @return 1 or more
   */
  public int mixes() {
    return talkerCount + 1;
  }

  /**
   * One mix of the last round. [audio]
   *
   * @param mixIndex a listener's {@link Participant#mixIndex}, 0 to {@link #mixes()} − 1
   * @return the mixer's own frame, valid until the next round; it may be changed
   * @throws IndexOutOfBoundsException if there is no such mix
   */
  public AudioFrame frame(int mixIndex) {
    return mixes[Objects.checkIndex(mixIndex, talkerCount + 1)];
  }

  /**
   * How much later a voice leaves than it entered: the limiter's look-ahead. [any]
   *
   * @return the delay in samples at the format's rate, constant
   */
  public int latencySamples() {
    return gain.latencySamples();
  }

  /**
   * Who talks. [any]
   *
   * @return those who seem to talk, the loudest first; a snapshot
   */
  public List<Participant> activeSpeakers() {
    record Ranked(Participant who, double levelDbfs) {}
    List<Ranked> talking = new ArrayList<>();
    for (int n = 0; n < places.length(); n++) {
      Participant one = places.get(n);
      if (one != null && one.speaking()) {
        talking.add(new Ranked(one, one.levelDbfs())); // read once: it moves meanwhile
      }
    }
    talking.sort(Comparator.comparingDouble(Ranked::levelDbfs).reversed());
    return talking.stream().map(Ranked::who).toList();
  }

  /**
   * What happened so far. [any]
   *
   * @return a snapshot
   */
  public MixerStatistics statistics() {
    int participants = 0;
    int speaking = 0;
    long missing = missingBefore.get();
    for (int n = 0; n < places.length(); n++) {
      Participant one = places.get(n);
      if (one != null) {
        participants++;
        speaking += one.speaking() ? 1 : 0;
        missing += one.missingFrames();
      }
    }
    return new MixerStatistics(
        frames.get(),
        participants,
        speaking,
        mixCount,
        missing,
        Decibels.fromAmplitude(lastGain),
        Decibels.fromAmplitude(lowestGain));
  }
}
