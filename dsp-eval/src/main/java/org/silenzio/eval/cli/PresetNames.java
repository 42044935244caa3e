package org.silenzio.eval.cli;

import org.silenzio.echo.EchoPreset;

/** The canceller's presets. */
final class PresetNames extends EnumNames<EchoPreset> {

  PresetNames() {
    super("--preset", EchoPreset.values());
  }
}
