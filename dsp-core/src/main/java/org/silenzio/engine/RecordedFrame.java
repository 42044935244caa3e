package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/** A frame of a recorded call with what befell the chain at it. */
final class RecordedFrame {

  /** No level. */
  static final int NONE = -1;

  final AudioFrame capture;
  final AudioFrame farEnd;
  final AudioFrame output;
  EngineSettings settings;
  boolean reset;
  int standby = NONE;
  int takeOver = NONE;

  RecordedFrame(StreamFormat format, StreamFormat farEndFormat) {
    capture = new AudioFrame(format);
    farEnd = new AudioFrame(farEndFormat);
    output = new AudioFrame(format);
  }

  /** Takes in what is known before the frame is processed. */
  void begin(AudioFrame heard, AudioFrame played, EngineSettings inForce, boolean afterReset) {
    capture.copyFrom(heard);
    farEnd.copyFrom(played);
    settings = inForce;
    reset = afterReset;
    standby = NONE;
    takeOver = NONE;
  }
}
