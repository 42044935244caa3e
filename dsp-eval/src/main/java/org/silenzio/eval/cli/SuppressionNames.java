package org.silenzio.eval.cli;

import org.silenzio.echo.EchoSuppression;

/** What becomes of the echo that the linear filter leaves. */
final class SuppressionNames extends EnumNames<EchoSuppression> {

  SuppressionNames() {
    super("--suppression", EchoSuppression.values());
  }
}
