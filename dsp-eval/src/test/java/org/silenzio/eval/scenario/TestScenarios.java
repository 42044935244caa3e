package org.silenzio.eval.scenario;

import java.nio.file.Path;
import java.util.Optional;

/** Scenarios of the tests, from text, with the project's recordings. */
final class TestScenarios {

  static final String HEAD =
      """
      description: a test
      sampleRateHz: 16000
      seconds: 8
      seed: 3
      speechLevelDbfs: -26
      """;

  static final String NEAR_END =
      """
      nearEnd: {source: austen16_clean.wav, talks: [[1, 7]]}
      """;

  static final String FAR_END =
      """
      farEnd: {source: prompts48_clean.wav, talks: [[0.5, 7.5]], levelDbfs: -24}
      """;

  static final String ROOM =
      """
      room:
        sizeM: [5.2, 4.1, 2.7]
        rt60Seconds: 0.2
        microphoneM: [2.6, 2.0, 1.1]
        loudspeakersM: [[2.9, 2.2, 1.0]]
      """;

  private TestScenarios() {}

  /** Names the folder of the recordings, as the launcher does. */
  static void home() {
    System.setProperty("silenzio.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  static Scenario of(String... texts) {
    home();
    return ScenarioReader.read(String.join("", texts), "test.yaml", "test", Optional.empty());
  }

  static double[] sine(double frequencyHz, double amplitude, int samples, int sampleRateHz) {
    double[] sine = new double[samples];
    for (int n = 0; n < samples; n++) {
      sine[n] = amplitude * Math.sin(2 * Math.PI * frequencyHz * n / sampleRateHz);
    }
    return sine;
  }

  /** The amplitude of a frequency that has a whole number of periods in the stretch. */
  static double amplitude(
      double[] samples, int from, int count, double frequencyHz, int sampleRateHz) {
    double[] phasor = phasor(samples, from, count, frequencyHz, sampleRateHz);
    return 2 * Math.hypot(phasor[0], phasor[1]) / count;
  }

  static double[] phasor(
      double[] samples, int from, int count, double frequencyHz, int sampleRateHz) {
    double re = 0;
    double im = 0;
    for (int n = from; n < from + count; n++) {
      double angle = 2 * Math.PI * frequencyHz * n / sampleRateHz;
      re += samples[n] * Math.cos(angle);
      im -= samples[n] * Math.sin(angle);
    }
    return new double[] {re, im};
  }
}
