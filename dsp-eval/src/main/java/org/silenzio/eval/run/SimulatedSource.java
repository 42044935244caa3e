package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.silenzio.eval.corpus.CorpusItem;
import org.silenzio.eval.metric.Signals;
import org.silenzio.eval.scenario.Scenario;
import org.silenzio.eval.scenario.SimulatedCall;
import org.silenzio.eval.scenario.Simulator;

/**
 * A simulated call.
 *
 * @param scenario what is simulated, each time anew
 */
public record SimulatedSource(Scenario scenario) implements CallSource {

  /** What all simulated calls of one situation are averaged over. */
  @Override
  public String group() {
    return switch (situation()) {
      case NOISE, NEAR_END -> "simulated near end";
      case FAR_END -> "simulated far end";
      case DOUBLE_TALK -> "simulated double talk";
    };
  }

  @Override
  public String name() {
    return scenario.name();
  }

  @Override
  public CorpusItem.Situation situation() {
    boolean near = scenario.nearEnd().isPresent();
    boolean echo = scenario.farEnd().isPresent() && scenario.echoPath().isPresent();
    if (!echo) {
      return CorpusItem.Situation.NEAR_END;
    }
    return near ? CorpusItem.Situation.DOUBLE_TALK : CorpusItem.Situation.FAR_END;
  }

  @Override
  public boolean nearEndIsKnown() {
    return scenario.nearEnd().isPresent();
  }

  @Override
  public String fingerprint() throws IOException {
    SimulatedCall call = Simulator.run(scenario);
    Fingerprint fingerprint = new Fingerprint().add(Integer.toString(call.sampleRateHz()));
    Stream.concat(
            Stream.of(call.capture(), call.nearEnd(), call.echo()), Arrays.stream(call.render()))
        .forEach(
            samples -> {
              ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * samples.length);
              bytes.asFloatBuffer().put(samples);
              fingerprint.add(bytes);
            });
    return fingerprint.hex();
  }

  @Override
  public CallSignals load() throws IOException {
    SimulatedCall call = Simulator.run(scenario);
    return new CallSignals(
        call.sampleRateHz(),
        call.capture(),
        call.render(),
        Optional.of(call.nearEnd()).filter(nearEnd -> !Signals.isSilent(nearEnd)),
        Optional.of(call.echo()),
        call.pathChangeSeconds().stream().mapToDouble(Double::doubleValue).findFirst());
  }
}
