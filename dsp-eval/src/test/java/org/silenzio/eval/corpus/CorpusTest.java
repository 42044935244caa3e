package org.silenzio.eval.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.corpus.CorpusItem.Situation;

class CorpusTest {

  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[1]);
  }

  @Test
  void callsAndNoisySpeechAreFoundByTheirNames() throws IOException {
    Path farMic = file("real_farend/x_mic.wav");
    Path farLoop = file("real_farend/x_lpb.wav");
    Path talkMic = file("real_doubletalk/y_mic.wav");
    Path madeMic = file("synthetic_farend/z_mic.wav");
    Path madeClean = file("synthetic_farend/z_clean.wav");
    Path madeEcho = file("synthetic_farend/z_echo.wav");
    Path noisy = file("noise/a_fan_noisy.wav");
    Path clean = file("noise/a_clean.wav");
    Path alone = file("noise/b_noisy.wav");
    file("noise/b.wav");
    Optional<Path> none = Optional.empty();
    assertEquals(
        List.of(
            new CorpusItem(
                "noise", "a_fan", Situation.NOISE, noisy, none, Optional.of(clean), none),
            new CorpusItem("noise", "b", Situation.NOISE, alone, none, none, none),
            new CorpusItem(
                "real_doubletalk", "y", Situation.DOUBLE_TALK, talkMic, none, none, none),
            new CorpusItem(
                "real_farend", "x", Situation.FAR_END, farMic, Optional.of(farLoop), none, none),
            new CorpusItem(
                "synthetic_farend",
                "z",
                Situation.DOUBLE_TALK,
                madeMic,
                none,
                Optional.of(madeClean),
                Optional.of(madeEcho))),
        Corpus.find(folder));
  }

  @Test
  void theOrderIsThatOfTheBytesNotOfTheListing() {
    // é is two bytes above z; a longer name comes behind its beginning; / before letters, behind -
    List<String> files =
        List.of(
            "/c/é_noisy.wav",
            "/c/z_noisy.wav",
            "/c/b/a_mic.wav",
            "/c/b-/a_mic.wav",
            "/c/a_mic.wav");
    assertEquals(
        List.of(
            "/c/a_mic.wav",
            "/c/b-/a_mic.wav",
            "/c/b/a_mic.wav",
            "/c/z_noisy.wav",
            "/c/é_noisy.wav"),
        CorpusNames.among(files).stream().map(CorpusNames::capture).toList());
  }

  @Test
  void urisAreNamesToo() {
    List<CorpusNames> found =
        CorpusNames.among(
            List.of("hdfs://h/c/real_far-end/x_lpb.wav", "hdfs://h/c/real_far-end/x_mic.wav"));
    assertEquals(
        List.of(
            new CorpusNames(
                "real_far-end",
                "x",
                Situation.FAR_END,
                "hdfs://h/c/real_far-end/x_mic.wav",
                Optional.of("hdfs://h/c/real_far-end/x_lpb.wav"),
                Optional.empty(),
                Optional.empty())),
        found);
  }

  @Test
  void folderWithoutRecordingsAreRefused() {
    assertThrows(SoundFileException.class, () -> Corpus.find(folder));
    assertThrows(SoundFileException.class, () -> Corpus.find(folder.resolve("absent")));
  }
}
