package org.silenzio.eval.compare;

/** What became of a figure from one evaluation to the other. */
public enum Verdict {
  /** Worse by more than the margin, and not by chance. */
  REGRESSION("REGRESSION"),
  /** Better by more than the margin, and not by chance. */
  IMPROVEMENT("better"),
  /** Changed by more than the margin and not by chance, where neither way is better. */
  CHANGE("changed"),
  /** Changed by more than the margin, but chance may explain it. */
  UNPROVEN("unproven"),
  /** Changed by no more than the margin. */
  SAME("same");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** For tables. */
  String text() {
    return text;
  }
}
