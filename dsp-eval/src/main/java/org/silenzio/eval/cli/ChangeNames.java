package org.silenzio.eval.cli;

import org.silenzio.eval.change.Change;

/** In what a call is otherwise than it was made. */
final class ChangeNames extends EnumNames<Change> {

  ChangeNames() {
    super("--change", Change.values());
  }
}
