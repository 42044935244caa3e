package org.silenzio.eval.bench;

import org.silenzio.eval.peer.CallChain;
import org.silenzio.eval.run.CallRun;

/** Guards against measuring what does nothing: a chain that died is very fast. */
public final class LifeCheck {

  private LifeCheck() {}

  /**
   * Runs a call through a chain that has just been measured.
   *
   * @param name the chain's name, for messages; {@code unprocessed} is to leave the sound as it is
   * @throws IllegalStateException if the output is not finite, silent or unchanged
   */
  public static void check(String name, CallChain chain, CallInput call) {
    float[] output = CallRun.of(chain, call.capture(), call.farEnd()).output();
    double power = 0;
    boolean changed = false;
    for (int i = 0; i < output.length; i++) {
      power += output[i] * (double) output[i];
      changed |= output[i] != call.capture()[i];
    }
    if (!Double.isFinite(power)) {
      throw new IllegalStateException(name + " gives samples that are not finite");
    }
    if (power == 0) {
      throw new IllegalStateException(name + " gives silence for speech");
    }
    if (changed == name.equals("unprocessed")) {
      throw new IllegalStateException(name + (changed ? " changes" : " leaves") + " the speech");
    }
  }
}
