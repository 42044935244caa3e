package org.silenzio.javasound;

import javax.sound.sampled.Mixer;

/**
 * A microphone, a loudspeaker or what stands for one, as Java Sound knows it. See {@link
 * SoundDevices}.
 *
 * @param name the system's name of it
 * @param description what else the system tells, often of the maker or the plug
 * @param mixer what Java Sound finds it by
 */
public record SoundDevice(String name, String description, Mixer.Info mixer) {

  static SoundDevice of(Mixer.Info mixer) {
    return new SoundDevice(mixer.getName(), mixer.getDescription(), mixer);
  }
}
