package org.silenzio.eval.change;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.run.CallSignals;
import org.silenzio.eval.run.CallSource;

/** A way in which a call is otherwise than it was made. All but the last two fit every call. */
public enum Change {
  /** The microphone's gain is 12 dB lower. */
  QUIET_MICROPHONE(call -> Sides.microphone(call, signal -> Sides.scaled(signal, Sides.QUIET))),
  /** What was played is stored 12 dB lower, so that the echo seems louder. */
  QUIET_FAR_END(call -> Sides.render(call, signal -> Sides.scaled(signal, Sides.QUIET))),
  /** The microphone prefers high frequencies, up to 8 dB above those at 1 kHz. */
  BRIGHT_MICROPHONE(call -> Sides.tilted(call, new Tilt(8, call.sampleRateHz()))),
  /** The microphone prefers low frequencies, up to 8 dB above those at 1 kHz. */
  DARK_MICROPHONE(call -> Sides.tilted(call, new Tilt(-8, call.sampleRateHz()))),
  /** The microphone hears pink noise, 25 dB below its own active level. */
  NOISY_MICROPHONE(Sides::noisy),
  /** Everything runs 6.7 % faster and higher: other voices, another room. */
  FASTER(Sides::faster),
  /** The microphone's own gain control seeks its level, −9 to 9 dB, another each 0.75 s. */
  SEEKING_MICROPHONE(
      call -> Sides.microphone(call, signal -> MovingGain.seeking(signal, call.sampleRateHz()))),
  /** The microphone gates what it hears in stretches of 30 to 120 ms, a quarter of them mute. */
  GATING_MICROPHONE(
      call -> Sides.microphone(call, signal -> MovingGain.gating(signal, call.sampleRateHz()))),
  /** The microphone turns six bands down by up to 25 dB, each by itself. */
  BAND_GATING_MICROPHONE(
      call -> Sides.microphone(call, signal -> BandGates.of(signal, call.sampleRateHz()))),
  /** Nothing of the far end is heard at the microphone. Needs calls whose near end is known. */
  HEADPHONES(Sides::withoutEcho) {
    @Override
    public boolean fits(CallSource call) {
      return call.situation() == Situation.DOUBLE_TALK && call.nearEndIsKnown();
    }

    @Override
    Situation situation(Situation before) {
      return Situation.NEAR_END;
    }
  },
  /** Somebody speaks beside the echo, as loud as it is. Needs calls with the far end alone. */
  NEAR_TALK(NearTalk::joining) {
    @Override
    public boolean fits(CallSource call) {
      return call.situation() == Situation.FAR_END;
    }

    @Override
    Situation situation(Situation before) {
      return Situation.DOUBLE_TALK;
    }
  };

  /** What a change does to the signals. */
  @FunctionalInterface
  private interface Effect {
    CallSignals on(CallSignals call) throws IOException;
  }

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Effect effect;

  Change(Effect effect) {
    this.effect = effect;
  }

  /** What users call it: small letters with hyphens. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a call has what the change needs. */
  public boolean fits(CallSource call) {
    return true;
  }

  /** The call with this change, if that fits. */
  public Optional<CallSource> of(CallSource call) {
    return fits(call) ? Optional.of(new ChangedCall(call, this)) : Optional.empty();
  }

  /** Who speaks in the changed call. */
  Situation situation(Situation before) {
    return before;
  }

  /** The changed signals; those given stay as they are. */
  CallSignals apply(CallSignals call) throws IOException {
    return effect.on(call);
  }
}
