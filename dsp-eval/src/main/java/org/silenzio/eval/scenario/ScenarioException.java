package org.silenzio.eval.scenario;

/**
 * A scenario or network that cannot be read or simulated; the message is one line and says which
 * and why.
 */
public final class ScenarioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public ScenarioException(String problem) {
    super(problem);
  }

  public ScenarioException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
