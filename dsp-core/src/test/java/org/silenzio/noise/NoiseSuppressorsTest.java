package org.silenzio.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

class NoiseSuppressorsTest {

  private static final StreamFormat NATIVE = StreamFormat.of10Ms(48_000, 1);

  /** Halves every sample. */
  private static final class Halver implements NoiseSuppressor {
    private final long spinNanos;

    Halver() {
      this(0);
    }

    /** One that takes its time. */
    Halver(long spinNanos) {
      this.spinNanos = spinNanos;
    }

    boolean closed;
    long frames;

    @Override
    public StreamFormat format() {
      return NATIVE;
    }

    @Override
    public void process(AudioFrame frame) {
      frames++;
      long started = System.nanoTime();
      while (System.nanoTime() - started < spinNanos) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < NATIVE.frameSamples(); i++) {
        frame.channel(0)[i] *= 0.5f;
      }
    }

    @Override
    public void reset() {}

    @Override
    public int latencySamples() {
      return 0;
    }

    @Override
    public float speechProbability() {
      return 0.75f;
    }

    @Override
    public NoiseSuppressorStatistics statistics() {
      return new NoiseSuppressorStatistics(frames, 1, 2, 3);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private record FakeProvider(String name, Optional<String> unavailability, Halver suppressor)
      implements NoiseSuppressorProvider {
    @Override
    public NoiseSuppressor create(NoiseSuppressorConfig config) {
      return suppressor;
    }
  }

  private static FakeProvider broken(String name, String reason) {
    return new FakeProvider(name, Optional.of(reason), null);
  }

  @Test
  void theFirstThatCanServeDoesSo() {
    Halver halver = new Halver();
    NoiseSuppressor made =
        NoiseSuppressors.create(
            NoiseSuppressorConfig.defaults(NATIVE),
            List.of(
                broken("first", "no library"),
                new FakeProvider("second", Optional.empty(), halver)));
    assertSame(halver, made, "a stream that fits needs no adapter");
  }

  @Test
  void anotherRateIsAdaptedAndStatisticsAddUp() {
    Halver halver = new Halver();
    NoiseSuppressor made =
        NoiseSuppressors.create(
            NoiseSuppressorConfig.defaults(StreamFormat.of10Ms(16_000, 1)),
            List.of(new FakeProvider("halver", Optional.empty(), halver)));
    AudioFrame frame = new AudioFrame(made.format());
    for (int n = 0; n < 10; n++) {
      java.util.Arrays.fill(frame.channel(0), 0.5f);
      frame.channel(0)[7] = n == 0 ? Float.NaN : 0.5f;
      made.process(frame);
    }
    assertEquals(0.25f, frame.channel(0)[100], 1e-5f);
    assertEquals(0.75f, made.speechProbability());
    assertEquals(new NoiseSuppressorStatistics(10, 2, 2, 3), made.statistics());
    made.close();
    assertTrue(halver.closed);
  }

  @Test
  void whatCannotBeAdaptedIsClosed() {
    Halver halver = new Halver();
    NoiseSuppressorConfig config =
        NoiseSuppressorConfig.defaults(new StreamFormat(47_999, 1, 480)); // no common divisor
    List<NoiseSuppressorProvider> providers =
        List.of(new FakeProvider("halver", Optional.empty(), halver));
    assertThrows(IllegalArgumentException.class, () -> NoiseSuppressors.create(config, providers));
    assertTrue(halver.closed);
  }

  @Test
  void noneSaysWhyOneByOne() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () ->
                    NoiseSuppressors.create(
                        NoiseSuppressorConfig.defaults(NATIVE),
                        List.of(broken("a", "no library"), broken("b", "no weights"))))
            .getMessage();
    assertTrue(message.contains("a: no library; b: no weights"), message);
    assertTrue(
        assertThrows(
                IllegalStateException.class,
                () -> NoiseSuppressors.create(NoiseSuppressorConfig.defaults(NATIVE), List.of()))
            .getMessage()
            .contains("dsp-native"));
  }

  @Test
  void configRefusesWhatMakesNoSense() {
    for (double bad : new double[] {-1, Double.NaN}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> NoiseSuppressorConfig.defaults(NATIVE).withMaxAttenuationDb(bad))
              .getMessage();
      assertTrue(message.contains("maxAttenuationDb is " + bad), message);
    }
    assertEquals(
        12, NoiseSuppressorConfig.defaults(NATIVE).withMaxAttenuationDb(12).maxAttenuationDb());
    for (double bad : new double[] {-0.1, Double.NaN}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> NoiseSuppressorConfig.defaults(NATIVE).withComfortNoiseBelowDb(bad))
              .getMessage();
      assertEquals("comfortNoiseBelowDb is " + bad + ", allowed: 0 to infinity", message);
    }
    NoiseSuppressorConfig comfortable =
        NoiseSuppressorConfig.defaults(NATIVE).withComfortNoiseBelowDb(15);
    assertEquals(
        15,
        comfortable.withMaxAttenuationDb(12).withModel(Path.of("x")).comfortNoiseBelowDb(),
        "kept by what changes the rest");
    assertEquals(
        Double.POSITIVE_INFINITY, NoiseSuppressorConfig.defaults(NATIVE).comfortNoiseBelowDb());
    NoiseSuppressorConfig modelled =
        NoiseSuppressorConfig.defaults(NATIVE).withModel(Path.of("model.dnnw"));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> modelled.withImplementation(Implementation.NATIVE))
            .getMessage();
    assertTrue(message.contains("model.dnnw"), message);
  }

  @Test
  void theImplementationThatIsAskedForServesAlone() {
    Halver first = new Halver();
    Halver second = new Halver();
    List<NoiseSuppressorProvider> providers =
        List.of(
            new FakeProvider("native", Optional.empty(), first),
            new FakeProvider("java", Optional.empty(), second));
    NoiseSuppressorConfig config = NoiseSuppressorConfig.defaults(NATIVE);
    assertSame(
        first,
        NoiseSuppressors.create(config.withImplementation(Implementation.NATIVE), providers));
    assertSame(
        second, NoiseSuppressors.create(config.withImplementation(Implementation.JAVA), providers));
    assertSame(second, NoiseSuppressors.create(config.withModel(Path.of("model.dnnw")), providers));
    assertThrows(
        IllegalStateException.class,
        () ->
            NoiseSuppressors.create(
                config.withImplementation(Implementation.NATIVE), providers.subList(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> Implementation.of("c"));
  }

  @Test
  void theFasterOneServesOnceThatIsKnown(@TempDir Path folder) throws IOException {
    NoiseSuppressorProvider slow =
        new FakeProvider("native", Optional.empty(), new Halver(200_000));
    NoiseSuppressorProvider fast = new FakeProvider("java", Optional.empty(), new Halver());
    Path file = folder.resolve("cache").resolve("choice");
    SpeedChoice choice = new SpeedChoice(Optional.of(file));
    List<NoiseSuppressorProvider> both = List.of(slow, fast);
    choice.measure(both);
    assertSame(fast, choice.among(both));
    assertSame(slow, choice.among(List.of(slow)), "what is not there cannot serve");
    Files.writeString(file, "\\u00");
    choice.measure(both); // a damaged file is replaced
    assertSame(fast, choice.among(both));
    assertSame(slow, new SpeedChoice(Optional.empty()).among(both), "nothing known, nothing kept");
  }
}
