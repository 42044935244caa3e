package org.silenzio.eval.peer;

import java.util.Optional;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoCancellerConfig;
import org.silenzio.echo.EchoPreset;

/**
 * This project's echo canceller.
 *
 * @param name the name users ask for
 * @param preset the balance of quality against delay and work
 * @param maxDelayMs the longest delay that it looks for
 */
record EchoPeer(String name, EchoPreset preset, int maxDelayMs) implements Peer {

  @Override
  public String description() {
    return "our echo canceller, preset " + preset + ", delays up to " + maxDelayMs + " ms";
  }

  @Override
  public Optional<String> unavailability() {
    return Optional.empty();
  }

  @Override
  public CallChain open(StreamFormat capture, StreamFormat render) {
    EchoCanceller canceller =
        EchoCanceller.create(
            EchoCancellerConfig.defaults(capture)
                .withRenderChannels(render.channels())
                .withPreset(preset)
                .withMaxDelayMs(maxDelayMs));
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
        canceller.process(farEnd, frame);
      }

      @Override
      public void close() {
        canceller.close();
      }
    };
  }
}
