package org.silenzio.noise;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/** Lets providers denoise the same sound in turn and takes the time. */
final class SpeedTrial {

  /** Enough for the compiler to come to its end with what is compiled. */
  private static final int WARM_UP_FRAMES = 6_000;

  private static final int ROUNDS = 5;
  private static final int FRAMES_PER_ROUND = 200;
  private static final double NANOS_PER_MICRO = 1_000;

  private SpeedTrial() {}

  /** By name the least median of the rounds, in microseconds per frame at the provider's rate. */
  static Map<String, Double> medianMicros(List<NoiseSuppressorProvider> providers) {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    NoiseSuppressorConfig config = NoiseSuppressorConfig.defaults(format);
    Map<String, Double> micros = new LinkedHashMap<>();
    for (NoiseSuppressorProvider provider : providers) {
      try (NoiseSuppressor suppressor = provider.create(config)) {
        run(suppressor, WARM_UP_FRAMES);
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
          least = Math.min(least, run(suppressor, FRAMES_PER_ROUND));
        }
        micros.put(provider.name(), least);
      }
    }
    return micros;
  }

  private static double run(NoiseSuppressor suppressor, int frames) {
    AudioFrame frame = new AudioFrame(suppressor.format());
    Random random = new Random(1);
    long[] nanos = new long[frames];
    for (int n = 0; n < frames; n++) {
      float[] samples = frame.channel(0);
      for (int i = 0; i < samples.length; i++) {
        // a voiced sound that comes and goes, in noise
        double voice = n % 40 < 25 ? Math.pow(Math.sin(0.008 * (n * 480L + i)), 9) : 0;
        samples[i] = (float) (0.2 * voice + 0.02 * random.nextGaussian());
      }
      long started = System.nanoTime();
      suppressor.process(frame);
      nanos[n] = System.nanoTime() - started;
    }
    Arrays.sort(nanos);
    return nanos[frames / 2] / NANOS_PER_MICRO;
  }
}
