package org.silenzio.eval.metric.pesq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where there is speech in a signal, and how loud it is, in windows of 4 ms. */
final class VoiceActivity {

  private static final double DYNAMIC_RANGE = 1e-4; // 40 dB below the loudest window
  private static final int THRESHOLD_ROUNDS = 12;
  private static final double NOISE_DEVIATIONS = 2;
  private static final double THRESHOLD_FACTOR = 1.001;
  private static final int SHORTEST_BURST_WINDOWS = 4;
  private static final double GOOD_SNR = 1000; // 30 dB
  private static final double WEAK_SPEECH = 3;
  private static final int LONGEST_JOINED_GAP_WINDOWS = 50;
  private static final double[] SKIRT = {0.3, 0.1}; // what speech leaves to the windows around it

  private final double[] level;
  private final boolean[] speech;
  private final double floor;
  private double threshold;

  /** A stretch of windows, from the first up to before the end. */
  record Stretch(int start, int end) {

    int windows() {
      return end - start;
    }
  }

  private VoiceActivity(PaddedSignal signal) {
    level = windowPowers(signal);
    speech = new boolean[level.length];
    threshold = Arrays.stream(level).average().orElse(0);
    double loudest = Arrays.stream(level).max().orElse(0);
    floor = loudest > 0 ? DYNAMIC_RANGE * loudest : 1;
    for (int n = 0; n < level.length; n++) {
      level[n] = Math.max(level[n], floor);
    }
  }

  static VoiceActivity of(PaddedSignal signal) {
    VoiceActivity activity = new VoiceActivity(signal);
    activity.findThreshold();
    activity.markSpeech();
    activity.joinStretches();
    activity.addSkirts();
    return activity;
  }

  private static double[] windowPowers(PaddedSignal signal) {
    int window = signal.grid().windowSamples();
    double[] powers = new double[signal.windows()];
    for (int n = 0; n < powers.length; n++) {
      double sum = 0;
      for (int i = n * window; i < (n + 1) * window; i++) {
        sum += signal.at(i) * signal.at(i);
      }
      powers[n] = sum / window;
    }
    return powers;
  }

  /** Noise is what lies below its own mean and two deviations: found in rounds, from the mean. */
  private void findThreshold() {
    for (int round = 0; round < THRESHOLD_ROUNDS; round++) {
      double[] noise = quiet();
      double mean = Arrays.stream(noise).average().orElse(0);
      double variance = Arrays.stream(noise).map(x -> (x - mean) * (x - mean)).average().orElse(0);
      threshold = THRESHOLD_FACTOR * (mean + NOISE_DEVIATIONS * Math.sqrt(variance));
    }
  }

  private double[] quiet() {
    return Arrays.stream(level).filter(x -> x <= threshold).toArray();
  }

  private void markSpeech() {
    double noiseLevel = Arrays.stream(quiet()).average().orElse(1);
    double[] loud = Arrays.stream(level).filter(x -> x > threshold).toArray();
    double speechLevel = Arrays.stream(loud).average().orElse(0);
    if (loud.length == 0) {
      threshold = -1;
    }
    for (int n = 1; n < level.length - 1; n++) {
      speech[n] = level[n] > threshold;
    }
    level[0] = floor;
    level[level.length - 1] = floor;
    boolean cleanSpeech = speechLevel >= noiseLevel * GOOD_SNR;
    for (Stretch stretch : stretches()) {
      if (stretch.windows() <= SHORTEST_BURST_WINDOWS || (cleanSpeech && isWeak(stretch))) {
        Arrays.fill(speech, stretch.start(), stretch.end(), false);
      }
    }
  }

  private boolean isWeak(Stretch stretch) {
    double sum = 0;
    for (int n = stretch.start(); n < stretch.end(); n++) {
      sum += level[n];
    }
    return sum < WEAK_SPEECH * threshold * stretch.windows();
  }

  private void joinStretches() {
    List<Stretch> stretches = stretches();
    for (int i = 1; i < stretches.size(); i++) {
      int from = stretches.get(i - 1).end();
      int to = stretches.get(i).start();
      if (to - from <= LONGEST_JOINED_GAP_WINDOWS) {
        Arrays.fill(speech, from, to, true);
        Arrays.fill(level, from, to, floor);
      }
    }
    if (stretches.isEmpty()) { // no pauses: all of it counts
      Arrays.fill(speech, 1, speech.length - 1, true);
    }
  }

  private void addSkirts() {
    for (Stretch stretch : stretches()) {
      int first = stretch.start();
      int behind = stretch.end();
      if (first > SKIRT.length && behind < level.length - SKIRT.length) {
        for (int i = 0; i < SKIRT.length; i++) {
          level[first - 1 - i] = SKIRT[i] * level[first];
          level[behind + i] = SKIRT[i] * level[behind - 1];
          speech[first - 1 - i] = true;
          speech[behind + i] = true;
        }
      }
    }
  }

  int windows() {
    return speech.length;
  }

  /** Whether a window holds speech; none outside the signal does. */
  boolean isSpeech(int window) {
    return window >= 0 && window < speech.length && speech[window];
  }

  /** The speech, in order of time. */
  List<Stretch> stretches() {
    List<Stretch> found = new ArrayList<>();
    int start = -1;
    for (int n = 0; n < speech.length; n++) {
      if (speech[n] && start < 0) {
        start = n;
      } else if (!speech[n] && start >= 0) {
        found.add(new Stretch(start, n));
        start = -1;
      }
    }
    if (start >= 0) {
      found.add(new Stretch(start, speech.length - 1));
    }
    return found;
  }

  /** How far speech stands above the threshold, as a logarithm; 0 where there is none. */
  double[] envelope() {
    double reference = threshold > 0 ? threshold : floor;
    double[] envelope = new double[level.length];
    for (int n = 0; n < envelope.length; n++) {
      envelope[n] = speech[n] && level[n] > reference ? Math.log(level[n] / reference) : 0;
    }
    return envelope;
  }
}
