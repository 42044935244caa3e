package org.silenzio.echo;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Recordings;
import org.silenzio.transform.Resampler;

/**
 * A call as a canceller meets it: two devices with clocks of their own, a room, recorded talkers,
 * and whatever {@link CallEvent} befalls them. All that happens follows from the seed.
 */
final class EnduranceCall {

  static final int RATE_HZ = Steps.SAMPLE_RATE_HZ;
  static final int FRAME = Steps.HOP_SAMPLES;
  private static final int SAMPLES_PER_MS = RATE_HZ / 1_000;

  private static final double SPEECH_RMS = 0.05; // −26 dBFS
  private static final double NOISE_RMS = 3e-4; // −70 dBFS

  private static final double LEAST_DELAY_MS = 10;
  private static final double LARGEST_DELAY_MS = 130;
  private static final double LARGEST_JUMP_MS = 80;
  private static final double LARGEST_STEP_DB = 10;
  private static final double LEAST_LEVEL_DB = -12;
  private static final double LARGEST_LEVEL_DB = 6;
  private static final double LARGEST_DRIFT_PPM = 100;

  /** What waits in the canceller's queue is dropped after half a second. */
  private static final int SETTLING_FRAMES = 51;

  private final Random random;
  private final EchoCanceller canceller;
  private final SimulatedRoom room;
  private final PlayedSound played = new PlayedSound();
  private final float[] farTalk;
  private final float[] nearTalk;
  private final AudioFrame render;
  private final AudioFrame capture;
  private final float[] air = new float[FRAME];
  private final float[] echo = new float[FRAME];
  private final float[] near = new float[FRAME];
  private final Queue<float[]> heldBack = new ArrayDeque<>();

  private double playClock; // in the loudspeaker's samples
  private long farFrames;
  private int nearAt;
  private double delayMs = 60;
  private double driftPpm;
  private double levelDb;
  private int renderLateFrames;
  private int renderGapFrames;
  private int renderMuteFrames;
  private int captureMuteFrames;
  private int nearTalkFrames;

  EnduranceCall(EchoCanceller canceller, long seed) {
    this.canceller = canceller;
    random = new Random(seed);
    room = new SimulatedRoom(random);
    float[] novel = Recordings.load("austen16_clean.wav");
    float[] prompts = to16Khz(Recordings.load(Recordings.CLEAN_48K));
    farTalk = Arrays.copyOf(novel, novel.length + prompts.length);
    for (int n = 0; n < prompts.length; n++) {
      farTalk[novel.length + n] = prompts[prompts.length - 1 - n]; // backwards: another talker
    }
    nearTalk = prompts;
    level(farTalk);
    level(nearTalk);
    StreamFormat format = canceller.config().format();
    render = new AudioFrame(format);
    capture = new AudioFrame(format);
  }

  private static float[] to16Khz(float[] wide) {
    Resampler resampler = new Resampler(48_000, RATE_HZ, 1);
    float[][] narrow = new float[1][resampler.outputSamples(wide.length)];
    resampler.process(new float[][] {wide}, 0, wide.length, narrow, 0);
    return narrow[0];
  }

  private static void level(float[] speech) {
    double sum = 0;
    for (float sample : speech) {
      sum += sample * sample;
    }
    float gain = (float) (SPEECH_RMS / Math.sqrt(sum / speech.length));
    for (int n = 0; n < speech.length; n++) {
      speech[n] *= gain;
    }
  }

  /**
   * Lets something happen.
   *
   * @return how many frames of 10 ms it lasts
   */
  int begin(CallEvent event) {
    driftPpm = 0;
    int frames = lasting(event);
    switch (event) {
      case START -> {}
      case PATH_CHANGE -> room.rebuild(random);
      case DELAY_JUMP ->
          delayMs = another(delayMs, LARGEST_JUMP_MS, LEAST_DELAY_MS, LARGEST_DELAY_MS);
      case CLOCK_DRIFT -> driftPpm = LARGEST_DRIFT_PPM * (2 * random.nextDouble() - 1);
      case RENDER_LATE -> {
        renderLateFrames = frames;
        frames += SETTLING_FRAMES;
      }
      case RENDER_GAP -> renderGapFrames = frames;
      case CAPTURE_GAP, CAPTURE_MUTE -> captureMuteFrames = frames;
      case RENDER_MUTE -> renderMuteFrames = frames;
      case LEVEL_STEP ->
          levelDb = another(levelDb, LARGEST_STEP_DB, LEAST_LEVEL_DB, LARGEST_LEVEL_DB);
      case NEAR_TALK -> nearTalkFrames = frames;
    }
    return frames;
  }

  private int lasting(CallEvent event) {
    int longest = event.longestFrames;
    return switch (event) {
      case CLOCK_DRIFT -> longest;
      case NEAR_TALK -> longest / 2 + random.nextInt(longest / 2 + 1);
      default -> longest == 0 ? 0 : 1 + random.nextInt(longest);
    };
  }

  private double another(double value, double largestChange, double least, double largest) {
    double next;
    do {
      next = value + largestChange * (2 * random.nextDouble() - 1);
    } while (next < least || next > largest || Math.abs(next - value) < largestChange / 8);
    return next;
  }

  /** Ten milliseconds: the loudspeaker plays, the microphone hears, the canceller works. */
  void step() {
    playClock += FRAME * (1 + driftPpm * 1e-6);
    while (played.written() < playClock) {
      play();
    }
    hear();
    canceller.process(capture);
  }

  private void play() {
    float[] samples = render.channel(0);
    for (int n = 0; n < FRAME; n++) {
      boolean silent = renderMuteFrames > 0 || renderGapFrames > 0;
      long at = farFrames * FRAME + n;
      samples[n] = silent ? 0f : farTalk[(int) (at % farTalk.length)];
    }
    farFrames++;
    played.write(samples);
    if (renderLateFrames > 0) {
      heldBack.add(samples.clone());
    } else if (renderGapFrames == 0) {
      while (!heldBack.isEmpty()) {
        AudioFrame late = new AudioFrame(render.format());
        System.arraycopy(heldBack.remove(), 0, late.channel(0), 0, FRAME);
        canceller.offerRender(late);
      }
      canceller.offerRender(render);
    }
    renderLateFrames = Math.max(0, renderLateFrames - 1);
    renderGapFrames = Math.max(0, renderGapFrames - 1);
    renderMuteFrames = Math.max(0, renderMuteFrames - 1);
  }

  private void hear() {
    double rate = 1 + driftPpm * 1e-6;
    double position = playClock - FRAME * rate - delayMs * SAMPLES_PER_MS;
    for (int n = 0; n < FRAME; n++) {
      air[n] = played.read(position + n * rate);
    }
    room.process(air, echo);
    boolean muted = captureMuteFrames > 0;
    float gain = muted ? 0f : (float) Decibels.toAmplitude(levelDb);
    for (int n = 0; n < FRAME; n++) {
      echo[n] *= gain;
      near[n] = nearTalkFrames > 0 && !muted ? nearTalk[nearAt++ % nearTalk.length] : 0f;
      float noise = muted ? 0f : (float) (NOISE_RMS * random.nextGaussian());
      capture.channel(0)[n] = echo[n] + near[n] + noise;
    }
    captureMuteFrames = Math.max(0, captureMuteFrames - 1);
    nearTalkFrames = Math.max(0, nearTalkFrames - 1);
  }

  /** What the loudspeaker's sound alone was in the microphone during the last step. */
  float[] echo() {
    return echo;
  }

  /** Whether the near end was talking during the last step. */
  boolean nearTalks() {
    for (float sample : near) {
      if (sample != 0f) {
        return true;
      }
    }
    return nearTalkFrames > 0;
  }

  /** What the canceller made of the last step. */
  float[] output() {
    return capture.channel(0);
  }
}
