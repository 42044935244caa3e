package org.silenzio.eval.peer;

import java.util.Optional;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.engine.LatencyBudget;
import org.silenzio.engine.Stage;
import org.silenzio.engine.VoiceEngine;
import org.silenzio.engine.VoiceEngineConfig;

/**
 * This project's whole capture side as an app gets it: high-pass, canceller, suppressor, gain and
 * limiter, chosen by the ceiling of the delay. The processor's time decides nothing, so that the
 * same recording gives the same sound.
 *
 * @param name the name users ask for
 * @param maxLatencyMs the ceiling
 */
record EnginePeer(String name, double maxLatencyMs) implements Peer {

  @Override
  public String description() {
    return "our engine with all stages, at most " + maxLatencyMs + " ms late";
  }

  @Override
  public Optional<String> unavailability() {
    return Optional.empty();
  }

  @Override
  public CallChain open(StreamFormat capture, StreamFormat render) {
    return open(VoiceEngineConfig.defaults(capture, render).withWarmUpMs(0));
  }

  @Override
  public CallChain openReady(StreamFormat capture) {
    return open(VoiceEngineConfig.defaults(capture, capture));
  }

  private CallChain open(VoiceEngineConfig config) {
    StreamFormat capture = config.capture();
    StreamFormat render = config.render();
    VoiceEngine engine =
        VoiceEngine.builder()
            .config(
                config.withBudget(
                    LatencyBudget.defaults()
                        .withCpuMicrosPerFrame(Double.POSITIVE_INFINITY)
                        .withMaxLatencyMs(maxLatencyMs)))
            .without(Stage.RENDER_LIMITER) // the far end was played as it is
            .build();
    AudioFrame played = new AudioFrame(render);
    return new CallChain() {
      @Override
      public StreamFormat format() {
        return capture;
      }

      @Override
      public StreamFormat renderFormat() {
        return render;
      }

      @Override
      public void process(AudioFrame farEnd, AudioFrame frame) {
        played.copyFrom(farEnd);
        engine.render().process(played);
        engine.capture().process(frame);
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }
}
