package org.silenzio.receive;

import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.gain.VoiceActivity;
import org.silenzio.gain.VoiceActivityConfig;
import org.silenzio.kernel.DotKernel;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;

/**
 * One who talks and listens in a {@link Mixer}'s room; made by {@link Mixer#join()}.
 *
 * <p>[audio] {@code put}, {@link #mixIndex}: the round's thread, or threads that the caller has
 * brought together before {@link Mixer#mix} (each participant's frame may come from another).
 * [control] {@link #leave}. [any] the rest.
 */
public final class Participant {

  /** As good as mute. */
  public static final double MIN_GAIN_DB = -60;

  /** Twenty times as loud as a whisper needs. */
  public static final double MAX_GAIN_DB = 30;

  /** The level follows a louder voice and a softer one with these time constants. */
  private static final double ATTACK_MS = 20;

  private static final double RELEASE_MS = 300;

  /** A sound that breaks off fades from its last sample in this time. */
  private static final double TAIL_MS = 5;

  /** So much of a step short of its goal a ramp has arrived: rounding. */
  private static final float ARRIVED = 0.001f;

  private final int id;
  private final FrameSource source;
  private final SampleKernel kernel = Kernels.samples();
  private final DotKernel dot = Kernels.dot();
  private final SampleGuard guard = new SampleGuard();
  private final VoiceActivity activity;
  private final Tally missingFrames = new Tally();
  private final AudioFrame frame;
  private final float[][] line;
  private final float[] last;
  private final float[] tailFrom;
  private final int historySamples;
  private final float tailStep;
  private final float rampShare;
  private final double attackShare;
  private final double releaseShare;

  private boolean given;
  private float givenProbability;
  private int tailSamples;
  private double power;
  private float weight;
  private float heardGain;
  private float rampGoal;
  private float rampStep;
  private float factor;
  private int restingSamples;
  private boolean chosen;
  private boolean silent = true;
  private int mixIndex;

  private volatile float gain = 1f;
  private volatile boolean speaking;
  private volatile boolean mixed;
  private volatile double levelDbfs = Double.NEGATIVE_INFINITY;
  private volatile boolean leaving;
  private volatile boolean gone;

  Participant(int id, FrameSource source, MixerConfig config, int historySamples) {
    this.id = id;
    this.source = source;
    this.historySamples = historySamples;
    StreamFormat format = config.format();
    frame = new AudioFrame(format);
    line = new float[format.channels()][historySamples + format.frameSamples()];
    last = new float[format.channels()];
    tailFrom = new float[format.channels()];
    activity =
        new VoiceActivity(VoiceActivityConfig.defaults(format).withHangOverMs(config.hangOverMs()));
    double frameMs = format.frameMs();
    rampShare = (float) Math.min(1, frameMs / config.rampMs());
    attackShare = 1 - Math.exp(-frameMs / ATTACK_MS);
    releaseShare = 1 - Math.exp(-frameMs / RELEASE_MS);
    tailStep = (float) (1_000 / (TAIL_MS * format.sampleRateHz()));
    restingSamples = 2 * line[0].length;
    heardGain = 1f;
    rampGoal = 1f;
  }

  /**
   * The participant's number, which no other in the room has. [any]
   *
   * @return 0 or more; one who has left leaves the number to the next
   */
  public int id() {
    return id;
  }

  /**
   * Gives the frame for the next round, of which nobody tells whether it holds speech. [audio] One
   * without a source gives one each round; the sound of one who does not fades out.
   *
   * @param spoken what the participant says, of the mixer's format; stays the caller's
   * @throws IllegalArgumentException if the frame has another format
   */
  public void put(AudioFrame spoken) {
    put(spoken, Float.NaN);
  }

  /**
   * Gives the frame for the next round. [audio]
   *
   * @param spoken what the participant says, of the mixer's format; stays the caller's
   * @param speechProbability how likely it holds speech, 0 to 1; NaN: not known
   * @throws IllegalArgumentException if the frame has another format
   */
  public void put(AudioFrame spoken, float speechProbability) {
    FrameProcessor.checkFormat(spoken, frame.format());
    frame.copyFrom(spoken);
    given = true;
    givenProbability = speechProbability;
  }

  /**
   * Makes the participant louder or softer for all others, by a ramp from the next round on. [any]
   *
   * @param gainDb {@value #MIN_GAIN_DB} to {@value #MAX_GAIN_DB}, or −∞ to mute
   * @throws IllegalArgumentException if it is out of its range
   */
  public void setGainDb(double gainDb) {
    boolean mute = gainDb == Double.NEGATIVE_INFINITY;
    if (!mute && !(gainDb >= MIN_GAIN_DB && gainDb <= MAX_GAIN_DB)) {
      throw new IllegalArgumentException(
          "gainDb is "
              + gainDb
              + ", allowed: "
              + MIN_GAIN_DB
              + " to "
              + MAX_GAIN_DB
              + ", or -Infinity");
    }
    gain = (float) Decibels.toAmplitude(gainDb);
  }

  /**
   * Leaves the room: the voice fades out. [control] The mixer may still pull from the source until
   * {@link #gone}. Further calls have no effect.
   */
  public void leave() {
    leaving = true;
  }

  /**
   * Whether the mixer is done with a participant who left, and with the source. [any]
   *
   * @return true for good
   */
  public boolean gone() {
    return gone;
  }

  /**
   * Whether the participant seems to talk. [any]
   *
   * @return the decision of the last round
   */
  public boolean speaking() {
    return speaking;
  }

  /**
   * Whether the others hear the participant. [any]
   *
   * @return whether the last round's mixes held, or faded, this voice
   */
  public boolean mixed() {
    return mixed;
  }

  /**
   * How loud the participant is, the gain included, followed over some tenths of a second. [any]
   *
   * @return in dBFS; −∞ for silence
   */
  public double levelDbfs() {
    return levelDbfs;
  }

  /**
   * Frames that were not given in time. [any]
   *
   * @return the count since joining; 0 with a source
   */
  public long missingFrames() {
    return missingFrames.get();
  }

  /**
   * Which of the round's mixes is for this listener: the one without the own voice. [audio] Those
   * with the same number share one, so that it needs to be encoded but once: those whose voice is
   * not in it have {@link Mixer#COMMON}.
   *
   * @return 0 to {@link Mixer#mixes()} − 1
   */
  public int mixIndex() {
    return mixIndex;
  }

  // the mixer's side, on the audio thread

  boolean leaving() {
    return leaving;
  }

  void go() {
    activity.close();
    speaking = false;
    mixed = false;
    gone = true;
  }

  /** Fetches and judges the round's frame. */
  void listen() {
    boolean here = !leaving && (source != null || given);
    float probability = given ? givenProbability : Float.NaN;
    if (here && source != null) {
      source.pull(frame);
      probability = Float.NaN;
    }
    if (here) {
      tailSamples = 0;
    } else {
      missingFrames.add(leaving || source != null ? 0 : 1);
      fadeFromLast();
    }
    given = false;
    double energy = 0;
    int size = frame.format().frameSamples();
    for (int c = 0; c < last.length; c++) {
      float[] samples = frame.channel(c);
      guard.mend(samples, 0, size);
      energy += dot.dot(samples, 0, samples, 0, size);
      last[c] = samples[size - 1];
    }
    judge(here, energy / ((double) size * last.length), probability);
  }

  /** Where frames are missing, their place is taken by a fall from the last sample to silence. */
  private void fadeFromLast() {
    if (tailSamples == 0) {
      System.arraycopy(last, 0, tailFrom, 0, last.length);
    }
    int size = frame.format().frameSamples();
    for (int c = 0; c < last.length; c++) {
      float[] samples = frame.channel(c);
      for (int i = 0; i < size; i++) {
        samples[i] = tailFrom[c] * Math.max(0f, 1f - tailStep * (tailSamples + i + 1));
      }
    }
    tailSamples = (int) Math.min((long) tailSamples + size, StreamFormat.MAX_SAMPLE_RATE_HZ);
  }

  private void judge(boolean here, double framePower, float probability) {
    boolean talks;
    if (!here || framePower == 0) {
      talks = activity.update(0f); // silence needs no detector
    } else if (probability >= 0) {
      talks = activity.update(probability);
    } else {
      activity.process(frame);
      talks = activity.active();
    }
    silent = framePower == 0;
    power += (framePower - power) * (framePower > power ? attackShare : releaseShare);
    speaking = talks && !leaving;
    float loudness = gain;
    levelDbfs = Decibels.fromPower(power * loudness * loudness);
  }

  /** The rank among talkers: who talks before who does not, then the loudest. */
  boolean before(Participant other, double otherBonus, double ownBonus) {
    if (speaking != other.speaking) {
      return speaking;
    }
    return levelDbfs + ownBonus > other.levelDbfs + otherBonus;
  }

  /** Whether there is anything to hear of this participant. */
  boolean audible() {
    return !leaving && !silent && levelDbfs > Double.NEGATIVE_INFINITY;
  }

  boolean chosen() {
    return chosen;
  }

  void choose(boolean choice) {
    chosen = choice;
  }

  /**
   * Puts the frame, by its gain, behind what was contributed before.
   *
   * @return whether there is anything but silence in the line
   */
  boolean contribute() {
    float wanted = chosen || leaving ? 1f : 0f;
    // one who leaves fades by the sound's own end
    weight = leaving ? weight : toward(wanted, weight, rampShare);
    rampGain(gain);
    float next = weight * heardGain;
    int size = frame.format().frameSamples();
    boolean adds = (next != 0 || factor != 0) && !silent;
    restingSamples = adds ? 0 : Math.min(restingSamples + size, 2 * line[0].length);
    boolean rests = restingSamples >= line[0].length + size;
    if (!rests) {
      append(next, adds, size);
    }
    factor = next;
    mixed = !rests;
    return !rests;
  }

  /** A straight line from the gain as it is, whatever was on its way before. */
  private void rampGain(float goal) {
    if (goal != rampGoal) {
      rampGoal = goal;
      rampStep = Math.abs(goal - heardGain) * rampShare;
    }
    heardGain = toward(goal, heardGain, rampStep);
  }

  private static float toward(float goal, float from, float step) {
    if (Math.abs(goal - from) <= step * (1 + ARRIVED)) {
      return goal;
    }
    return goal > from ? from + step : from - step;
  }

  private void append(float next, boolean adds, int size) {
    for (int c = 0; c < line.length; c++) {
      System.arraycopy(line[c], size, line[c], 0, historySamples);
      if (adds) {
        System.arraycopy(frame.channel(c), 0, line[c], historySamples, size);
        kernel.gain(line[c], historySamples, size, factor, next);
      } else {
        Arrays.fill(line[c], historySamples, historySamples + size, 0f);
      }
    }
  }

  /** What was contributed: the history, then the last frame. */
  float[] line(int channel) {
    return line[channel];
  }

  void assign(int index) {
    mixIndex = index;
  }
}
