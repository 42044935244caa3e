package org.silenzio.audio;

import java.util.Random;

/** Frames of a voiced sound that comes and goes, in noise, over and over. Does not allocate. */
final class MadeUpSpeech {

  private static final int FRAMES = 40;
  private static final int VOICED_FRAMES = 25;
  private static final double PITCH_HZ = 61;

  private final float[] speech;
  private final AudioFrame frame;
  private int given;

  MadeUpSpeech(StreamFormat format) {
    frame = new AudioFrame(format);
    int samples = format.frameSamples();
    speech = new float[FRAMES * samples];
    Random random = new Random(1);
    for (int i = 0; i < speech.length; i++) {
      double phase = 2 * Math.PI * PITCH_HZ * i / format.sampleRateHz();
      double voice = i < VOICED_FRAMES * samples ? Math.pow(Math.sin(phase), 9) : 0;
      speech[i] = (float) (0.2 * voice + 0.02 * random.nextGaussian());
    }
  }

  /** Fills the frame with what comes next. */
  void next() {
    int samples = frame.format().frameSamples();
    for (int c = 0; c < frame.format().channels(); c++) {
      System.arraycopy(speech, given * samples, frame.channel(c), 0, samples);
    }
    given = (given + 1) % FRAMES;
  }

  AudioFrame frame() {
    return frame;
  }
}
