package org.silenzio.eval.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.silenzio.eval.scenario.SimulatedCall.AcousticDelay;

/** The echo of a render signal, before its level is set. */
final class EchoSimulation {

  private final Scenario scenario;
  private final EchoPath path;
  private final int sampleRateHz;

  EchoSimulation(Scenario scenario, EchoPath path) {
    this.scenario = scenario;
    this.path = path;
    this.sampleRateHz = scenario.sampleRateHz();
  }

  /**
   * An echo.
   *
   * @param samples what is heard of the loudspeakers
   * @param acousticDelays the direct sound's travel times
   */
  record Echo(double[] samples, List<AcousticDelay> acousticDelays) {}

  Echo of(double[][] render) throws IOException {
    double[][] played = new double[render.length][];
    for (int channel = 0; channel < render.length; channel++) {
      double[] late =
          DelayLine.delayed(render[channel], path.delay().orElse(Delay.NONE), sampleRateHz);
      played[channel] = path.loudspeaker().orElse(Loudspeaker.IDEAL).play(late, sampleRateHz);
    }
    List<ImpulseResponse> responses = firstResponses();
    double[] heard = heard(played, responses);
    List<AcousticDelay> delays = new ArrayList<>();
    delays.add(new AcousticDelay(0, directMs(responses)));
    if (path.change().isPresent()) {
      PathChange change = path.change().get();
      List<ImpulseResponse> later = laterResponses(change);
      double[] after = heard(played, later);
      for (int n = 0; n < heard.length; n++) {
        double share = change.share((double) n / sampleRateHz);
        heard[n] = (1 - share) * heard[n] + share * after[n];
      }
      delays.add(new AcousticDelay(change.atSecond(), directMs(later)));
    }
    return new Echo(heard, delays);
  }

  private static double[] heard(double[][] played, List<ImpulseResponse> responses) {
    double[] sum = new double[played[0].length];
    for (int channel = 0; channel < played.length; channel++) {
      double[] one = responses.get(channel).applied(played[channel]);
      for (int n = 0; n < sum.length; n++) {
        sum[n] += one[n];
      }
    }
    return sum;
  }

  private static double directMs(List<ImpulseResponse> responses) {
    return responses.stream().mapToDouble(ImpulseResponse::directSeconds).min().orElseThrow()
        * 1000;
  }

  private List<ImpulseResponse> firstResponses() throws IOException {
    return path.measured().isEmpty()
        ? inRoom(scenario.room().orElseThrow().loudspeakersM())
        : measured(path.measured());
  }

  private List<ImpulseResponse> laterResponses(PathChange change) throws IOException {
    return change.measured().isEmpty()
        ? inRoom(change.loudspeakersM())
        : measured(change.measured());
  }

  private List<ImpulseResponse> inRoom(List<Position> loudspeakers) {
    Room room = scenario.room().orElseThrow();
    return loudspeakers.stream()
        .map(at -> ImageSourceRoom.response(room, at, sampleRateHz))
        .toList();
  }

  private List<ImpulseResponse> measured(List<SoundSource> sources) throws IOException {
    List<ImpulseResponse> responses = new ArrayList<>();
    for (SoundSource source : sources) {
      responses.add(MeasuredResponse.load(((SoundSource.Recorded) source).file(), sampleRateHz));
    }
    return responses;
  }
}
