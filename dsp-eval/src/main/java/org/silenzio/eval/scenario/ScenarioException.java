package org.silenzio.eval.scenario;

/** A scenario that cannot be read or simulated; the message is one line and says which and why. */
public final class ScenarioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ScenarioException(String problem) {
    super(problem);
  }

  ScenarioException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
