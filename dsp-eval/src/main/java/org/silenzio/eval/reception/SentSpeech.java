package org.silenzio.eval.reception;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.network.Network;
import org.silenzio.eval.run.CallSignals;
import org.silenzio.eval.run.CallSource;
import org.silenzio.eval.run.Fingerprint;

/**
 * A recording on its way through a network, one of several runs.
 *
 * @param network what its packets meet; figures are averaged over it
 * @param speech what is said
 * @param run which of the network's runs, from 0
 * @param seconds how long it lasts at least
 */
public record SentSpeech(Network network, SpeechSource speech, int run, double seconds)
    implements CallSource {

  @Override
  public String group() {
    return network.name();
  }

  @Override
  public String name() {
    return run == 0 ? speech.name() : speech.name() + "." + run;
  }

  @Override
  public Situation situation() {
    return Situation.NOISE;
  }

  @Override
  public boolean nearEndIsKnown() {
    return true;
  }

  @Override
  public String fingerprint() throws IOException {
    return new Fingerprint()
        .add(network.toString())
        .add(run + " " + seconds)
        .add(speech.file())
        .hex();
  }

  /** The number that decides what is random: another for each recording and run. */
  long randomRun() {
    return 31L * speech.name().hashCode() + run;
  }

  @Override
  public CallSignals load() throws IOException {
    SpeechSource.Speech spoken = speech.load(seconds);
    return new CallSignals(
        spoken.sampleRateHz(),
        spoken.samples(),
        new float[1][spoken.samples().length],
        Optional.of(spoken.samples()),
        Optional.empty(),
        OptionalDouble.empty());
  }
}
