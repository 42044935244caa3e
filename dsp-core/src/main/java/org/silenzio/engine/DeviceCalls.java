package org.silenzio.engine;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;

/**
 * A device's calls to one side of the engine, in whatever form it has its samples: one caller at a
 * time, until the side is closed. [audio] but for what says otherwise
 */
final class DeviceCalls {

  private final StreamFormat format;
  private final Consumer<AudioFrame> step;
  private final Interleaved interleaved;
  private final Gate gate;

  /**
   * Makes an open side. [control]
   *
   * @param side its name
   * @param format the device's frames
   * @param step what is done with each
   */
  DeviceCalls(String side, StreamFormat format, Consumer<AudioFrame> step) {
    this.format = format;
    this.step = step;
    interleaved = new Interleaved(format);
    gate = new Gate(side);
  }

  void process(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    gate.enter();
    try {
      step.accept(frame);
    } finally {
      gate.leave();
    }
  }

  void process(float[] samples) {
    gate.enter();
    try {
      interleaved.read(samples);
      step.accept(interleaved.frame());
      interleaved.write(samples);
    } finally {
      gate.leave();
    }
  }

  void process(short[] samples) {
    gate.enter();
    try {
      interleaved.read(samples);
      step.accept(interleaved.frame());
      interleaved.write(samples);
    } finally {
      gate.leave();
    }
  }

  void process(ByteBuffer samples, SampleType type) {
    gate.enter();
    try {
      interleaved.read(samples, type);
      step.accept(interleaved.frame());
      interleaved.write(samples, type);
    } finally {
      gate.leave();
    }
  }

  /** Does something else while no frame is at hand. */
  void alone(Runnable action) {
    gate.enter();
    try {
      action.run();
    } finally {
      gate.leave();
    }
  }

  /**
   * Closes, once no frame is at hand. [control]
   *
   * @return false if it was closed before
   */
  boolean close() {
    return gate.close();
  }
}
