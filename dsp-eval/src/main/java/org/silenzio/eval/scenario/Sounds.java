package org.silenzio.eval.scenario;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Lays sound out over a call. */
final class Sounds {

  private static final double EDGE_SECONDS = 0.01; // so that no cut clicks
  private static final double PAUSE_SECONDS = 0.4; // before a recording starts again
  private static final double LOOP_FADE_SECONDS = 0.1;
  private static final double FRAME_SECONDS = 0.01;
  private static final double SILENCE = 1e-4; // 40 dB below the loudest frame
  private static final double MARGIN_SECONDS = 0.05;

  private Sounds() {}

  /** A source that sounds during stretches of a call and goes on from one to the next. */
  static double[] during(
      List<Stretch> stretches, SoundSource source, int samples, int sampleRateHz, long seed)
      throws IOException {
    double[] material = material(source, samples, sampleRateHz, seed);
    double[] out = new double[samples];
    int edge = (int) Math.round(EDGE_SECONDS * sampleRateHz);
    int taken = 0;
    for (Stretch stretch : stretches) {
      int from = (int) Math.round(stretch.fromSecond() * sampleRateHz);
      int until = Math.min(samples, (int) Math.round(stretch.toSecond() * sampleRateHz));
      for (int n = from; n < until; n++) {
        double fade = Math.min(1, Math.min(n - from, until - 1 - n) / (double) edge);
        out[n] = fade * material[taken % material.length];
        taken++;
      }
    }
    return out;
  }

  private static double[] material(SoundSource source, int samples, int sampleRateHz, long seed)
      throws IOException {
    return switch (source) {
      case SoundSource.Recorded recorded -> {
        double[] speech = spoken(Recordings.load(recorded.file(), sampleRateHz), sampleRateHz);
        double[] withPause =
            new double[speech.length + (int) Math.round(PAUSE_SECONDS * sampleRateHz)];
        System.arraycopy(speech, 0, withPause, 0, speech.length);
        yield withPause;
      }
      case SoundSource.Generated generated -> generated(generated, samples, sampleRateHz, seed);
    };
  }

  private static double[] generated(
      SoundSource.Generated kind, int samples, int sampleRateHz, long seed) {
    return switch (kind) {
      case WHITE -> RandomNoise.white(samples, seed);
      case PINK -> RandomNoise.pink(samples, seed);
      case MUSIC -> Music.play(samples, sampleRateHz);
    };
  }

  /** Without the silence at both ends. */
  private static double[] spoken(double[] samples, int sampleRateHz) {
    int frame = (int) Math.round(FRAME_SECONDS * sampleRateHz);
    double[] powers = new double[samples.length / frame];
    double most = 0;
    for (int f = 0; f < powers.length; f++) {
      for (int n = f * frame; n < (f + 1) * frame; n++) {
        powers[f] += samples[n] * samples[n];
      }
      most = Math.max(most, powers[f]);
    }
    if (most == 0) {
      return samples;
    }
    int first = 0;
    while (powers[first] <= SILENCE * most) {
      first++;
    }
    int last = powers.length - 1;
    while (powers[last] <= SILENCE * most) {
      last--;
    }
    int margin = (int) Math.round(MARGIN_SECONDS * sampleRateHz);
    int from = Math.max(0, first * frame - margin);
    int until = Math.min(samples.length, (last + 1) * frame + margin);
    return Arrays.copyOfRange(samples, from, until);
  }

  /** A source throughout a call; a recording is looped, each end fading into its beginning. */
  static double[] throughout(SoundSource source, int samples, int sampleRateHz, long seed)
      throws IOException {
    return switch (source) {
      case SoundSource.Recorded recorded ->
          looped(Recordings.load(recorded.file(), sampleRateHz), samples, sampleRateHz);
      case SoundSource.Generated generated -> generated(generated, samples, sampleRateHz, seed);
    };
  }

  private static double[] looped(double[] recording, int samples, int sampleRateHz) {
    int fade = Math.min(recording.length / 2, (int) (LOOP_FADE_SECONDS * sampleRateHz));
    int period = recording.length - fade;
    double[] out = new double[samples];
    for (int n = 0; n < samples; n++) {
      int at = n % period;
      out[n] = recording[at];
      if (at < fade && n >= period) {
        // unrelated sounds: their powers add, so the gains' squares add to 1
        double share = (at + 0.5) / fade;
        out[n] = Math.sqrt(share) * recording[at] + Math.sqrt(1 - share) * recording[period + at];
      }
    }
    return out;
  }
}
