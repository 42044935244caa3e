package org.silenzio.testing;

import javax.sound.sampled.Mixer;
import javax.sound.sampled.spi.MixerProvider;

/**
 * Shows Java Sound the {@link FakeSoundCard#registered} card. Found as a service on the class path;
 * tests in a module of their own, where such services are not looked for, use cards of their own.
 */
public final class FakeSoundCards extends MixerProvider {

  @Override
  public Mixer.Info[] getMixerInfo() {
    return new Mixer.Info[] {FakeSoundCard.registered().getMixerInfo()};
  }

  @Override
  public Mixer getMixer(Mixer.Info info) {
    if (!isMixerSupported(info)) {
      throw new IllegalArgumentException("not ours: " + info);
    }
    return FakeSoundCard.registered();
  }
}
