package org.silenzio.eval.peer;

import dev.onvoid.webrtc.media.audio.AudioProcessing;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig;
import dev.onvoid.webrtc.media.audio.AudioProcessingStreamConfig;
import java.util.Optional;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Pcm16;
import org.silenzio.audio.StreamFormat;

/**
 * WebRTC's audio processing module through webrtc-java: 16-bit samples over JNI.
 *
 * @param name the name users ask for
 * @param echo whether its echo canceller (AEC3) runs
 * @param noise whether its noise suppressor runs, at 'high'
 * @param gain whether its adaptive digital gain (AGC2) runs
 */
record WebRtcPeer(String name, boolean echo, boolean noise, boolean gain) implements Peer {

  @Override
  public String description() {
    return "WebRTC APM:"
        + (echo ? " AEC3" : "")
        + (noise ? " NS high" : "")
        + (gain ? " AGC2" : "");
  }

  @Override
  public Optional<String> unavailability() {
    return Native.PROBLEM;
  }

  /** Found out once: a failed load of a native library fails differently the second time. */
  private static final class Native {
    static final Optional<String> PROBLEM = problem();

    private static Optional<String> problem() {
      try {
        new AudioProcessing().dispose();
        return Optional.empty();
      } catch (RuntimeException | LinkageError e) {
        return Optional.of(
            "webrtc-java does not load here ("
                + e
                + "); add its jar with this platform's classifier to the class path");
      }
    }
  }

  @Override
  public boolean usesKernels() {
    return false;
  }

  @Override
  public CallChain open(StreamFormat capture, StreamFormat render) {
    AudioProcessing processing = new AudioProcessing();
    try {
      AudioProcessingConfig config = new AudioProcessingConfig();
      config.echoCanceller.enabled = echo;
      config.echoCanceller.enforceHighPassFiltering = echo;
      config.noiseSuppression.enabled = noise;
      config.noiseSuppression.level = AudioProcessingConfig.NoiseSuppression.Level.HIGH;
      config.gainControl.enabled = gain;
      config.gainControl.adaptiveDigital.enabled = gain;
      config.highPassFilter.enabled = echo;
      processing.applyConfig(config);
      return new Chain(capture, render, processing, echo);
    } catch (RuntimeException | Error e) {
      processing.dispose();
      throw e;
    }
  }

  private static final class Chain implements CallChain {
    private final StreamFormat format;
    private final StreamFormat renderFormat;
    private final AudioProcessing processing;
    private final boolean needsFarEnd;
    private final AudioProcessingStreamConfig stream;
    private final AudioProcessingStreamConfig renderStream;
    private final byte[] in;
    private final byte[] out;
    private final byte[] renderIn;
    private final byte[] renderOut;

    Chain(
        StreamFormat format,
        StreamFormat renderFormat,
        AudioProcessing processing,
        boolean needsFarEnd) {
      this.format = format;
      this.renderFormat = renderFormat;
      this.processing = processing;
      this.needsFarEnd = needsFarEnd;
      this.stream = new AudioProcessingStreamConfig(format.sampleRateHz(), format.channels());
      this.renderStream =
          new AudioProcessingStreamConfig(renderFormat.sampleRateHz(), renderFormat.channels());
      this.in = new byte[Pcm16.bytes(format)];
      this.out = new byte[Pcm16.bytes(format)];
      this.renderIn = new byte[Pcm16.bytes(renderFormat)];
      this.renderOut = new byte[Pcm16.bytes(renderFormat)];
    }

    @Override
    public StreamFormat format() {
      return format;
    }

    @Override
    public StreamFormat renderFormat() {
      return renderFormat;
    }

    @Override
    public void process(AudioFrame farEnd, AudioFrame capture) {
      if (needsFarEnd) {
        Pcm16.encode(farEnd, renderIn);
        check(processing.processReverseStream(renderIn, renderStream, renderStream, renderOut));
        processing.setStreamDelayMs(0);
      }
      Pcm16.encode(capture, in);
      check(processing.processStream(in, stream, stream, out));
      Pcm16.decode(out, capture);
    }

    private static void check(int result) {
      if (result != 0) {
        throw new IllegalStateException("WebRTC's audio processing gave the error " + result);
      }
    }

    @Override
    public void close() {
      processing.dispose();
    }
  }
}
