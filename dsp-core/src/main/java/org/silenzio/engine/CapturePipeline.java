package org.silenzio.engine;

import java.nio.ByteBuffer;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.transform.RateAdapter;

/**
 * The way from the microphone: what the device hands over comes back cleaned, as much of it, {@link
 * #latencySamples()} later. Belongs to a {@link VoiceEngine} and is closed with it.
 *
 * <p>[audio] {@code process} in all its forms, {@link #reset}: any thread, one call at a time,
 * beside the calls of {@link RenderPipeline}; they neither allocate, lock, log nor block, and throw
 * on wrong lengths, after the close and on two callers at once only. [any] the rest. Samples that
 * are not finite are taken as silence; none comes out.
 */
public final class CapturePipeline implements FrameProcessor {

  private final StreamFormat format;
  private final FrameProcessor inner;
  private final DeviceCalls calls;
  private final AudioFrame mapped; // null: the device has the engine's channels
  private final FrameTimer timer;

  CapturePipeline(StreamFormat format, CaptureCore core, FrameTimer timer) {
    this.format = format;
    this.timer = timer;
    int channels = core.format().channels();
    StreamFormat inEngine =
        new StreamFormat(format.sampleRateHz(), channels, format.frameSamples());
    inner = core.format().equals(inEngine) ? core : new RateAdapter(inEngine, core);
    mapped = channels == format.channels() ? null : new AudioFrame(inEngine);
    calls = new DeviceCalls("the capture side", format, this::run);
  }

  /**
   * The frames that the microphone's device hands over. [any]
   *
   * @return {@link VoiceEngineConfig#capture()}
   */
  @Override
  public StreamFormat format() {
    return format;
  }

  /**
   * Cleans a frame in place. [audio]
   *
   * @param frame of {@link #format()}
   */
  @Override
  public void process(AudioFrame frame) {
    calls.process(frame);
  }

  private void run(AudioFrame frame) {
    timer.called();
    if (mapped == null) {
      inner.process(frame);
      return;
    }
    ChannelMap.copy(frame, mapped);
    inner.process(mapped);
    ChannelMap.copy(mapped, frame);
  }

  /**
   * Cleans interleaved samples in place. [audio]
   *
   * @param interleaved a frame's samples of all channels, ±1, from index 0
   * @throws IllegalArgumentException if there are too few
   */
  public void process(float[] interleaved) {
    calls.process(interleaved);
  }

  /**
   * Cleans interleaved samples in place. [audio]
   *
   * @param interleaved a frame's 16-bit samples of all channels, from index 0
   * @throws IllegalArgumentException if there are too few
   */
  public void process(short[] interleaved) {
    calls.process(interleaved);
  }

  /**
   * Cleans interleaved samples in place. [audio]
   *
   * @param interleaved holds a frame of all channels from its position on, which stays, in its own
   *     byte order
   * @param type how the samples lie in it
   * @throws IllegalArgumentException if too little remains
   */
  public void process(ByteBuffer interleaved, SampleType type) {
    calls.process(interleaved, type);
  }

  @Override
  public void reset() {
    calls.alone(inner::reset);
  }

  /**
   * How much later a sample leaves than it entered: what the stages look ahead, and what resampling
   * and collecting of frames take. [any]
   *
   * @return the delay in samples at the device's rate, constant
   */
  @Override
  public int latencySamples() {
    return inner.latencySamples();
  }

  /**
   * The same as a time. [any]
   *
   * @return the delay in ms
   */
  public double latencyMs() {
    return 1_000.0 * latencySamples() / format.sampleRateHz();
  }

  /** Samples of the device that were mended before they reached the chain. [any] */
  long mendedSamples() {
    return inner instanceof RateAdapter adapter
        ? adapter.guard().nonFiniteSamples() + adapter.guard().limitedSamples()
        : 0;
  }

  /** Ends the use of this side, once the frame at hand is done. [control] */
  @Override
  public void close() {
    if (calls.close()) {
      inner.close();
    }
  }
}
