package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;
import org.silenzio.transform.Resampler;

class EchoCancellerTest {

  private static final int RATE = 16_000;
  private static final StreamFormat FORMAT = StreamFormat.of10Ms(RATE, 1);

  /** Speech with digital silence in its pauses, at 16 kHz, repeated as needed. */
  static float[] speech(double seconds) {
    float[] wide = Recordings.load(Recordings.CLEAN_48K);
    Resampler resampler = new Resampler(48_000, RATE, 1);
    float[][] narrow = new float[1][resampler.outputSamples(wide.length)];
    resampler.process(new float[][] {wide}, 0, wide.length, narrow, 0);
    float[] result = new float[(int) (seconds * RATE)];
    for (int n = 0; n < result.length; n++) {
      result[n] = narrow[0][n % narrow[0].length];
    }
    return result;
  }

  /** Another talker: the same recording played backwards, from another place. */
  static float[] otherSpeech(double seconds) {
    float[] forward = speech(seconds);
    float[] result = new float[forward.length];
    for (int n = 0; n < result.length; n++) {
      result[n] = forward[forward.length - 1 - n];
    }
    return result;
  }

  /** A room: a direct path after some milliseconds, then noise that decays. */
  static float[] room(long seed, int delaySamples, double rt60Seconds) {
    Random random = new Random(seed);
    float[] response = new float[delaySamples + (int) (rt60Seconds * RATE)];
    for (int n = delaySamples; n < response.length; n++) {
      double decay = Math.pow(10, -3.0 * (n - delaySamples) / (rt60Seconds * RATE));
      response[n] = (float) (0.05 * random.nextGaussian() * decay);
    }
    response[delaySamples] = 0.5f;
    return response;
  }

  static float[] convolve(float[] signal, float[] response) {
    float[] result = new float[signal.length];
    for (int n = 0; n < signal.length; n++) {
      if (signal[n] != 0f) {
        int count = Math.min(response.length, signal.length - n);
        for (int i = 0; i < count; i++) {
          result[n + i] += signal[n] * response[i];
        }
      }
    }
    return result;
  }

  static float[] sum(float[] a, float[] b) {
    float[] result = a.clone();
    for (int n = 0; n < result.length; n++) {
      result[n] += b[n];
    }
    return result;
  }

  static float[] run(EchoCanceller canceller, float[] far, float[] capture) {
    StreamFormat format = canceller.config().format();
    AudioFrame render = new AudioFrame(canceller.config().renderFormat());
    AudioFrame frame = new AudioFrame(format);
    int size = format.frameSamples();
    float[] output = new float[capture.length / size * size];
    for (int at = 0; at < output.length; at += size) {
      for (int c = 0; c < render.format().channels(); c++) {
        System.arraycopy(far, at, render.channel(c), 0, size);
      }
      System.arraycopy(capture, at, frame.channel(0), 0, size);
      canceller.process(render, frame);
      System.arraycopy(frame.channel(0), 0, output, at, size);
    }
    return output;
  }

  static EchoCanceller canceller() {
    return EchoCanceller.create(EchoCancellerConfig.defaults(FORMAT));
  }

  static double db(double power, double over) {
    return 10 * Math.log10(power / over);
  }

  static double erleDb(float[] echo, float[] output, double fromSecond, double toSecond) {
    int from = (int) (fromSecond * RATE);
    int to = (int) (toSecond * RATE);
    return db(Tones.power(echo, from, to), Tones.power(output, from, to));
  }

  @Test
  void theLinearFilterLearnsAKnownRoom() {
    float[] far = speech(14);
    float[] echo = convolve(far, room(1, 100, 0.15));
    float[] output;
    try (EchoCanceller linear =
        EchoCanceller.create(
            EchoCancellerConfig.defaults(FORMAT).withSuppression(EchoSuppression.NONE))) {
      output = run(linear, far, echo);
      assertTrue(linear.statistics().linearReturnLossEnhancementDb() > 15);
    }
    assertTrue(erleDb(echo, output, 3, 5) > 25, "" + erleDb(echo, output, 3, 5));
    assertTrue(erleDb(echo, output, 10, 13) > 35, "" + erleDb(echo, output, 10, 13));
  }

  @Test
  void echoIsGoneWithTheSuppressor() {
    float[] far = speech(6);
    float[] echo = convolve(far, room(1, 400, 0.3));
    try (EchoCanceller canceller = canceller()) {
      float[] output = run(canceller, far, echo);
      assertTrue(erleDb(echo, output, 1, 2) > 20, "" + erleDb(echo, output, 1, 2));
      assertTrue(erleDb(echo, output, 4, 6) > 40, "" + erleDb(echo, output, 4, 6));
      EchoStatistics statistics = canceller.statistics();
      assertEquals(600, statistics.frames());
      assertEquals(AdaptationState.TRACKING, statistics.adaptation());
      assertTrue(statistics.bestReturnLossEnhancementDb() > 30);
      // the room takes what its response's energy says: 0.25 + decaying noise
      double energy = 0;
      for (float tap : room(1, 400, 0.3)) {
        energy += tap * tap;
      }
      assertEquals(-db(energy, 1), statistics.echoReturnLossDb(), 3);
    }
  }

  @Test
  void theNearTalkerPassesInDoubleTalk() {
    float[] far = speech(10);
    float[] echo = convolve(far, room(2, 200, 0.2));
    float[] near = otherSpeech(10);
    Arrays.fill(near, 0, 4 * RATE, 0f);
    try (EchoCanceller canceller = canceller()) {
      float[] output = run(canceller, far, sum(near, echo));
      int late = canceller.latencySamples();
      float[] difference = new float[output.length];
      for (int n = late; n < output.length; n++) {
        difference[n] = output[n] - near[n - late];
      }
      double signal = Tones.power(near, 5 * RATE, 9 * RATE);
      double disturbance = Tones.power(difference, 5 * RATE + late, 9 * RATE + late);
      double before = Tones.power(echo, 5 * RATE, 9 * RATE);
      assertTrue(db(signal, disturbance) > 15, "" + db(signal, disturbance));
      assertTrue(db(before, disturbance) > 10, "" + db(before, disturbance));
      assertEquals(
          0, db(Tones.power(output, 5 * RATE + late, 9 * RATE + late), signal), 1); // as loud
      // the echo that follows is still cancelled
    }
  }

  @Test
  void aChangeOfThePathIsLearntAnew() {
    float[] far = speech(12);
    float[] echo = convolve(far, room(3, 200, 0.2));
    float[] changed = convolve(far, room(4, 330, 0.2));
    System.arraycopy(changed, 6 * RATE, echo, 6 * RATE, 6 * RATE);
    try (EchoCanceller canceller = canceller()) {
      float[] output = run(canceller, far, echo);
      assertTrue(erleDb(echo, output, 9, 12) > 25, "" + erleDb(echo, output, 9, 12));
    }
  }

  @ParameterizedTest
  @CsvSource({"16000, 160, 480", "48000, 480, 1440", "32000, 320, 960"})
  void withoutFarEndTheCapturePassesLateAndUnchanged(int rate, int frameSamples, int latency) {
    StreamFormat format = new StreamFormat(rate, 1, frameSamples);
    float[] capture = new float[2 * rate];
    Random random = new Random(5);
    for (int n = 0; n < capture.length; n++) {
      capture[n] = (float) (0.1 * random.nextGaussian());
    }
    try (EchoCanceller canceller = EchoCanceller.create(EchoCancellerConfig.defaults(format))) {
      assertEquals(latency, canceller.latencySamples());
      float[] output = run(canceller, new float[capture.length], capture);
      double worst = 0;
      for (int n = latency; n < output.length; n++) {
        worst = Math.max(worst, Math.abs(output[n] - capture[n - latency]));
      }
      assertTrue(worst < 1e-5, "difference " + worst); // −80 dB to the signal
      assertEquals(AdaptationState.WAITING, canceller.statistics().adaptation());
    }
  }

  @ParameterizedTest
  @CsvSource({"8000, 80", "44100, 441", "24000, 240", "16000, 256", "48000, 128"})
  void otherRatesAndFramesPassLateAndUnchangedToo(int rate, int frameSamples) {
    StreamFormat format = new StreamFormat(rate, 1, frameSamples);
    float[] capture = Tones.sine(1_000, 0.5, rate, rate / frameSamples * frameSamples);
    try (EchoCanceller canceller = EchoCanceller.create(EchoCancellerConfig.defaults(format))) {
      float[] output = run(canceller, new float[capture.length], capture);
      Tones.Fit fit = Tones.fit(output, rate / 2, output.length, 1_000, rate);
      assertEquals(0.5, fit.amplitude(), 0.5 * 0.012);
      double phase = 2 * Math.PI * 1_000 * (rate / 2 - canceller.latencySamples()) / rate;
      double late = Math.IEEEremainder(phase - fit.phase(), 2 * Math.PI);
      // the stated delay is a whole number of samples
      assertEquals(0, late, Math.PI * 1_000 / rate + 1e-3);
      assertTrue(fit.residualPower() < 1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"BEST, 30, 25", "STANDARD, 20, 22", "LOW_POWER, 10, 15"})
  void everyPresetLearnsAndKeepsItsDelay(EchoPreset preset, int delayMs, double leastDb) {
    float[] far = speech(5);
    float[] echo = convolve(far, room(1, 100, 0.15));
    EchoCancellerConfig config = EchoCancellerConfig.defaults(FORMAT).withPreset(preset);
    try (EchoCanceller linear = EchoCanceller.create(config.withSuppression(EchoSuppression.NONE));
        EchoCanceller whole = EchoCanceller.create(config)) {
      assertEquals(delayMs * RATE / 1_000, whole.latencySamples());
      double filtered = erleDb(echo, run(linear, far, echo), 3, 5);
      assertTrue(filtered > leastDb, "linear: " + filtered + " dB");
      double suppressed = erleDb(echo, run(whole, far, echo), 3, 5);
      assertTrue(suppressed > 38, "with the suppressor: " + suppressed + " dB");
    }
    try (EchoCanceller still =
        EchoCanceller.create(
            EchoCancellerConfig.defaults(StreamFormat.of10Ms(48_000, 1)).withPreset(preset))) {
      float[] output = run(still, new float[echo.length], echo);
      int late = still.latencySamples();
      assertEquals(delayMs * 48, late);
      for (int n = late; n < output.length; n++) {
        assertEquals(echo[n - late], output[n], 1e-5f);
      }
    }
  }

  /** White noise as the far end, its echo loud and late, at any rate. */
  static float[] noise(long seed, int samples, double level) {
    Random random = new Random(seed);
    float[] result = new float[samples];
    for (int n = 0; n < samples; n++) {
      result[n] = (float) (level * random.nextGaussian());
    }
    return result;
  }

  private static float[] late(float[] signal, int samples, float gain) {
    float[] result = new float[signal.length];
    for (int n = samples; n < signal.length; n++) {
      result[n] = gain * signal[n - samples];
    }
    return result;
  }

  /** What lies above 8.5 kHz, by a windowed sinc. */
  private static float[] above8Khz(float[] signal, int rate) {
    int half = 128;
    float[] filter = new float[2 * half + 1];
    double cut = 2 * 8_500.0 / rate;
    for (int i = -half; i <= half; i++) {
      double x = Math.PI * i;
      double ideal = (i == 0 ? 1 : 0) - (i == 0 ? cut : Math.sin(x * cut) / x);
      filter[i + half] = (float) (ideal * (0.5 + 0.5 * Math.cos(x / (half + 1))));
    }
    return convolve(signal, filter);
  }

  @ParameterizedTest
  @ValueSource(ints = {32_000, 48_000})
  void echoAbove8KhzIsGoneToo(int rate) {
    StreamFormat format = StreamFormat.of10Ms(rate, 1);
    float[] far = noise(6, 6 * rate, 0.1);
    float[] echo = late(far, rate / 48, 0.3f);
    EchoCancellerConfig config = EchoCancellerConfig.defaults(format).withRenderChannels(2);
    try (EchoCanceller canceller = EchoCanceller.create(config)) {
      float[] before = above8Khz(echo, rate);
      float[] after = above8Khz(run(canceller, far, echo), rate);
      assertErle(before, after, rate, 2, 15);
      assertErle(before, after, rate, 5, 35);
    }
  }

  private static void assertErle(float[] echo, float[] output, int rate, int second, double least) {
    int from = second * rate;
    int to = from + rate;
    double erle = db(Tones.power(echo, from, to), Tones.power(output, from, to));
    assertTrue(erle > least, "second " + second + ": " + erle + " dB");
  }

  @Test
  void aHissAbove8KhzSurvivesDoubleTalk() {
    int rate = 48_000;
    StreamFormat format = StreamFormat.of10Ms(rate, 1);
    float[] far = noise(6, 8 * rate, 0.1);
    float[] near = above8Khz(noise(7, far.length, 0.1), rate);
    for (int n = 0; n < near.length; n++) {
      boolean sounds = n > 4 * rate && n / (rate / 5) % 2 == 0; // 200 ms in every 400
      near[n] = sounds ? near[n] : 0f;
    }
    float[] capture = sum(near, late(far, 1_000, 0.1f)); // 20 dB weaker than the hiss
    try (EchoCanceller canceller = EchoCanceller.create(EchoCancellerConfig.defaults(format))) {
      float[] output = above8Khz(run(canceller, far, capture), rate);
      int from = 22 * (rate / 5) + canceller.latencySamples() + 1_000;
      int to = from + rate / 10;
      double kept = db(Tones.power(output, from, to), Tones.power(near, from, to));
      assertEquals(0, kept, 1.5, "kept " + kept + " dB");
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f})
  void poisonIsMendedCountedAndOvercome(float poison) {
    float[] far = speech(6);
    float[] echo = convolve(far, room(1, 100, 0.15));
    float[] capture = echo.clone();
    far[2 * RATE] = poison;
    capture[2 * RATE + 500] = poison;
    try (EchoCanceller canceller = canceller()) {
      float[] output = run(canceller, far, capture);
      for (float sample : output) {
        assertTrue(Float.isFinite(sample));
      }
      assertTrue(erleDb(echo, output, 4, 6) > 30, "" + erleDb(echo, output, 4, 6));
      EchoStatistics statistics = canceller.statistics();
      assertEquals(2, statistics.nonFiniteSamples() + statistics.limitedSamples());
    }
  }

  @Test
  void silenceForMinutesKeepsWhatWasLearnt() {
    float[] far = speech(4);
    float[] echo = convolve(far, room(1, 100, 0.15));
    try (EchoCanceller canceller = canceller()) {
      run(canceller, far, echo);
      float[] silence = new float[180 * RATE];
      for (float sample : run(canceller, silence, silence)) {
        assertTrue(Float.isFinite(sample));
      }
      assertEquals(0, canceller.statistics().divergences());
      float[] output = run(canceller, far, echo);
      assertTrue(erleDb(echo, output, 0.5, 2) > 30, "" + erleDb(echo, output, 0.5, 2));
    }
  }

  @Test
  void mutedCaptureAndLoudFarEndStaySilent() {
    float[] far = speech(3);
    try (EchoCanceller canceller = canceller()) {
      float[] output = run(canceller, far, new float[far.length]);
      assertTrue(Tones.power(output, 0, output.length) < 1e-10);
    }
  }

  @Test
  void resetIsTheStateOfTheBeginning() {
    float[] far = speech(2);
    float[] echo = convolve(far, room(1, 100, 0.15));
    try (EchoCanceller canceller = canceller()) {
      float[] first = run(canceller, far, echo);
      canceller.reset();
      assertArrayEquals(first, run(canceller, far, echo));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 640, 1_920, 4_800, 7_680, 14_400})
  void anyDelayIsFoundAndCancelled(int delaySamples) {
    float[] far = speech(12);
    float[] plain = convolve(far, room(1, 0, 0.3));
    float[] echo = convolve(far, room(1, delaySamples, 0.3));
    EchoCancellerConfig config = EchoCancellerConfig.defaults(FORMAT);
    try (EchoCanceller canceller =
            EchoCanceller.create(config.withMaxDelayMs(delaySamples > 8_000 ? 1_000 : 500));
        EchoCanceller near = EchoCanceller.create(config)) {
      float[] output = run(canceller, far, echo);
      double best = erleDb(plain, run(near, far, plain), 6, 12);
      double erle = erleDb(echo, output, 6, 12);
      double asked = Math.min(best, 50) - 3; // what is beyond nobody hears
      assertTrue(erle > asked, erle + " dB, without delay " + best);
      EchoStatistics statistics = canceller.statistics();
      // reverberation draws it back by some milliseconds
      assertEquals(delaySamples / 16.0, statistics.delayMs(), 8);
      assertTrue(statistics.delayConfidence() > 0.5);
    }
  }

  @ParameterizedTest
  @CsvSource({"3200, 480", "3200, -480", "3200, 1280", "3200, -1280", "320, 480", "320, 1280"})
  void aJumpOfTheDelayIsOvercomeWithinOneAndAHalfSeconds(int before, int jump) {
    float[] far = Arrays.copyOf(Recordings.load("austen16_clean.wav"), 9 * RATE);
    float[] echo = convolve(far, room(2, before, 0.3));
    float[] later = convolve(far, room(2, before + jump, 0.3));
    int at = 4 * RATE; // speech goes on, once the delay has passed
    System.arraycopy(later, at, echo, at, echo.length - at);
    try (EchoCanceller canceller = canceller()) {
      float[] output = run(canceller, far, echo);
      assertTrue(erleDb(echo, output, 2, 4) > 35, "" + erleDb(echo, output, 2, 4));
      assertTrue(erleDb(echo, output, 5.5, 7) > 30, "" + erleDb(echo, output, 5.5, 7));
      assertEquals((before + jump) / 16.0, canceller.statistics().delayMs(), 8);
    }
  }

  /** The signal by a clock that runs so much faster. */
  private static float[] byAnotherClock(float[] signal, double ppm) {
    float[] result = new float[signal.length];
    int reach = 24;
    for (int n = reach; n < result.length - reach - 100; n++) {
      double position = n * (1 - ppm * 1e-6);
      int whole = (int) Math.floor(position);
      double sum = 0;
      for (int i = whole - reach + 1; i <= whole + reach; i++) {
        double x = position - i;
        double window = 0.5 + 0.5 * Math.cos(Math.PI * x / (reach + 1));
        double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        sum += i < 0 ? 0 : signal[i] * window * sinc;
      }
      result[n] = (float) sum;
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({
    "50, 640",
    "-50, 640",
    "100, 640",
    "-100, 4000",
    "300, 640",
    "-300, 640",
    "300, 4000"
  })
  void clocksMayRunAtDifferentPaces(double ppm, int delaySamples) {
    float[] far = speech(20);
    float[] still = convolve(far, room(1, delaySamples, 0.3));
    float[] echo = byAnotherClock(still, ppm);
    try (EchoCanceller canceller = canceller();
        EchoCanceller plain = canceller()) {
      double best = erleDb(still, run(plain, far, still), 12, 19);
      assertEquals(0, plain.statistics().driftPpm(), 5);
      double erle = erleDb(echo, run(canceller, far, echo), 12, 19);
      // of more than 50 dB; at 300 ppm some 3.5 are lost
      assertTrue(erle > best - 4, erle + " dB, without drift " + best);
      EchoStatistics statistics = canceller.statistics();
      assertEquals(ppm, statistics.driftPpm(), 5);
      assertEquals((delaySamples + ppm * 0.32) / 16.0, statistics.delayMs(), 8);
    }
  }

  @Test
  void theHintServesFromTheFirstSoundOn() {
    float[] far = speech(3);
    float[] echo = convolve(far, room(1, 6_400, 0.2));
    EchoCancellerConfig config =
        EchoCancellerConfig.defaults(FORMAT).withSuppression(EchoSuppression.NONE);
    try (EchoCanceller hinted = EchoCanceller.create(config);
        EchoCanceller unaware = EchoCanceller.create(config.withMaxDelayMs(0))) {
      hinted.setStreamDelayHintMs(390);
      float[] output = run(hinted, far, echo);
      assertTrue(erleDb(echo, output, 1, 2) > 10, "" + erleDb(echo, output, 1, 2));
      hinted.reset();
      assertArrayEquals(output, run(hinted, far, echo)); // a reset keeps the hint
      assertTrue(erleDb(echo, run(unaware, far, echo), 1, 2) < 3);
    }
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void doesNotAllocate(EchoPreset preset) {
    for (int rate : new int[] {16_000, 48_000}) {
      StreamFormat format = StreamFormat.of10Ms(rate, 1);
      EchoCancellerConfig config = EchoCancellerConfig.defaults(format).withPreset(preset);
      try (EchoCanceller canceller = EchoCanceller.create(config)) {
        AudioFrame render = new AudioFrame(format);
        AudioFrame capture = new AudioFrame(format);
        Random random = new Random(7);
        long bytes =
            Allocation.bytes(
                500,
                100,
                () -> {
                  for (int n = 0; n < format.frameSamples(); n++) {
                    render.channel(0)[n] = 0.1f * (random.nextFloat() - 0.5f);
                    capture.channel(0)[n] = 0.05f * (random.nextFloat() - 0.5f);
                  }
                  canceller.process(render, capture);
                });
        assertEquals(0, bytes, "at " + rate + " Hz");
      }
    }
  }

  /**
   * Without any noise a faster filter beats the main one by far, which serves well all the same.
   */
  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void perfectEchoIsNoChangeOfPath(EchoPreset preset) {
    int late = 320;
    Random random = new Random(5);
    float[] far = new float[10 * RATE];
    for (int n = 0; n < far.length; n++) {
      far[n] = 0.1f * (float) random.nextGaussian();
    }
    EchoCancellerConfig config = EchoCancellerConfig.defaults(FORMAT).withPreset(preset);
    try (EchoCanceller canceller = EchoCanceller.create(config)) {
      AudioFrame render = new AudioFrame(FORMAT);
      AudioFrame capture = new AudioFrame(FORMAT);
      for (int at = 0; at < far.length; at += FORMAT.frameSamples()) {
        for (int n = 0; n < FORMAT.frameSamples(); n++) {
          render.channel(0)[n] = far[at + n];
          capture.channel(0)[n] = at + n < late ? 0f : 0.5f * far[at + n - late];
        }
        canceller.process(render, capture);
      }
      assertEquals(0, canceller.statistics().pathChanges());
      assertTrue(canceller.statistics().linearReturnLossEnhancementDb() > 20);
    }
  }

  /** As {@link #run}, for two loudspeakers. */
  private static float[] runStereo(
      EchoCancellerConfig mono, float[] left, float[] right, float[] capture) {
    AudioFrame render = new AudioFrame(StreamFormat.of10Ms(RATE, 2));
    AudioFrame frame = new AudioFrame(FORMAT);
    int size = FORMAT.frameSamples();
    float[] output = new float[capture.length / size * size];
    try (EchoCanceller canceller = EchoCanceller.create(mono.withRenderChannels(2))) {
      for (int at = 0; at < output.length; at += size) {
        System.arraycopy(left, at, render.channel(0), 0, size);
        System.arraycopy(right, at, render.channel(1), 0, size);
        System.arraycopy(capture, at, frame.channel(0), 0, size);
        canceller.process(render, frame);
        System.arraycopy(frame.channel(0), 0, output, at, size);
      }
      assertEquals(0, canceller.statistics().divergences());
    }
    return output;
  }

  private static float[] scaled(float[] sound, double gain, int from, int to) {
    float[] result = new float[sound.length];
    for (int n = from; n < to; n++) {
      result[n] = (float) (gain * sound[n]);
    }
    return result;
  }

  /** Once both loudspeakers were heard, a talker may come from either without new learning. */
  @Test
  void aTalkerMovesBetweenLoudspeakersOfDifferentPaths() {
    float[] far = speech(12);
    int second = RATE;
    float[] left = sum(scaled(far, 1, 0, 4 * second), scaled(far, 1, 8 * second, 10 * second));
    float[] right =
        sum(scaled(far, 1, 4 * second, 8 * second), scaled(far, 1, 10 * second, 12 * second));
    float[] echo = sum(convolve(left, room(1, 400, 0.2)), convolve(right, room(2, 417, 0.2)));
    EchoCancellerConfig config = EchoCancellerConfig.defaults(FORMAT);
    float[] output = runStereo(config, left, right, echo);
    double atOnce = Math.min(erleDb(echo, output, 8, 9), erleDb(echo, output, 10, 11));
    assertTrue(atOnce > 35, "with suppressor " + atOnce + " dB");
    EchoCancellerConfig linear = config.withSuppression(EchoSuppression.NONE);
    float[] filtered = runStereo(linear, left, right, echo);
    double alone = Math.min(erleDb(echo, filtered, 8, 9), erleDb(echo, filtered, 10, 11));
    assertTrue(alone > 28, "linear filter alone " + alone + " dB");
    float[] mean = scaled(sum(left, right), 0.5, 0, left.length);
    try (EchoCanceller mono = EchoCanceller.create(linear)) {
      double ofMean = erleDb(echo, run(mono, mean, echo), 8, 9);
      assertTrue(ofMean < 15, "it is the side that does it: " + ofMean + " dB");
    }
  }

  @Test
  void twoTalkersFromTwoLoudspeakersAreCancelledThroughAJumpOfTheDelay() {
    float[] left = speech(12);
    float[] right = otherSpeech(12);
    float[] echo = sum(convolve(left, room(1, 400, 0.2)), convolve(right, room(2, 417, 0.2)));
    float[] later = new float[echo.length];
    int jump = 800; // 50 ms
    for (int n = 0; n < later.length; n++) {
      later[n] = n < 7 * RATE ? echo[n] : echo[n - jump];
    }
    EchoCancellerConfig config =
        EchoCancellerConfig.defaults(FORMAT).withSuppression(EchoSuppression.NONE);
    float[] output = runStereo(config, left, right, later);
    double before = erleDb(later, output, 4, 7);
    assertTrue(before > 28, "before " + before + " dB");
    double after = erleDb(later, output, 9, 12);
    assertTrue(after > 18, "after " + after + " dB"); // the mean alone: 13 without any jump
  }

  @Test
  void doesNotAllocateInStereo() {
    StreamFormat stereo = StreamFormat.of10Ms(RATE, 2);
    EchoCancellerConfig config = EchoCancellerConfig.defaults(FORMAT).withRenderChannels(2);
    try (EchoCanceller canceller = EchoCanceller.create(config)) {
      AudioFrame render = new AudioFrame(stereo);
      AudioFrame capture = new AudioFrame(FORMAT);
      Random random = new Random(7);
      long bytes =
          Allocation.bytes(
              500,
              100,
              () -> {
                for (int n = 0; n < FORMAT.frameSamples(); n++) {
                  render.channel(0)[n] = 0.1f * (random.nextFloat() - 0.5f);
                  render.channel(1)[n] = 0.1f * (random.nextFloat() - 0.5f);
                  capture.channel(0)[n] = 0.05f * (random.nextFloat() - 0.5f);
                }
                canceller.process(render, capture);
              });
      assertEquals(0, bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0.6, 6", "-1, 0", "0, 0"})
  void channelsThatAreAlikeAreCancelledAsOne(double rightGain, int rightDelay) {
    float[] left = speech(8);
    float[] right = new float[left.length];
    for (int n = rightDelay; n < right.length; n++) {
      right[n] = (float) (rightGain * left[n - rightDelay]);
    }
    float[] echo = sum(convolve(left, room(1, 400, 0.2)), convolve(right, room(2, 417, 0.2)));
    float[] output = runStereo(EchoCancellerConfig.defaults(FORMAT), left, right, echo);
    assertTrue(erleDb(echo, output, 4, 8) > 35, "" + erleDb(echo, output, 4, 8));
    float[] linear =
        runStereo(
            EchoCancellerConfig.defaults(FORMAT).withSuppression(EchoSuppression.NONE),
            left,
            right,
            echo);
    assertTrue(erleDb(echo, linear, 4, 8) > 22, "" + erleDb(echo, linear, 4, 8));
  }

  @Test
  void theSameInBothChannelsIsMono() {
    float[] far = speech(4);
    float[] echo = convolve(far, room(1, 400, 0.2));
    EchoCancellerConfig config =
        EchoCancellerConfig.defaults(FORMAT).withPreset(EchoPreset.STANDARD);
    float[] expected;
    try (EchoCanceller mono = EchoCanceller.create(config)) {
      expected = run(mono, far, echo);
    }
    assertArrayEquals(expected, runStereo(config, far, far, echo), 1e-6f);
  }

  /** There the side differs: the channels' difference, silent here, for the mean's magnitude. */
  @Test
  void theSameInBothChannelsIsNearlyMonoWithBest() {
    float[] far = convolve(speech(6), lowPass5Khz()); // above 6 kHz stereo has better filters
    float[] echo = convolve(far, room(1, 400, 0.2));
    float[] expected;
    try (EchoCanceller mono = canceller()) {
      expected = run(mono, far, echo);
    }
    float[] both = runStereo(EchoCancellerConfig.defaults(FORMAT), far, far, echo);
    assertEquals(erleDb(echo, expected, 3, 6), erleDb(echo, both, 3, 6), 2);
  }

  /** A windowed sinc (Blackman): some -75 dB from 6 kHz on. */
  private static float[] lowPass5Khz() {
    float[] response = new float[129];
    for (int n = 0; n < response.length; n++) {
      double x = n - 64;
      double angle = Math.PI * (n + 1) / 65;
      double window = 0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
      double cut = 2 * 5_000.0 / RATE;
      double sinc = x == 0 ? cut : Math.sin(Math.PI * cut * x) / (Math.PI * x);
      response[n] = (float) (window * sinc);
    }
    return response;
  }

  @Test
  void unfitArgumentsAreNamed() {
    StreamFormat stereo = StreamFormat.of10Ms(RATE, 2);
    EchoCancellerConfig config = EchoCancellerConfig.defaults(FORMAT);
    assertMessage("format has 2 channels, allowed: 1", () -> EchoCancellerConfig.defaults(stereo));
    assertMessage("renderChannels is 3, allowed: 1 to 2", () -> config.withRenderChannels(3));
    assertMessage("maxDelayMs is -1, allowed: 0 to 1000", () -> config.withMaxDelayMs(-1));
    assertMessage("maxDelayMs is 1001, allowed: 0 to 1000", () -> config.withMaxDelayMs(1_001));
    assertEquals(500, config.maxDelayMs());
    assertEquals(0, config.withMaxDelayMs(0).withRenderChannels(2).maxDelayMs());
    assertThrows(NullPointerException.class, () -> config.withPreset(null));
    EchoCanceller canceller = EchoCanceller.create(config);
    AudioFrame good = new AudioFrame(FORMAT);
    AudioFrame bad = new AudioFrame(stereo);
    assertThrows(IllegalArgumentException.class, () -> canceller.process(bad, good));
    assertThrows(IllegalArgumentException.class, () -> canceller.process(good, bad));
    assertMessage("delayMs is -1, allowed: 0 to 500", () -> canceller.setStreamDelayHintMs(-1));
    assertMessage("delayMs is 501, allowed: 0 to 500", () -> canceller.setStreamDelayHintMs(501));
    canceller.close();
    canceller.close();
    assertThrows(IllegalStateException.class, () -> canceller.process(good, good));
    assertThrows(IllegalStateException.class, canceller::reset);
  }

  private static void assertMessage(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
