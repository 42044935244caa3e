package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.Random;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.silenzio.testing.FakeSoundCard;

/** The samples that play, on a sound card that is not there. */
class SoundCardTest {

  private static final FakeSoundCard CARD = FakeSoundCard.registered();

  @AfterEach
  void silence() {
    CARD.setRoom(new float[1]);
    CARD.clear();
  }

  @Test
  void theMicrophoneIsHeardWithoutItsNoise() throws Exception {
    float[] noise = new float[48_000];
    Random random = new Random(5);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 0.02f * (float) random.nextGaussian();
    }
    CARD.setRoom(noise);
    LiveMicrophone.main(new String[] {"1"});
    float[] played = CARD.playedSound(1);
    assertTrue(played.length >= 48_000, played.length + " samples");
    // the last tenth of a second, by when the suppressor knows what is noise
    double power = power(played, played.length - 4_800, played.length);
    assertTrue(power < 0.02 * 0.02 / 10, "power " + power);
    assertTrue(power(played, 0, played.length) > 0, "but it was heard at first");
  }

  @Test
  void aRecordingIsPlayedToItsEnd() throws Exception {
    PlayDenoised.main(new String[] {"recordings/noise16_printer.wav"});
    float[] played = CARD.playedSound(1);
    assertTrue(power(played, 0, played.length) > 0);
    try (AudioInputStream file =
        AudioSystem.getAudioInputStream(new File("recordings/noise16_printer.wav"))) {
      assertTrue(played.length >= file.getFrameLength(), played.length + " samples");
    }
  }

  private static double power(float[] sound, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += sound[i] * sound[i];
    }
    return sum / (to - from);
  }
}
