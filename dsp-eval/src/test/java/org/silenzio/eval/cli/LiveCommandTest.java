package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.testing.FakeSoundCard;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

/** {@code live} with a sound card that is not there. */
class LiveCommandTest {

  private static final FakeSoundCard CARD = FakeSoundCard.registered();

  @TempDir Path folder;

  @AfterEach
  void silence() {
    CARD.setRoom(new float[1]);
    CARD.clear();
  }

  @Test
  void whatTheMicrophoneHearsIsRecordedCleanedAndPlayed() throws IOException {
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    float[] room = Arrays.copyOfRange(noisy, 48_000, noisy.length);
    CARD.setRoom(room);
    CommandResult result =
        CommandResult.of(
            "live",
            "--input",
            "silent",
            "--output",
            "Silent Room",
            "--seconds",
            2,
            "--record",
            folder.resolve("call"),
            "--warm-up-ms",
            1_000);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("in [") && result.out().contains("dBFS"), result.out());
    assertTrue(result.out().contains("echo: delay"), result.out());
    float[] heard = Recording.load(folder.resolve("call/capture.wav")).channels()[0];
    float[] made = Recording.load(folder.resolve("call/output.wav")).channels()[0];
    assertTrue(heard.length >= 4_800, heard.length + " samples");
    assertTrue(isHeardIn(room, Arrays.copyOf(heard, 480)), "the first frame is the room's");
    assertTrue(Tones.power(made, 0, made.length) > 0);
    CommandResult replay = CommandResult.of("replay", folder.resolve("call"));
    assertEquals(0, replay.exitCode(), replay.err());
    assertTrue(replay.out().contains("identical"), replay.out());
    float[] played = CARD.playedSound(1);
    assertTrue(Tones.power(played, 0, played.length) > 0, "it is heard");
  }

  /** Wherever it begins: a busy machine may lose what comes first. */
  private static boolean isHeardIn(float[] room, float[] frame) {
    for (int from = 0; from <= room.length - frame.length; from++) {
      int same = 0;
      while (same < frame.length && Math.abs(room[from + same] - frame[same]) <= 1e-4f) {
        same++;
      }
      if (same == frame.length) {
        return true;
      }
    }
    return false;
  }

  @Test
  void devicesAreListedAndUnknownOnesRefused() {
    CommandResult list = CommandResult.of("live", "--list-devices");
    assertEquals(0, list.exitCode(), list.err());
    assertTrue(list.out().contains("microphones:"), list.out());
    assertTrue(list.out().contains("  Silent Room  (a sound card for tests)"), list.out());
    CommandResult unknown = CommandResult.of("live", "--input", "webcam");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("'Silent Room'"), unknown.err());
    assertEquals(2, CommandResult.of("live", "--seconds", 0).exitCode());
  }
}
