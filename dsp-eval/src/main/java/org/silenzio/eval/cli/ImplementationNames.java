package org.silenzio.eval.cli;

import org.silenzio.noise.Implementation;

/** The noise suppressors. */
final class ImplementationNames extends EnumNames<Implementation> {

  ImplementationNames() {
    super("--implementation", Implementation.values());
  }
}
