package org.silenzio.eval.peer;

import static org.silenzio.echo.EchoSuppression.BY_PRESET;

import java.util.Optional;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoCancellerConfig;
import org.silenzio.echo.EchoPreset;
import org.silenzio.echo.EchoSuppression;

/**
 * This project's echo canceller.
 *
 * @param name the name users ask for
 * @param preset the balance of quality against delay and work
 * @param suppression what becomes of the echo that the linear filter leaves
 * @param maxDelayMs the longest delay that it looks for
 */
record EchoPeer(String name, EchoPreset preset, EchoSuppression suppression, int maxDelayMs)
    implements Peer {

  @Override
  public String description() {
    String told = suppression == BY_PRESET ? "" : ", suppression " + suppression;
    return "our echo canceller, preset " + preset + told + ", delays up to " + maxDelayMs + " ms";
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
                .withSuppression(suppression)
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
