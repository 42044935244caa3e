package org.silenzio.eval.tarsos;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.transform.RateAdapter;

/**
 * Lets any frame processor run inside a TarsosDSP {@code AudioDispatcher}. Buffers are changed in
 * place; where their size is not the processor's, the stream is cut anew, which adds to the delay.
 *
 * <p>The dispatcher must not let buffers overlap: a suppressor's past runs on from buffer to
 * buffer, and would hear the overlapping part twice. The last buffer of a stream may be shorter
 * than the others. Several channels come interleaved in one buffer; the dispatcher of TarsosDSP 2.4
 * itself converts only as many values as a buffer has samples, so give it one channel, or events of
 * your own making.
 *
 * <p>{@link #process} belongs to the thread that runs the dispatcher, one call at a time, and
 * allocates nothing. The dispatcher calls {@link #processingFinished} when the stream has ended or
 * is stopped, and never after an exception: close the processor yourself then.
 */
public final class TarsosProcessor implements AudioProcessor, AutoCloseable {

  private final RateAdapter adapter;
  private final AudioFrame frame;
  private boolean ended;

  /**
   * Wraps a processor, which from now on belongs to this and is closed with it. [control]
   *
   * @param processor any processor
   * @param bufferSamples samples per channel of the dispatcher's buffers, 1 to {@value
   *     StreamFormat#MAX_FRAME_SAMPLES}; need not be the processor's own frame
   * @throws IllegalArgumentException if the size is another
   */
  public TarsosProcessor(FrameProcessor processor, int bufferSamples) {
    StreamFormat own = processor.format();
    StreamFormat stream = new StreamFormat(own.sampleRateHz(), own.channels(), bufferSamples);
    adapter = new RateAdapter(stream, processor);
    frame = new AudioFrame(stream);
  }

  /**
   * How much later a sample leaves than it entered. [any]
   *
   * @return the delay in samples per channel, constant: the processor's and that of cutting anew
   */
  public int latencySamples() {
    return adapter.latencySamples();
  }

  /**
   * Processes a buffer in place. [audio]
   *
   * @param event holds the buffer, interleaved
   * @return true: the dispatcher's next processor gets the buffer
   * @throws IllegalArgumentException if buffers overlap, the rate is not the processor's, or the
   *     buffer is longer than stated or no whole number of samples per channel
   * @throws IllegalStateException if a buffer follows a shorter one, or this is closed
   */
  @Override
  public boolean process(AudioEvent event) {
    StreamFormat format = frame.format();
    float[] buffer = event.getFloatBuffer();
    check(event, buffer, format);
    if (ended) {
      throw new IllegalStateException("a buffer follows a shorter one, which must be the last");
    }
    int channels = format.channels();
    int samples = buffer.length / channels;
    ended = samples < format.frameSamples();
    if (ended) {
      frame.clear();
    }
    for (int c = 0; c < channels; c++) {
      float[] channel = frame.channel(c);
      for (int i = 0; i < samples; i++) {
        channel[i] = buffer[i * channels + c];
      }
    }
    adapter.process(frame);
    for (int c = 0; c < channels; c++) {
      float[] channel = frame.channel(c);
      for (int i = 0; i < samples; i++) {
        buffer[i * channels + c] = channel[i];
      }
    }
    return true;
  }

  private static void check(AudioEvent event, float[] buffer, StreamFormat format) {
    if (event.getOverlap() != 0) {
      throw new IllegalArgumentException("overlap is " + event.getOverlap() + ", allowed: 0");
    }
    if (event.getSampleRate() != format.sampleRateHz()) {
      throw new IllegalArgumentException(
          "sampleRateHz is " + event.getSampleRate() + ", allowed: " + format.sampleRateHz());
    }
    int most = format.frameSamples() * format.channels();
    if (buffer.length > most || buffer.length % format.channels() != 0) {
      throw new IllegalArgumentException(
          "buffer has "
              + buffer.length
              + " values, allowed: up to "
              + most
              + " in multiples of "
              + format.channels());
    }
  }

  /** Ends the stream: closes the processor. [control] */
  @Override
  public void processingFinished() {
    close();
  }

  /** Closes the processor; further calls have no effect. [control] */
  @Override
  public void close() {
    adapter.close();
  }
}
