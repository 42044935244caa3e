package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.StreamFormat;

/** A remote talker that hums one tone. */
final class ToneSource implements FrameSource {

  static final float AMPLITUDE = 0.2f;

  private final StreamFormat format;
  private final double step;
  private double phase;

  ToneSource(StreamFormat format, double hz) {
    this.format = format;
    step = 2 * Math.PI * hz / format.sampleRateHz();
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void pull(AudioFrame frame) {
    for (int i = 0; i < format.frameSamples(); i++) {
      float sample = AMPLITUDE * (float) Math.sin(phase);
      for (int c = 0; c < format.channels(); c++) {
        frame.channel(c)[i] = sample;
      }
      phase = (phase + step) % (2 * Math.PI);
    }
  }
}
