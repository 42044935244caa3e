package org.silenzio.engine;

import java.util.function.Supplier;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.RenderFeed;

/** Gives each of the chain's frames its far end, its settings and its measured time. [audio] */
final class CaptureCore implements FrameProcessor {

  private final StreamFormat format;
  private final CaptureChain chain;
  private final RenderFeed feed;
  private final AudioFrame farEnd;
  private final Supplier<EngineSettings> settings;
  private final FrameTimer timer;
  private final PacketStage packets; // null: none

  CaptureCore(
      StreamFormat format,
      StreamFormat farEndFormat,
      CaptureChain chain,
      RenderFeed feed,
      Supplier<EngineSettings> settings,
      FrameTimer timer,
      PacketStage packets) {
    this.format = format;
    this.chain = chain;
    this.feed = feed;
    this.settings = settings;
    this.timer = timer;
    this.packets = packets;
    farEnd = new AudioFrame(farEndFormat);
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void process(AudioFrame frame) {
    timer.begin();
    feed.take(farEnd);
    chain.process(farEnd, frame, settings.get());
    if (packets != null) {
      packets.add(frame, chain.holdsVoice());
    }
    timer.end();
  }

  @Override
  public void reset() {
    feed.restart();
    chain.reset();
    if (packets != null) {
      packets.reset();
    }
  }

  @Override
  public int latencySamples() {
    return chain.latencySamples();
  }

  @Override
  public void close() {
    chain.close();
    if (packets != null) {
      packets.close();
    }
  }
}
