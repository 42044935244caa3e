package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;
import org.silenzio.testing.Allocation;

/** A recorded call comes again bit by bit, and what was changed in it is found. */
class CallReplayTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);
  private static final int HEADER_BYTES = 58;

  @TempDir private Path temp;

  private final Random random = new Random(11);
  private final MadeUpCall call = new MadeUpCall(FORMAT, FORMAT);

  private static VoiceEngine.Builder builder(int warmUpMs) {
    return VoiceEngine.builder()
        .config(
            VoiceEngineConfig.defaults(FORMAT, FORMAT)
                .withBestEchoPreset(EchoPreset.STANDARD)
                .withMaxEchoDelayMs(100)
                .withBudget(LatencyBudget.defaults().withMaxLatencyMs(60))
                .withWarmUpMs(warmUpMs))
        .clockNanos(() -> 0) // no frame takes time: no step but the test's own
        .uncontrolled();
  }

  /** Faster than any call, so the disk is waited for: it may be 3 s of the call late, no more. */
  private void runLong(VoiceEngine engine, int frames, Path folder, int before) throws Exception {
    int done = 0;
    while (done < frames) {
      int piece = Math.min(100, frames - done);
      run(engine, piece);
      done += piece;
      long bytes = HEADER_BYTES + 4L * FORMAT.frameSamples() * (before + done);
      while (Files.size(folder.resolve(CallFolder.CAPTURE)) < bytes) {
        Thread.sleep(1);
      }
    }
  }

  private void run(VoiceEngine engine, int frames) {
    for (int n = 0; n < frames; n++) {
      engine.render().process(call.nextRender());
      AudioFrame capture = call.nextCapture();
      for (int i = 0; i < FORMAT.frameSamples(); i++) {
        capture.channel(0)[i] += 0.003f * (float) random.nextGaussian();
      }
      engine.capture().process(capture);
      engine.control().tick();
    }
  }

  @Test
  @Timeout(60)
  void settingsStepsAndResetsComeAgainBitByBit() throws Exception {
    Path folder = temp.resolve("call");
    try (VoiceEngine engine = builder(200).recordTo(folder, 60).build()) {
      run(engine, 60);
      engine.control().quality().begin(1, 0);
      engine.setGainTargetDbfs(-14);
      run(engine, 100);
      engine.setMaxAttenuationDb(12);
      engine.setStage(Stage.HIGH_PASS, false);
      engine.setEchoDelayHintMs(20);
      runLong(engine, 1_000, folder, 160);
      assertEquals(1, engine.statistics().qualitySteps(), "the step is part of the call");
      engine.setMuted(true);
      run(engine, 30);
      engine.setMuted(false);
      run(engine, 10);
      engine.capture().reset();
      run(engine, 50);
    }
    Path again = temp.resolve("again.wav");
    CallReplay.Result result = CallReplay.of(folder).run(Optional.of(again));
    assertTrue(result.isIdentical(), result::toString);
    assertEquals(1_250, result.frames());
    assertEquals(-1, Files.mismatch(again, folder.resolve(CallFolder.OUTPUT)));
  }

  @Test
  void aChangedSampleIsFound() throws IOException {
    Path folder = temp.resolve("call");
    try (VoiceEngine engine = builder(0).recordTo(folder, 60).build()) {
      run(engine, 120);
    }
    Path file = folder.resolve(CallFolder.OUTPUT);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int at = HEADER_BYTES + 4 * (77 * FORMAT.frameSamples() + 5);
    bytes.putFloat(at, bytes.getFloat(at) + 0.25f);
    Files.write(file, bytes.array());
    CallReplay.Result result = CallReplay.of(folder).run(Optional.empty());
    assertFalse(result.isIdentical());
    assertEquals(1, result.differingFrames());
    assertEquals(77, result.firstDifferingFrame());
    assertEquals(0.25, result.largestDifference(), 1e-6);
  }

  @Test
  void theRecordingEndsWhereItShould() throws IOException {
    Path folder = temp.resolve("call");
    try (VoiceEngine engine = builder(0).recordTo(folder, 1).build()) {
      run(engine, 150);
    }
    assertEquals(
        HEADER_BYTES + 100L * 4 * FORMAT.frameSamples(),
        Files.size(folder.resolve(CallFolder.CAPTURE)));
    assertEquals(100, CallReplay.of(folder).run(Optional.empty()).frames());
  }

  @Test
  void recordingAllocatesNothingOnTheAudioThread() {
    try (VoiceEngine engine = builder(0).recordTo(temp.resolve("call"), 60).build()) {
      AudioFrame frame = new AudioFrame(FORMAT);
      assertEquals(0, Allocation.bytes(100, 100, () -> engine.capture().process(frame)));
    }
  }

  @Test
  void stagesOfTheApplicationHaveToBeGivenAgain() throws IOException {
    Path folder = temp.resolve("call");
    try (VoiceEngine engine =
        builder(0).replace(Stage.NOISE_SUPPRESSOR, PassThrough::new).recordTo(folder, 60).build()) {
      run(engine, 60);
    }
    CallReplay replay = CallReplay.of(folder);
    assertTrue(
        assertThrows(IllegalStateException.class, () -> replay.run(Optional.empty()))
            .getMessage()
            .contains("NOISE_SUPPRESSOR"));
    replay.replace(Stage.NOISE_SUPPRESSOR, PassThrough::new);
    assertTrue(replay.run(Optional.empty()).isIdentical());
  }

  @Test
  void aRecordingIsNeverOverwritten() throws IOException {
    Path folder = temp.resolve("call");
    try (VoiceEngine engine = builder(0).recordTo(folder, 60).build()) {
      run(engine, 20);
    }
    byte[] before = Files.readAllBytes(folder.resolve(CallFolder.CAPTURE));
    VoiceEngine.Builder second = builder(0).recordTo(folder, 60);
    assertThrows(UncheckedIOException.class, second::build);
    assertEquals(before.length, Files.size(folder.resolve(CallFolder.CAPTURE)));
  }

  @Test
  void damagedRecordingsAreRefused() throws IOException {
    Path folder = temp.resolve("call");
    try (VoiceEngine engine = builder(0).recordTo(folder, 60).build()) {
      run(engine, 20);
    }
    assertThrows(IOException.class, () -> CallReplay.of(temp.resolve("nowhere")));
    Files.writeString(folder.resolve(CallFolder.EVENTS), "3\tdance\t\n");
    CallReplay replay = CallReplay.of(folder);
    assertTrue(
        assertThrows(IOException.class, () -> replay.run(Optional.empty()))
            .getMessage()
            .contains("dance"));
    Files.writeString(folder.resolve(CallFolder.DESCRIPTION), "version=1\n");
    assertThrows(IOException.class, () -> CallReplay.of(folder));
  }

  @Test
  void lengthsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> builder(0).recordTo(temp, 0));
    assertThrows(IllegalArgumentException.class, () -> builder(0).recordTo(temp, 3_601));
  }
}
