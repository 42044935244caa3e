package org.silenzio.eval.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.rnnoise.rnnoise_h;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.natives.rnnoise.RnnoiseProvider;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;

/**
 * What the suppressor adds to the C function it calls: frames of a real noisy recording, one after
 * the other, through both. The two must come to the same sound.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RnnoiseBenchmark {

  private static final int FRAME = 480; // RNNoise's 10 ms at 48 kHz
  private static final float PCM16_SCALE = 32_768f;

  private float[] recording;
  private int frames;
  private int position;

  private NoiseSuppressor suppressor;
  private AudioFrame frame;

  private Arena arena;
  private MemorySegment scaledRecording;
  private MemorySegment output;
  private MemorySegment state;
  private Allocation counted;

  @Setup
  @SuppressWarnings("MustBeClosedChecker") // closed by tearDown
  public void setUp() throws IOException {
    NativeLibraries.load(NativeLibrary.RNNOISE);
    recording = load();
    frames = recording.length / FRAME;
    frame = new AudioFrame(StreamFormat.of10Ms(48_000, 1));
    suppressor = new RnnoiseProvider().create(NoiseSuppressorConfig.defaults(frame.format()));
    arena = Arena.ofShared();
    scaledRecording = arena.allocate(ValueLayout.JAVA_FLOAT, recording.length);
    for (int i = 0; i < recording.length; i++) {
      scaledRecording.setAtIndex(ValueLayout.JAVA_FLOAT, i, recording[i] * PCM16_SCALE);
    }
    output = arena.allocate(ValueLayout.JAVA_FLOAT, FRAME);
    state = rnnoise_h.rnnoise_create(MemorySegment.NULL);
    checkSameSound();
  }

  private static float[] load() throws IOException {
    Path noisy = ProjectHome.recordings().resolve("prompts48_steam_snr5_noisy.wav");
    return Recording.load(noisy).channels()[0];
  }

  private void checkSameSound() {
    for (int n = 0; n < frames; n++) {
      baseline();
      position = n; // both take the same frame
      suppressor();
      for (int i = 0; i < FRAME; i++) {
        float direct = output.getAtIndex(ValueLayout.JAVA_FLOAT, i) / PCM16_SCALE;
        if (Math.abs(direct - frame.channel(0)[i]) > 1e-6f) {
          throw new IllegalStateException("the two differ in frame " + n);
        }
      }
    }
  }

  private int nextFrame() {
    int at = position * FRAME;
    position = position + 1 == frames ? 0 : position + 1;
    return at;
  }

  @Setup(Level.Iteration)
  public void begin(Allocation allocation) {
    counted = allocation; // JMH hands it to one method only
    counted.begin();
  }

  @TearDown(Level.Iteration)
  public void end() {
    counted.end();
  }

  /** The C function alone, on a recording that already lies in native memory at its scale. */
  @Benchmark
  public float baseline() {
    MemorySegment input = scaledRecording.asSlice(4L * nextFrame(), 4L * FRAME);
    return rnnoise_h.rnnoise_process_frame(state, output, input);
  }

  /** The suppressor, on frames of the heap. */
  @Benchmark
  public float suppressor() {
    System.arraycopy(recording, nextFrame(), frame.channel(0), 0, FRAME);
    suppressor.process(frame);
    return suppressor.speechProbability();
  }

  @TearDown
  public void tearDown() {
    suppressor.close();
    rnnoise_h.rnnoise_destroy(state);
    arena.close();
  }
}
